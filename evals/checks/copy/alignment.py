"""Which sentences of a text stand in another one, through swapped names, figures, insertions, deletions and clauses put in another order.

Rare phrases that both share are the seeds. Seeds near to each other on both sides make a cluster, and round a cluster the text is
compared sentence by sentence with that neighbourhood of the source, by short runs of characters in whatever order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.shingles import SIZE, Hashes, Ints
from evals.checks.copy.papers import Paper

_NEAR_TEXT, _NEAR_SOURCE = 60, 250  # characters between two seeds of one cluster; clauses are put in another order within a paragraph
_ROUND = 120  # characters of the source on either side of a cluster that belong to its neighbourhood
_SAME, _INNER = 0.55, 0.35  # share of a sentence that must stand there for it to be copied, and for it to stand between such sentences
_FEWEST = 6  # seeds of a cluster
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Stretch:
    """Sentences `first` to `last`, that one included, stand in the source round `[start, end)` of its folded characters."""

    first: int
    last: int
    start: int
    end: int
    same: tuple[int, ...]  # of every sentence, how many characters stand there
    rare: tuple[int, ...]  # of every sentence, how many characters stand there in rare phrases

    @property
    def total(self) -> int:
        """Characters that stand in the source."""
        return sum(self.same)

    def part(self, first: int, last: int) -> "Stretch":
        """The stretch cut down to these sentences."""
        chosen = slice(first - self.first, last - self.first + 1)
        return Stretch(first, last, self.start, self.end, self.same[chosen], self.rare[chosen])


class _Cluster(NamedTuple):
    """Seeds, by their places in the text, and how far they reach in the source."""

    places: list[int]
    low: int
    high: int

    def takes(self, there: int) -> bool:
        return self.low - _NEAR_SOURCE <= there <= self.high + _NEAR_SOURCE

    def grown(self, place: int, there: int) -> "_Cluster":
        self.places.append(place)
        return _Cluster(self.places, min(self.low, there), max(self.high, there))


def stretches(paper: Paper, source: Paper, rare: Flags) -> Iterator[Stretch]:
    """What `paper` has from `source`; `rare` says of every phrase of `paper` whether it tells anything."""
    for cluster in _clusters(*_seeds(paper, source, rare)):
        if len(set(cluster.places)) >= _FEWEST:
            yield from _grown(paper, source, cluster)


def _seeds(paper: Paper, source: Paper, rare: Flags) -> tuple[Ints, Ints]:
    """Where rare phrases stand in both, pair by pair in order of place."""
    places = np.flatnonzero(rare)
    wanted, known = paper.phrases[places], source.phrases[source.order]
    low = np.searchsorted(known, wanted)
    counts = np.searchsorted(known, wanted, side="right") - low
    at = np.repeat(places, counts)
    rows = np.arange(len(at)) + np.repeat(low - (np.cumsum(counts) - counts), counts)
    return at, source.order[rows]


def _clusters(at: Ints, there: Ints) -> Iterator[_Cluster]:
    """Seeds that are near each other on both sides."""
    opened: list[_Cluster] = []
    for place, other in zip(at.tolist(), there.tolist()):
        yield from (c for c in opened if place - c.places[-1] > _NEAR_TEXT)
        opened = [c for c in opened if place - c.places[-1] <= _NEAR_TEXT]
        for i, cluster in enumerate(opened):
            if cluster.takes(other):
                opened[i] = cluster.grown(place, other)
                break
        else:
            opened.append(_Cluster([place], other, other))
    yield from opened


def _grown(paper: Paper, source: Paper, cluster: _Cluster) -> Iterator[Stretch]:
    """Runs of sentences round the cluster that stand in its neighbourhood of the source."""
    start, end = max(0, cluster.low - _ROUND), min(len(source.folded.codes), cluster.high + SIZE + _ROUND)
    known = source.runs_in(start, end)
    seeded = np.zeros(len(paper.folded.codes), dtype=bool)
    for k in range(SIZE):
        seeded[np.array(cluster.places) + k] = True
    shares = _shares(paper, known, cluster.places[0], cluster.places[-1] + SIZE)
    for first, last in _runs(shares):
        part = range(first, last + 1)
        same = tuple(round(shares[i] * paper.size(i)) for i in part)
        yield Stretch(first, last, start, end, same, tuple(int(seeded[slice(*paper.bounds[i])].sum()) for i in part))


def _shares(paper: Paper, known: Hashes, start: int, end: int) -> dict[int, float]:
    """How much of each sentence is `known`, from `start` to `end` and as far on both sides as sentences are copied."""
    inside = [i for i, (a, b) in enumerate(paper.bounds) if a < end and start < b]
    shares = {i: paper.share(i, known) for i in inside}
    for step, i in ((-1, inside[0] - 1), (1, inside[-1] + 1)):
        while 0 <= i < len(paper.bounds) and (share := paper.share(i, known)) >= _SAME:
            shares[i] = share
            i += step
    return dict(sorted(shares.items()))


def _runs(shares: dict[int, float]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that begin and end with copied ones and hold none that is hardly so."""
    run: list[int] = []
    for i in [*shares, -1]:
        if i >= 0 and shares[i] >= _INNER:
            run.append(i)
            continue
        if copied := [j for j in run if shares[j] >= _SAME]:
            yield copied[0], copied[-1]
        run = []
