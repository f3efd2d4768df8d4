"""A notice without names: each unit has another name, and keeps it from one notice to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count

from evals.bulletin.papers import Paper

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_TAILS = ("人民政府办公室", "人民政府", "委员会办公室", "办公室", "委员会", "党委")
_SHORTEST = 2  # characters of a short name: 青禾 of 青禾镇 is none


def aliases(units: Iterable[str], before: Mapping[str, str]) -> dict[str, str]:
    """An alias for each of `units`: the one it had `before`, else the next that nobody has had. Those of absent units are kept."""
    taken = set(before.values())
    free = (name for n in count() if (name := _alias(n)) not in taken)
    return {**before, **{unit: next(free) for unit in sorted(set(units)) if unit not in before}}


def without_names(papers: Sequence[Paper], names: Mapping[str, str]) -> list[Paper]:
    """`papers` under aliases, their titles replaced by a number of the unit's own."""
    seen: dict[str, int] = {}
    found = []
    for paper in papers:
        seen[paper.unit] = seen.get(paper.unit, 0) + 1
        alias = names.get(paper.unit, paper.unit)
        found.append(replace(paper, unit=alias, title=f"{alias}第{seen[paper.unit]}份文稿", file=""))
    return found


def words_for(names: Mapping[str, str]) -> dict[str, str]:
    """What is put in the place of each unit's name wherever it is quoted, the longest name first."""
    said = {short: alias for unit, alias in names.items() for short in _names_of(unit)}
    return dict(sorted(said.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _names_of(unit: str) -> Iterable[str]:
    """The name and its short forms: 青禾镇人民政府, 青禾镇."""
    short = next((unit.removesuffix(tail) for tail in _TAILS if unit.endswith(tail)), unit)
    return (name for name in dict.fromkeys((unit, short)) if len(name) >= _SHORTEST)


def _alias(n: int) -> str:
    return f"{_STEMS[n]}单位" if n < len(_STEMS) else f"第{n + 1}单位"
