"""A notice without names: each unit has another name, and keeps it from one notice to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count

from evals.bulletin.papers import Paper

_STEMS = "甲乙丙丁戊己庚辛壬癸"


def aliases(units: Iterable[str], before: Mapping[str, str]) -> dict[str, str]:
    """An alias for each of `units`: the one it had `before`, else the next that nobody has had. Those of absent units are kept."""
    taken = set(before.values())
    free = (name for n in count() if (name := _alias(n)) not in taken)
    return {**before, **{unit: next(free) for unit in sorted(set(units), key=_shuffled) if unit not in before}}


def without_names(papers: Sequence[Paper], names: Mapping[str, str]) -> list[Paper]:
    """`papers` under aliases, their titles replaced by a number of the unit's own."""
    seen: dict[str, int] = {}
    found = []
    for paper in papers:
        seen[paper.unit] = seen.get(paper.unit, 0) + 1
        alias = names.get(paper.unit, paper.unit)
        found.append(replace(paper, unit=alias, title=f"{alias}第{seen[paper.unit]}份文稿", file=""))
    return found


def _shuffled(unit: str) -> str:
    """Always the same order, in which nobody finds a unit by the alphabet."""
    return sha256(unit.encode()).hexdigest()


def _alias(n: int) -> str:
    return f"{_STEMS[n]}单位" if n < len(_STEMS) else f"第{n + 1}单位"
