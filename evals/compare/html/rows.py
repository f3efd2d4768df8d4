"""Two texts side by side: which paragraph stands beside which."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.zh import Span
from drafting.compare import Comparison
from drafting.compare.chain import heaviest


@dataclass(frozen=True)
class Row:
    """A paragraph of the old text and the one of the new that it became, by number from 0; None where there is none."""

    old: int | None
    new: int | None


def lines_of(text: str) -> list[Span]:
    """The lines of `text`, without their ends."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def rows(comparison: Comparison) -> Iterator[Row]:
    """Every line of both texts once, in order; lines that share most of their unmoved characters stand side by side."""
    at_old = at_new = 0
    ends = len(lines_of(comparison.old)), len(lines_of(comparison.new))
    for old, new in [*_pairs(comparison), ends]:
        yield from _between(range(at_old, old), range(at_new, new))
        if (old, new) != ends:
            yield Row(old, new)
        at_old, at_new = old + 1, new + 1


def _between(old: range, new: range) -> Iterator[Row]:
    """Lines that have no partner: side by side where there are as many on either side, else one after the other."""
    if len(old) == len(new):
        yield from (Row(i, j) for i, j in zip(old, new))
        return
    yield from (Row(i, None) for i in old)
    yield from (Row(None, j) for j in new)


def _pairs(comparison: Comparison) -> list[tuple[int, int]]:
    votes: Counter[tuple[int, int]] = Counter()
    number_old, number_new = _numbers(comparison.old), _numbers(comparison.new)
    moved = {c.old.start for c in comparison.changes if c.kind == "move"}
    for run in comparison.runs:
        if run.old not in moved:
            votes.update((number_old[run.old + i], number_new[run.new + i]) for i in range(run.size))
    best = [max(group, key=lambda p: votes[p]) for _, group in groupby(sorted(votes), key=lambda p: p[0])]
    once = [max(group, key=lambda p: votes[p]) for _, group in groupby(sorted(best, key=lambda p: p[1]), key=lambda p: p[1])]
    pairs = sorted(once)
    return [pairs[i] for i in heaviest(pairs, [votes[p] for p in pairs])]


def _numbers(text: str) -> list[int]:
    """The line of every character; its end belongs to it."""
    found, line = [], 0
    for char in text:
        found.append(line)
        line += char == "\n"
    return found
