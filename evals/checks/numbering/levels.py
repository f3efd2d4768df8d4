"""Levels the wrong way round: 一、二、 told anew under each of 1. 2. 3."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from evals.checks.numbering.markers import FOURTH, SECOND, THIRD, TOP, Marker
from evals.checks.numbering.slips import Slip

_LEVELS = (TOP, SECOND, THIRD, FOURTH)


def slips(markers: Sequence[Marker]) -> Iterator[Slip]:
    """The first row of a higher level that stands under a lower one, told once."""
    for higher, lower in combinations(_LEVELS, 2):
        if (first := _first_under(markers, higher, lower)) is not None:
            yield Slip("levels-inverted", first.start, first.end, {"higher": higher, "lower": lower})
            return


def _first_under(markers: Sequence[Marker], higher: str, lower: str) -> Marker | None:
    """The first 一、 of `higher`, where its rows begin anew again and again while those of `lower` go on."""
    both = [m for m in markers if m.style in (higher, lower)]
    firsts = [i for i, m in enumerate(both) if m.style == higher and m.n == 1]
    if len(firsts) < 2 or not firsts[0]:
        return None
    numbers = [m.n for m in both if m.style == lower]
    if numbers != list(range(1, len(numbers) + 1)):
        return None
    told_between = all(any(m.style == lower for m in both[one:two]) for one, two in pairwise(firsts))
    return both[firsts[0]] if told_between else None
