"""What is compared: a text and its source, each with the runs of characters by which they are."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus.shingles import Folded, Hashes, Ints, fold, hashes
from corpus.zh import Span, sentences

SHORT = 3  # characters of a run by which sentences are compared


@dataclass(frozen=True)
class Paper:
    """A text as it is compared."""

    text: str

    @cached_property
    def folded(self) -> Folded:
        """Its characters that count."""
        return fold(self.text)

    @cached_property
    def phrases(self) -> Hashes:
        """The hashes of its long runs, by place."""
        return hashes(self.folded)

    @cached_property
    def order(self) -> Ints:
        """The places of its long runs, sorted by hash."""
        return np.argsort(self.phrases, kind="stable")

    @cached_property
    def runs(self) -> Hashes:
        """The hashes of its short runs, by place."""
        return hashes(self.folded, SHORT)

    @cached_property
    def sentences(self) -> list[Span]:
        """In order, in code points."""
        return sentences(self.text)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """For every sentence the places of its characters in `folded`."""
        starts = np.array([s.start for s in self.sentences], dtype=np.int64)
        ends = np.array([s.end for s in self.sentences], dtype=np.int64)
        places = self.folded.starts
        return list(zip(np.searchsorted(places, starts).tolist(), np.searchsorted(places, ends).tolist()))

    def size(self, sentence: int) -> int:
        """How many characters of a sentence count."""
        start, end = self.bounds[sentence]
        return end - start

    def span(self, first: int, last: int) -> Span:
        """From one sentence to another, both included, in code points."""
        return Span(self.sentences[first].start, self.sentences[last].end)

    def share(self, sentence: int, known: Hashes) -> float:
        """How much of a sentence is made of runs that are `known`, which are in order."""
        start, end = self.bounds[sentence]
        if end - start < SHORT or not len(known):
            return 0.0
        runs = self.runs[start : end - SHORT + 1]
        hit = known[np.minimum(np.searchsorted(known, runs), len(known) - 1)] == runs  # many times faster than np.isin on so few
        covered = np.zeros(end - start, dtype=bool)
        for k in range(SHORT):
            covered[k : k + len(hit)] |= hit
        return float(covered.mean())

    def runs_in(self, start: int, end: int) -> Hashes:
        """The short runs between two places, in order."""
        return np.sort(self.runs[max(0, start) : max(0, end - SHORT + 1)])
