"""Sentence by sentence, how much of a text stands near the place of the source from which that sentence may come.

A long text and a long source of one trade share nearly all their words: what is compared must stand round one place, not somewhere.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from corpus.shingles import SIZE, Ints
from corpus.zh import Span
from evals.checks.copy.papers import Paper

_ROUND = 250  # characters of the source on either side of a sentence's place; clauses are put in another order within a paragraph
SAME = 0.55  # share of a sentence that must stand there for it to be copied


class Neighbourhood:
    """A text beside a source, sentence by sentence; the seeds say which place of the one may come from which of the other."""

    def __init__(self, paper: Paper, source: Paper, places: Sequence[int], theres: Sequence[int]) -> None:
        """`places` are in order; `theres` are their partners in the source."""
        self._paper, self._source = paper, source
        self._places, self._theres = np.array(places, dtype=np.int64), np.array(theres, dtype=np.int64)
        self.windows: dict[int, Span] = {}

    def shares(self) -> dict[int, float]:
        """How much of each sentence stands there, from first seed to last and on both sides as far as sentences are copied."""
        bounds = self._paper.bounds
        inside = range(self._holding(self._places[0]), self._holding(self._places[-1] + SIZE - 1) + 1)
        self._look_at(inside)
        shares = {i: self._share(i) for i in inside}
        for step, i in ((-1, inside[0] - 1), (1, inside[-1] + 1)):
            while 0 <= i < len(bounds) and (share := self._share_beside(i, i - step)) >= SAME:
                shares[i] = share
                i += step
        return dict(sorted(shares.items()))

    def reach(self, first: int, last: int) -> Span:
        """What part of the source these sentences were compared with."""
        windows = [self.windows[i] for i in range(first, last + 1)]
        return Span(min(w.start for w in windows), max(w.end for w in windows))

    def _look_at(self, inside: Sequence[int]) -> None:
        """Find for each sentence the window of the source round its seeds; one without seeds looks where the one before it did."""
        for i in inside:
            seeds = self._seeds(i)
            self.windows[i] = self._window(i, seeds) if len(seeds) else self._beside(i, self.windows[i - 1])

    def _holding(self, place: int) -> int:
        """The sentence in which a character stands."""
        return bisect_right(self._paper.bounds, place, key=lambda bound: bound[0]) - 1

    def _seeds(self, sentence: int) -> Ints:
        start, end = self._paper.bounds[sentence]
        low, high = np.searchsorted(self._places, [start - SIZE + 1, end])
        return np.sort(self._theres[low:high])

    def _window(self, sentence: int, seeds: Ints) -> Span:
        """Round the place of the source that holds most of the sentence's seeds."""
        size = self._paper.size(sentence)
        held = np.searchsorted(seeds, seeds + size, side="right") - np.arange(len(seeds))
        start = int(seeds[int(held.argmax())])
        return self._span(start - _ROUND, start + size + _ROUND)

    def _beside(self, sentence: int, window: Span) -> Span:
        size = self._paper.size(sentence)
        return self._span(window.start - size, window.end + size)

    def _span(self, start: int, end: int) -> Span:
        return Span(max(0, start), min(len(self._source.folded.codes), end))

    def _share(self, sentence: int) -> float:
        return self._paper.share(sentence, self._source.runs_in(*self.windows[sentence]))

    def _share_beside(self, sentence: int, neighbour: int) -> float:
        self.windows[sentence] = self._beside(sentence, self.windows[neighbour])
        return self._share(sentence)
