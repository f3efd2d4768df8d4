"""Which sentences of a text stand in another one, through swapped names, figures, insertions, deletions and clauses put in another order.

Rare phrases that both share are the seeds. Seeds near to each other on both sides make a cluster, and round a cluster the text is
compared sentence by sentence with the neighbourhood of its seeds in the source, by short runs of characters in whatever order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.shingles import SIZE, Ints
from evals.checks.copy.neighbourhood import SAME, Neighbourhood
from evals.checks.copy.papers import Paper

_NEAR_TEXT, _NEAR_SOURCE = 60, 250  # characters between two seeds of one cluster; clauses are put in another order within a paragraph
_INNER = 0.35  # share of a sentence that must stand there for it to stand between copied ones
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
    """Seeds, by their places in the text and in the source, and how far they reach in the source."""

    places: list[int]
    theres: list[int]
    low: int
    high: int

    def takes(self, there: int) -> bool:
        return self.low - _NEAR_SOURCE <= there <= self.high + _NEAR_SOURCE

    def grown(self, place: int, there: int) -> "_Cluster":
        self.places.append(place)
        self.theres.append(there)
        return _Cluster(self.places, self.theres, min(self.low, there), max(self.high, there))


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
            opened.append(_Cluster([place], [other], other, other))
    yield from opened


def _grown(paper: Paper, source: Paper, cluster: _Cluster) -> Iterator[Stretch]:
    """Runs of sentences round the cluster that stand near their seeds in the source."""
    seeded = np.zeros(len(paper.folded.codes), dtype=bool)
    for k in range(SIZE):
        seeded[np.array(cluster.places) + k] = True
    near = Neighbourhood(paper, source, cluster.places, cluster.theres)
    shares = near.shares()
    for first, last in _runs(shares):
        part = range(first, last + 1)
        same = tuple(round(shares[i] * paper.size(i)) for i in part)
        yield Stretch(first, last, *near.reach(first, last), same, tuple(int(seeded[slice(*paper.bounds[i])].sum()) for i in part))


def _runs(shares: dict[int, float]) -> Iterator[tuple[int, int]]:
    """Runs of sentences that begin and end with copied ones and hold none that is hardly so."""
    run: list[int] = []
    for i in [*shares, -1]:
        if i >= 0 and shares[i] >= _INNER:
            run.append(i)
            continue
        if copied := [j for j in run if shares[j] >= SAME]:
            yield copied[0], copied[-1]
        run = []
