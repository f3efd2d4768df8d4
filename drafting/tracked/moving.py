"""What was moved: the words of a block are taken out as moved away and put in as moved here, between marks that bear one name."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.readers.wordml import name
from drafting.compare import Comparison
from drafting.compare.model import Run
from drafting.tracked.pairing import Stretch
from drafting.tracked.pen import Pen
from drafting.tracked.shape import Side
from drafting.tracked.xml import content, made


class Moved(NamedTuple):
    """Characters `[start, end)` of one side that moved with a block."""

    start: int
    end: int
    block: int


class Moves:
    """The moved runs of a comparison, and the elements that they became."""

    def __init__(self, comparison: Comparison) -> None:
        found = [c for c in comparison.changes if c.kind == "move"]
        self._runs = {Run(c.old.start, c.new.start, c.old.end - c.old.start): c.block for c in found}
        self._from: dict[int, list[Any]] = defaultdict(list)
        self._to: dict[int, list[Any]] = defaultdict(list)
        self.gone: list[Moved] = []
        self.come: list[Moved] = []

    def stayed(self, runs: Sequence[Run]) -> list[Run]:
        """The runs that kept their order."""
        return [run for run in runs if run not in self._runs]

    def only_between(self, old: Side, new: Side, stretches: Sequence[Stretch], stayed: Sequence[Run]) -> None:
        """Settle what is tracked as moved: whole paragraphs outside of rows that go or come, a block from one place to one place."""
        here = {line for s in stretches for line in s.old if isinstance(line, int)}
        there = {line for s in stretches for line in s.new if isinstance(line, int)}
        blocks: dict[int, list[Run]] = defaultdict(list)
        for run, block in self._runs.items():
            blocks[block].append(run)
        for block, runs in blocks.items():
            lines_old = {n for r in runs for n in range(old.line_number(r.old), old.line_number(r.old_end - 1) + 1)}
            lines_new = {n for r in runs for n in range(new.line_number(r.new), new.line_number(r.new_end - 1) + 1)}
            if lines_old <= here and lines_new <= there:
                left = _largest(sorted(runs), [r.old for r in stayed], "old")
                self.gone += [Moved(r.old, r.old_end, block) for r in left]
                arrived = _largest(sorted(left, key=lambda r: r.new), sorted(r.new for r in stayed), "new")
                self.come += [Moved(r.new, r.new_end, block) for r in arrived]
        self.gone.sort()
        self.come.sort()

    def left(self, block: int, elements: Iterable[Any]) -> None:
        """Elements (`w:moveFrom`, or a paragraph whose mark moved) that the block left behind; nothing for block 0."""
        if block:
            self._from[block] += elements

    def arrived(self, block: int, elements: Iterable[Any]) -> None:
        """Those where it went."""
        if block:
            self._to[block] += elements

    def mark_ranges(self, pen: Pen) -> None:
        """Put the marks around both places of every block; one that lost a side is a plain deletion or insertion."""
        for block in sorted({*self._from, *self._to}):
            left, arrived = self._from[block], self._to[block]
            if left and arrived:
                label = f"move{pen.number()}"
                _mark(left, "moveFrom", label, pen)
                _mark(arrived, "moveTo", label, pen)
            else:
                _make_plain(left, "moveFrom", "del")
                _make_plain(arrived, "moveTo", "ins")


def parts(spans: Sequence[Moved], start: int, end: int) -> list[Moved]:
    """`[start, end)` cut at the moved spans; what did not move has block 0."""
    found, at = [], start
    for span in spans[bisect_right(spans, start, key=lambda s: s.end) : bisect_left(spans, end, key=lambda s: s.start)]:
        if span.start > at:
            found.append(Moved(at, span.start, 0))
        found.append(Moved(max(at, span.start), min(end, span.end), span.block))
        at = min(end, span.end)
    return [*found, Moved(at, end, 0)] if at < end else found


def _largest(runs: list[Run], kept: Sequence[int], side: str) -> list[Run]:
    """The largest of the groups of runs with nothing kept between them on this side."""
    groups = [runs[:1]]
    for before, after in pairwise(runs):
        at, until = (before.old_end, after.old) if side == "old" else (before.new_end, after.new)
        if bisect_left(kept, at) < bisect_left(kept, until):
            groups.append([])
        groups[-1].append(after)
    return max(groups, key=lambda g: sum(r.size for r in g))


def _mark(elements: list[Any], kind: str, label: str, pen: Pen) -> None:
    first, last = elements[0], elements[-1]
    start = pen.element(first, f"{kind}RangeStart")
    start.set(next(k for k in start.attrib if k.endswith("}id")).replace("}id", "}name"), label)
    end = made(first, f"{kind}RangeEnd", id=_id(start))
    if name(first) == "p":
        inner = next(content(first), None)
        first.append(start) if inner is None else inner.addprevious(start)
    else:
        first.addprevious(start)
    last.addnext(end)


def _id(element: Any) -> str:
    return next(str(v) for k, v in element.attrib.items() if k.endswith("}id"))


def _make_plain(elements: list[Any], kind: str, plain: str) -> None:
    for element in elements:
        for found in [e for e in element.iter() if name(e) == kind]:
            found.tag = found.tag.replace(f"}}{kind}", f"}}{plain}")
        if plain == "del":
            for text in [e for e in element.iter() if name(e) == "t" and any(name(a) == "del" for a in e.iterancestors())]:
                text.tag = text.tag.replace("}t", "}delText")
