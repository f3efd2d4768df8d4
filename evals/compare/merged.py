"""A three-way comparison as JSON and for the terminal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from drafting.compare.merging import Merged, Origin, merged_text
from evals.compare.report import SCHEMA
from evals.compare.words import paragraph_numbers
from evals.render.words import shortened

_LONGEST = 80  # characters of a place that are shown
_CONTEXT = 12  # characters of the base shown on either side


@dataclass(frozen=True)
class Merger:
    """Two versions of one base by the names of their files, and every place where either differs from it."""

    base_name: str
    old_name: str
    new_name: str
    base: str
    places: Sequence[Merged]

    @property
    def conflicts(self) -> int:
        return sum(p.origin == "conflict" for p in self.places)

    def as_json(self) -> dict[str, Any]:
        """`text` is the base with all that is not in conflict."""
        names = {"schema": SCHEMA, "base": self.base_name, "old": self.old_name, "new": self.new_name}
        return names | {
            "merged": [p.as_json() for p in self.places],
            "conflicts": self.conflicts,
            "text": merged_text(self.base, self.places),
        }


def render(merger: Merger) -> str:
    """Every place in order of the base; conflicts with both wordings."""
    first, second = _short(merger.old_name, merger.new_name)
    counts = Counter(p.origin for p in merger.places)
    who: dict[Origin, str] = {
        "old": f"只有 {first} 改",
        "new": f"只有 {second} 改",
        "both": "两稿同样改",
        "conflict": "冲突",
    }
    said = "，".join(f"{name} {counts[origin]}" for origin, name in who.items() if counts[origin])
    head = f"【{PurePath(merger.base_name).name} → {first}、{second}】" + (
        f"改动 {len(merger.places)} 处：{said}" if said else "两稿都没有改动"
    )
    number = paragraph_numbers(merger.base)
    return "\n".join([head, *(f"  第{number(p.base.start)}段（{who[p.origin]}）：{_place(merger, p)}" for p in merger.places)])


def _place(merger: Merger, place: Merged) -> str:
    before = merger.base[max(0, place.base.start - _CONTEXT) : place.base.start].rpartition("\n")[2]
    after = merger.base[place.base.end : place.base.end + _CONTEXT].partition("\n")[0]
    return f"{before}〔{_words(merger, place)}〕{after}".replace("\n", "⏎")


def _words(merger: Merger, place: Merged) -> str:
    was, first, second = (shortened(words, _LONGEST, "⏎") for words in (place.was, place.first, place.second))
    if place.origin == "conflict":
        one, other = _short(merger.old_name, merger.new_name)
        return f"{was or '（无）'}→{one}：{first or '（删去）'}；{other}：{second or '（删去）'}"
    now = second if place.origin == "new" else first
    return f"{was}→{now}" if place.was and place.merged else f"＋{now}" if place.merged else f"－{was}"


def _short(first: str, second: str) -> tuple[str, str]:
    """The names of the files, without their folders where these are not needed to tell them apart."""
    names = PurePath(first).name, PurePath(second).name
    return names if names[0] != names[1] else (first, second)
