"""The comparison of two versions: moves first, then what the rest shares, then the changes between."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.zh import Span
from drafting.compare.aligning import aligned
from drafting.compare.changes import changes
from drafting.compare.model import Block, Change, Run, gaps
from drafting.compare.moves import Lines, moved
from drafting.compare.packing import Worded

_RELATED = 0.12  # of the shorter text: texts that share less are not two versions of one


@dataclass(frozen=True)
class Comparison:
    """Two texts, the changes in order of their old place, and the characters that both have, moved ones included."""

    old: str
    new: str
    changes: tuple[Change, ...]
    runs: tuple[Run, ...]  # in order of their old place

    @property
    def unrelated(self) -> bool:
        """Have the two nothing in common? Then the whole text was replaced."""
        return bool(self.old and self.new and not self.runs)

    @cached_property
    def _by_new(self) -> tuple[Run, ...]:
        return tuple(sorted(self.runs, key=lambda r: r.new))

    def runs_in(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs that reach into `[start, end)` of the old text."""
        first = bisect_right(self.runs, start, key=lambda r: r.old_end)
        return self.runs[first : bisect_left(self.runs, end, key=lambda r: r.old)]

    def to_new(self, start: int, end: int) -> Span | None:
        """Where the characters `[start, end)` of the old text stand in the new one, from the first to the last that is left."""
        near = self.runs_in(start, end)
        starts = [r.new + max(0, start - r.old) for r in near]
        ends = [r.new + min(r.size, end - r.old) for r in near]
        return Span(min(starts), max(ends)) if near else None

    def to_old(self, start: int, end: int) -> Span | None:
        """The old place of `[start, end)` of the new text, likewise."""
        first = bisect_right(self._by_new, start, key=lambda r: r.new_end)
        near = self._by_new[first : bisect_left(self._by_new, end, key=lambda r: r.new)]
        starts = [r.old + max(0, start - r.new) for r in near]
        ends = [r.old + min(r.size, end - r.new) for r in near]
        return Span(min(starts), max(ends)) if near else None


def compare(old: str, new: str, *, with_moves: bool = True) -> Comparison:
    """What changed from `old` to `new`. Without moves, what was moved is taken out here and put in there."""
    a, b = Lines.of(old + "\n"), Lines.of(new + "\n")  # the last line ends like every other, wherever it is moved to
    places = moved(a, b) if with_moves and old != new else []
    words = Worded.of(old).ended(), Worded.of(new).ended()
    blocks = [_block(n, *words, *place) for n, place in enumerate(places, 1)]
    kept = list(_rest(*words, places))
    blocks = _ended(blocks, kept, len(old), len(new))
    kept = _clipped(kept, len(old), len(new))
    runs = sorted([*kept, *(r for block in blocks for r in block.runs)])
    if sum(r.size for r in runs) < min(len(old), len(new)) * _RELATED:
        kept, blocks, runs = [], [], []
    return Comparison(old, new, tuple(changes(old, new, kept, blocks)), tuple(runs))


def _block(number: int, old: Worded, new: Worded, here: Span, there: Span) -> Block:
    runs = (Run(here.start + r.old, there.start + r.new, r.size) for r in aligned(old.joined([here]), new.joined([there])))
    return Block(number, here, there, tuple(runs))


def _ended(blocks: Sequence[Block], kept: Sequence[Run], old: int, new: int) -> list[Block]:
    """The blocks without the line's end that was added to the texts of these lengths.

    Where a block came from the very end, or went there, that added end made it whole: the real line's end beside it moved instead.
    """
    every = [*kept, *(r for block in blocks for r in block.runs)]
    left = next((r.old + new - r.new for r in every if r.new <= new < r.new_end), old)
    came = next((r.new + old - r.old for r in every if r.old <= old < r.old_end), new)
    inner = [replace(b, old=_until(b.old, left, old), new=_until(b.new, came, new)) for b in blocks]
    done = [replace(b, runs=tuple(_clipped(b.runs, b.old.end, b.new.end))) for b in inner]
    number = next((b.number for b in blocks if b.old.end > old or b.new.end > new), 0)
    if not number or left >= old or came >= new or any(b.old.start <= left < b.old.end or b.new.start <= came < b.new.end for b in done):
        return done
    return [*done, Block(number, Span(left, left + 1), Span(came, came + 1), (Run(left, came, 1),))]


def _until(span: Span, last: int, length: int) -> Span:
    """`span` without the line's end at `last`, where it ends with it, and not beyond `length`."""
    return Span(span.start, min(span.end, length, last if span.end == last + 1 else span.end))


def _clipped(runs: Iterable[Run], old: int, new: int) -> list[Run]:
    """What of `runs` lies before the ends `old` and `new`."""
    cut = (r._replace(size=min(r.size, old - r.old, new - r.new)) for r in runs)
    return [r for r in cut if r.size > 0]


def _rest(old: Worded, new: Worded, places: Sequence[tuple[Span, Span]]) -> Iterator[Run]:
    """The runs of what was not moved."""
    a, b = gaps(len(old.text), [p for p, _ in places]), gaps(len(new.text), sorted(q for _, q in places))
    for run in aligned(old.joined(a), new.joined(b)):
        yield from _split(run, _offsets(a), _offsets(b))


def _offsets(pieces: Sequence[Span]) -> list[tuple[int, int]]:
    """Where each piece begins in the pieces joined, and in the text."""
    found, at = [], 0
    for piece in pieces:
        found.append((at, piece.start))
        at += piece.end - piece.start
    return found


def _split(run: Run, a: list[tuple[int, int]], b: list[tuple[int, int]]) -> Iterator[Run]:
    """A run through joined pieces as runs of the texts."""
    i, j = (bisect_right(p, at, key=lambda x: x[0]) - 1 for p, at in ((a, run.old), (b, run.new)))
    done = 0
    while done < run.size:
        until_a = a[i + 1][0] - run.old if i + 1 < len(a) else run.size
        until_b = b[j + 1][0] - run.new if j + 1 < len(b) else run.size
        until = min(run.size, until_a, until_b)
        yield Run(run.old + done - a[i][0] + a[i][1], run.new + done - b[j][0] + b[j][1], until - done)
        i, j, done = i + (until == until_a), j + (until == until_b), until
