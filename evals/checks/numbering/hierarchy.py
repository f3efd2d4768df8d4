"""Whether the numbers of lines go on one by one, each at its own level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.zh import chinese_number
from evals.checks.numbering.markers import CIRCLED, FOURTH, RANK, SECOND, THIRD, TOP, Marker, said
from evals.checks.numbering.slips import Slip

_AHEAD = 60  # markers in which the next of a level is looked for
_INLINE = 20_000  # characters in which a number may stand inside a line
_MOST_SKIPPED_ARTICLES = 2  # more are a selection


def slips(text: str, markers: Sequence[Marker]) -> Iterator[Slip]:
    """What is wrong with the numbers that lines begin with."""
    walk = _Walk(text, markers)
    for i in range(len(markers)):
        if slip := walk.step(i):
            yield slip


@dataclass
class _Walk:
    """How far the numbering has come on every level.

    `before`: where a level stood when a higher one closed it. `outer`: where it stood when a row inside it began with the same marks.
    """

    text: str
    markers: Sequence[Marker]
    last: dict[str, Marker] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    outer: dict[str, set[int]] = field(default_factory=dict)

    def step(self, i: int) -> Slip | None:
        """Take marker `i`; what is wrong with it."""
        marker = self.markers[i]
        own = self.last.get(marker.style)
        if marker.n == (own.n if own else 0) + 1:
            self._accept(marker)
            return None
        if meant := self._meant_level(i):
            self._accept(marker._replace(style=meant, n=self.last[meant].n + 1))
            due = said(meant, self.last[meant].n)
            return Slip("level-wrong", marker.start, marker.end, {"due": due}, due)
        if own is None:
            slip = self._first(i)
            self._accept(marker)
            return slip
        return self._after(own, i)

    def _accept(self, marker: Marker) -> None:
        for style in [s for s in self.last if RANK[s] > marker.rank]:
            self.before[style] = self.last.pop(style).n
            self.outer.pop(style, None)
        self.last[marker.style] = marker

    def _first(self, i: int) -> Slip | None:
        """The first of a row should be 1; a text may begin anywhere, and a row may go on from before."""
        marker = self.markers[i]
        parent = max((m for m in self.last.values() if m.rank < marker.rank), key=lambda m: m.start, default=None)
        if marker.n != 2 or parent is None or self.before.get(marker.style) == 1 or self._inside(marker, parent.end):
            return None
        return Slip("number-skipped", marker.start, marker.end, {"due": said(marker.style, 1)}, severity="warning")

    def _after(self, own: Marker, i: int) -> Slip | None:
        marker = self.markers[i]
        due = own.n + 1
        following = self._next(i, marker.style)
        if marker.n == 1 and not (own.n == 1 and following == 3):  # a new row
            self._accept(marker)
            self.outer.setdefault(marker.style, set()).add(own.n)
            return None
        if marker.n - 1 in self.outer.get(marker.style, ()) or self._inside(marker, own.end) or self._selected(marker, own, following):
            self._accept(marker)
            return None
        rule = "number-doubled" if marker.n == own.n else "number-skipped" if marker.n > due else "number-backwards"
        counted = following == due + 1  # 1 2 2 4, 1 2 4 4 5: the row counts this one as 3
        self._accept(marker._replace(n=due) if counted else marker)
        return Slip(rule, marker.start, marker.end, {"due": said(marker.style, due)}, said(marker.style, due))

    def _meant_level(self, i: int) -> str | None:
        """The level whose next number is missing just here, when this one does not fit its own: （一）, 2., （三）."""
        marker = self.markers[i]
        for style, last in sorted(self.last.items(), key=lambda item: -item[1].start):
            fits = marker.n == last.n + 1
            if style == marker.style or not (fits or marker.n == 1) or not _alike(style, marker.style) or self._leads_a_row(i, style):
                continue
            following = self._next(i, style)
            if fits and marker.n > 1 and following in (None, 1) and self._is_stray(i):
                return style
            if following == last.n + 2:
                return style
        return None

    def _leads_a_row(self, i: int, style: str) -> bool:
        """Does the next number of its own style follow before the next marker of `style`?"""
        marker = self.markers[i]
        for later in self.markers[i + 1 : i + 1 + _AHEAD]:
            if later.style == style or later.rank < min(marker.rank, RANK[style]):
                return False
            if later.style == marker.style:
                return later.n == marker.n + 1
        return False

    def _is_stray(self, i: int) -> bool:
        """Is the row of its own style already past this number, or not there at all?"""
        marker = self.markers[i]
        own = self.last.get(marker.style)
        return (own is None and self.before.get(marker.style) != marker.n - 1) or (own is not None and own.n >= marker.n)

    def _next(self, i: int, style: str) -> int | None:
        """The number of the next marker of `style` in the same row."""
        for marker in self.markers[i + 1 : i + 1 + _AHEAD]:
            if marker.style == style:
                return marker.n
            if marker.rank < RANK[style]:
                return None
        return None

    def _inside(self, marker: Marker, since: int) -> bool:
        """Does the number before this one stand inside a line since `since`?"""
        if marker.n < 2:
            return False
        passage = self.text[max(since, marker.start - _INLINE) : marker.start]
        if marker.style == CIRCLED:
            return said(CIRCLED, marker.n - 1) in passage
        number = chinese_number(marker.n - 1) if "一" in marker.style else str(marker.n - 1)
        marks = {TOP: "、", SECOND: "[）)]", THIRD: r"[.．、]", FOURTH: "[）)]"}.get(marker.style, "")
        return bool(marks and re.search(rf"(?<![\d一二三四五六七八九十]){number}{marks}(?!\d)", passage))

    def _selected(self, marker: Marker, own: Marker, following: int | None) -> bool:
        """Articles of a law that were chosen, or left out with …… or （略）."""
        if marker.n <= own.n:
            return False
        if marker.style == "条":
            return marker.n - own.n > _MOST_SKIPPED_ARTICLES or following != marker.n + 1
        between = self.text[own.end : marker.start]
        return "（略）" in between or "\n……" in between


def _alike(style: str, other: str) -> bool:
    """Levels that may be taken for one another: neither is a chapter or an article."""
    return min(RANK[style], RANK[other]) > RANK["条"]
