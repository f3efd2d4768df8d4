"""Three ways: what two versions of one base changed, merged, and where they changed the same place differently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.zh import Span
from drafting.compare.compared import compare
from drafting.compare.model import Change

Origin = Literal["old", "new", "both", "conflict"]


@dataclass(frozen=True)
class Merged:
    """What `base` became in the first version (`old`), the second (`new`), in both alike, or in each in its own way.

    The spans are of the base and of either version; the texts are what stands there.
    """

    origin: Origin
    base: Span
    old: Span
    new: Span
    was: str
    first: str
    second: str

    @property
    def merged(self) -> str:
        """What the merged text says here; a conflict is left as it was until a person decides."""
        return self.was if self.origin == "conflict" else self.second if self.origin == "new" else self.first

    def as_json(self) -> dict[str, Any]:
        spans = {"base": list(self.base), "old": list(self.old), "new": list(self.new)}
        return {"from": self.origin} | spans | {"base_text": self.was, "old_text": self.first, "new_text": self.second}


def merge(base: str, first: str, second: str) -> tuple[Merged, ...]:
    """Every place that either version changed, in order. What was moved counts as taken out and put in.

    Changes of both versions that overlap or touch are one place: a word changed by one beside a figure changed by the other
    is for a person to read.
    """
    sides = (compare(base, first, with_moves=False).changes, compare(base, second, with_moves=False).changes)
    every = sorted(((c.old, side, c) for side in (0, 1) for c in sides[side]), key=lambda x: (x[0], x[1]))
    return tuple(_merged(base, first, second, _groups([(side, c) for _, side, c in every])))


def merged_text(base: str, places: Sequence[Merged]) -> str:
    """The base with all that is not in conflict."""
    parts, at = list[str](), 0
    for place in places:
        parts += (base[at : place.base.start], place.merged)
        at = place.base.end
    return "".join(parts) + base[at:]


_Sided = tuple[int, Change]  # 0 for the first version, 1 for the second


def _groups(changes: Sequence[_Sided]) -> Iterator[list[_Sided]]:
    """Changes of both sides that reach each other; one side alone gives each of its changes."""
    group: list[_Sided] = []
    end = -1
    for side, change in changes:
        if group and change.old.start > end:
            yield from _apart(group)
            group = []
        group.append((side, change))
        end = max(end, change.old.end) if len(group) > 1 else change.old.end
    yield from _apart(group)


def _apart(group: list[_Sided]) -> Iterator[list[_Sided]]:
    if len({side for side, _ in group}) == 1:
        yield from ([one] for one in group)
    elif group:
        yield group


def _merged(base: str, first: str, second: str, groups: Iterator[list[_Sided]]) -> Iterator[Merged]:
    grown = [0, 0]  # by how much each version is longer than the base up to here
    for group in groups:
        span = Span(min(c.old.start for _, c in group), max(c.old.end for _, c in group))
        more = [sum(len(c.now) - len(c.was) for side, c in group if side == which) for which in (0, 1)]
        a, b = (Span(span.start + grown[i], span.end + grown[i] + more[i]) for i in (0, 1))
        grown = [grown[i] + more[i] for i in (0, 1)]
        texts = (span.of(base), a.of(first), b.of(second))
        yield Merged(_origin({side for side, _ in group}, texts), span, a, b, *texts)


def _origin(sides: set[int], texts: tuple[str, str, str]) -> Origin:
    if len(sides) == 1:
        return "old" if sides == {0} else "new"
    return "both" if texts[1] == texts[2] else "conflict"
