"""The passages a section gets: the best of every ask, no document more than twice, nothing said twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.documents import Hit
from drafting.outline import overlap

MOST_OF_A_DOCUMENT = 2
_ANSWERED = 0.8  # of its value keeps a passage for each one its ask has got already
_ALSO = 0.2  # of what a passage is worth to further asks is added
_ALIKE = 0.5  # what a passage loses that another chosen one says word for word


@dataclass(frozen=True)
class Candidate:
    """A passage with its value to every ask, 0 for those it does not answer."""

    hit: Hit
    values: tuple[float, ...]

    @property
    def main(self) -> int:
        """The ask it answers best."""
        return max(range(len(self.values)), key=self.values.__getitem__)

    @property
    def value(self) -> float:
        best = max(self.values)
        return best + _ALSO * (sum(self.values) - best)


def select(candidates: Sequence[Candidate], most: int, taken: Sequence[Hit] = ()) -> list[Hit]:
    """At most `most` of `candidates`, best first, beside those `taken` already. Their scores are what they were worth when chosen."""
    chosen: list[Hit] = []
    of_document = Counter(hit.document.id for hit in taken)
    answered: Counter[int] = Counter()
    left = list(candidates)
    while len(chosen) < most and (left := [c for c in left if of_document[c.hit.document.id] < MOST_OF_A_DOCUMENT]):
        said = [hit.passage.text for hit in (*taken, *chosen)]
        gains = [_gain(candidate, answered, said) for candidate in left]
        best = max(range(len(left)), key=gains.__getitem__)
        candidate = left.pop(best)
        chosen.append(replace(candidate.hit, score=gains[best]))
        answered[candidate.main] += 1
        of_document[candidate.hit.document.id] += 1
    return chosen


def _gain(candidate: Candidate, answered: Counter[int], said: Sequence[str]) -> float:
    alike = max((overlap(candidate.hit.passage.text, text) for text in said), default=0.0)
    return candidate.value * _ANSWERED ** answered[candidate.main] * (1 - _ALIKE * alike)
