"""What stands between the things that stay: taken out of the old version, put in from the new one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from drafting.compare.model import Run
from drafting.tracked.moving import Moved, parts
from drafting.tracked.shape import Block, Side, Table
from drafting.tracked.tokens import Kept


@dataclass(frozen=True)
class Words:
    """Characters `[start, end)` of one line, in the elements that give them, moved with the block of this number (0: not)."""

    start: int
    end: int
    elements: tuple[Any, ...]
    block: int


@dataclass(frozen=True)
class Mark:
    """The end of a line's last paragraph."""

    line: int
    block: int


Token = Words | Mark | Table


@dataclass(frozen=True)
class Gap:
    """Between two things kept: what is taken out of the old version at `[old, old_end)`, and what is put in before `old_end`."""

    old: int
    old_end: int
    gone: tuple[Token, ...]
    come: tuple[Token, ...]
    after_all: bool  # no kept paragraph ends behind it


class Items:
    """The blocks of one side of a stretch by their offsets."""

    def __init__(self, side: Side, blocks: Sequence[Block], moved: Sequence[Moved]) -> None:
        self._side, self._blocks, self._moved = side, blocks, moved
        self._bounds = [self._bounds_of(b) for b in blocks]
        self.start = self._bounds[0][0] if blocks else 0
        self.end = self._bounds[-1][1] if blocks else 0

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """What stands at `[start, end)`, in order."""
        first = bisect_right(self._bounds, start, key=lambda b: b[1])
        last = bisect_left(self._bounds, end, key=lambda b: b[0])
        for block in self._blocks[first:last]:
            if isinstance(block, int):
                yield from self._line(block, start, end)
            else:
                yield block

    def _line(self, number: int, start: int, end: int) -> Iterator[Token]:
        line = self._side.runs.lines[number]
        for part in parts(self._moved, max(start, line.start), min(end, line.end)):
            yield Words(part.start, part.end, tuple(self._side.elements(part.start, part.end)), part.block)
        if start <= line.end < end:
            yield Mark(number, parts(self._moved, line.end, line.end + 1)[0].block)

    def _bounds_of(self, block: Block) -> tuple[int, int]:
        if isinstance(block, Table):
            return self._side.span(block)
        line = self._side.runs.lines[block]
        return line.start, line.end + 1


def gaps(old: Items, new: Items, kept: Sequence[Kept]) -> Iterator[Gap]:
    """The gaps of a stretch, in order."""
    runs = [Run(old.start, new.start, 0), *(k.run for k in kept), Run(old.end, new.end, 0)]
    last_mark = kept[-1].run.old if kept else -1
    for before, after in pairwise(runs):
        gone, come = tuple(old.tokens(before.old_end, after.old)), tuple(new.tokens(before.new_end, after.new))
        if gone or come:
            yield Gap(before.old_end, after.old, gone, come, after.old > last_mark)
