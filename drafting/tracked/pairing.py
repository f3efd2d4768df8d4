"""Which tables, rows and stretches of paragraphs of two versions stand for each other."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from corpus.zh import Span
from drafting.compare.chain import heaviest
from drafting.compare.model import Run
from drafting.tracked.shape import Block, Row, Side, Table

T = TypeVar("T")


@dataclass(frozen=True)
class Stretch:
    """Paragraphs, and tables without a counterpart, between two tables that have one; `before` is the old element after them, if any."""

    old: tuple[Block, ...]
    new: tuple[Block, ...]
    container: Any  # the old body or cell
    before: Any


@dataclass(frozen=True)
class RowsChanged:
    """In a table that stays: rows taken out, and new ones with the old row they stand before (None: after the last)."""

    table: Table
    gone: tuple[Row, ...]
    come: tuple[tuple[Row, Any], ...]


class Pairing:
    """Pairs the blocks of two versions by the runs of characters they share in order."""

    def __init__(self, old: Side, new: Side, kept: Sequence[Run]) -> None:
        self._old, self._new, self._kept = old, new, kept
        self.stretches: list[Stretch] = []
        self.rows: list[RowsChanged] = []

    def pair(self, old: tuple[Block, ...], new: tuple[Block, ...], container: Any) -> None:
        """Pair the blocks of an old body or cell with those of a new one, and what stands in paired tables."""
        here, there = [b for b in old if isinstance(b, Table)], [b for b in new if isinstance(b, Table)]
        at_old = at_new = 0
        for i, j in self._tables(here, there):
            one, other = here[i], there[j]
            k, m = old.index(one, at_old), new.index(other, at_new)
            self.stretches.append(Stretch(old[at_old:k], new[at_new:m], container, one.element))
            self._pair_rows(one, other)
            at_old, at_new = k + 1, m + 1
        self.stretches.append(Stretch(old[at_old:], new[at_new:], container, None))

    def _tables(self, here: list[Table], there: list[Table]) -> list[tuple[int, int]]:
        if not here or not there:
            return []
        spans = [self._old.span(t) for t in here], [self._new.span(t) for t in there]
        return _matched(here, there, self._votes(*spans), _share_rows)

    def _pair_rows(self, old: Table, new: Table) -> None:
        spans = [self._old.span(r) for r in old.rows], [self._new.span(r) for r in new.rows]
        pairs = _matched(old.rows, new.rows, self._votes(*spans), lambda a, b: a.form == b.form)
        for i, j in pairs:
            for one, other in zip(old.rows[i].cells, new.rows[j].cells):
                self.pair(one.blocks, other.blocks, one.element)
        stay = {i for i, _ in pairs}
        gone = tuple(row for i, row in enumerate(old.rows) if i not in stay)
        come = tuple(_placed(old, new, pairs))
        if gone or come:
            self.rows.append(RowsChanged(old, gone, come))

    def _votes(self, here: Sequence[Span], there: Sequence[Span]) -> Counter[tuple[int, int]]:
        """How many characters the spans of either side share, pair by pair."""
        votes: Counter[tuple[int, int]] = Counter()
        for i, span in enumerate(here):
            first = bisect_right(self._kept, span.start, key=lambda r: r.old_end)
            for run in self._kept[first : bisect_left(self._kept, span.end, key=lambda r: r.old)]:
                start, end = max(run.old, span.start), min(run.old_end, span.end)
                for j, size in _overlaps(there, start - run.old + run.new, end - run.old + run.new):
                    votes[i, j] += size
        return votes


def _overlaps(spans: Sequence[Span], start: int, end: int) -> Iterator[tuple[int, int]]:
    j = bisect_right(spans, start, key=lambda s: s.end)
    while j < len(spans) and spans[j].start < end:
        yield j, min(end, spans[j].end) - max(start, spans[j].start)
        j += 1


def _placed(old: Table, new: Table, pairs: list[tuple[int, int]]) -> Iterator[tuple[Row, Any]]:
    """The new rows without a counterpart, each with the old row it stands before."""
    taken = {j for _, j in pairs}
    for j, row in enumerate(new.rows):
        if j not in taken:
            yield row, next((old.rows[i].element for i, k in pairs if k > j), None)


def _share_rows(old: Table, new: Table) -> bool:
    return not {row.form for row in old.rows}.isdisjoint(row.form for row in new.rows)


def _matched(
    here: Sequence[T], there: Sequence[T], votes: Counter[tuple[int, int]], alike: Callable[[T, T], bool]
) -> list[tuple[int, int]]:
    """Pairs in the same order on both sides: by most votes, and between those what is alike and just as many."""
    strong = Counter({pair: n for pair, n in votes.items() if alike(here[pair[0]], there[pair[1]])})
    best_here, best_there = _best(strong, 0), _best(strong, 1)
    mutual = sorted(pair for pair in strong if best_here[pair[0]] == pair and best_there[pair[1]] == pair)
    chosen = [mutual[i] for i in heaviest(mutual, [strong[pair] for pair in mutual])]
    return [pair for gap in _between(chosen, len(here), len(there)) for pair in _in_step(gap, here, there, alike)]


def _best(votes: Counter[tuple[int, int]], side: int) -> dict[int, tuple[int, int]]:
    best: dict[int, tuple[int, int]] = {}
    for pair in sorted(votes):
        if pair[side] not in best or votes[pair] > votes[best[pair[side]]]:
            best[pair[side]] = pair
    return best


_Gap = tuple[range, range, tuple[int, int] | None]


def _between(chosen: list[tuple[int, int]], here: int, there: int) -> Iterator[_Gap]:
    """What lies before each chosen pair, and after the last."""
    i = j = 0
    for pair in chosen:
        yield range(i, pair[0]), range(j, pair[1]), pair
        i, j = pair[0] + 1, pair[1] + 1
    yield range(i, here), range(j, there), None


def _in_step(gap: _Gap, here: Sequence[T], there: Sequence[T], alike: Callable[[T, T], bool]) -> Iterator[tuple[int, int]]:
    olds, news, pair = gap
    if len(olds) == len(news) and all(alike(here[i], there[j]) for i, j in zip(olds, news)):
        yield from zip(olds, news)
    if pair:
        yield pair
