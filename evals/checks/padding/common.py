"""How much of each sentence is what many other units say too, by the library."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from corpus.zh import Span
from evals.archive import Archive

MANY = 5  # units from which on a phrase is anybody's


@dataclass(frozen=True)
class Common:
    """The share of a sentence's phrases that `MANY` units say, and how many units say the middle one of those."""

    share: float = 0.0
    units: int = 0


def common(text: str, spans: Sequence[Span], archive: Archive | None) -> list[Common]:
    """For each of `spans` of `text`, in order; nothing is common where there is no library."""
    if archive is None or not archive.size:
        return [Common()] * len(spans)
    spread = archive.spread(text)
    starts, ends, units = spread.starts.tolist(), spread.ends.tolist(), spread.units.tolist()
    ranges = ((bisect_left(starts, span.start), bisect_right(ends, span.end)) for span in spans)
    return [_of(units[first:last]) for first, last in ranges]


def _of(units: list[int]) -> Common:
    many = [n for n in units if n >= MANY]
    return Common(len(many) / len(units), median_low(many)) if many else Common()
