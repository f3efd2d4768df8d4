"""Verdicts seen together: values that changed places, a support that two indicators claim, results that belong to one list."""

import re
from collections.abc import Sequence

from corpus.units import comparable
from evals.checks.figure.judged import Fault, Judged
from evals.checks.figure.material import Support

_SURE = 0.62  # likeness from which two places speak of the same indicator
_MARGIN = 0.33
_NEAR = 12  # how many figures apart swapped ones are looked for
_VERBATIM = 1.9  # two places copied word for word, where even a small difference in order tells
_NOTICED = 0.05
_LISTED = re.compile(r"[、/，,和及与 ]{1,2}")


def exchange(judged: Sequence[Judged]) -> None:
    """Two values that each stand in the other's words are swapped."""
    for i, a in enumerate(judged):
        for b in judged[i + 1 : i + _NEAR]:
            if a.is_grounded and b.is_grounded and _crossed(a, b):
                for one, other in ((a, b), (b, a)):
                    figure = one.place.read.figure
                    one.fault = Fault("values-swapped", figure.start, figure.end, other.support)


def once(judged: Sequence[Judged]) -> None:
    """For the guard: in one sentence a support vouches for one subject only, the one in whose words it stands best."""
    best: dict[tuple[int, int], Judged] = {}
    for one in sorted((j for j in judged if j.is_grounded), key=lambda j: -j.likeness):
        first = best.setdefault((one.place.read.sentence, id(one.support)), one)
        if first.place.read.subject != one.place.read.subject and one.likeness < _SURE:
            one.support = None


def taken(judged: Sequence[Judged]) -> None:
    """A support whose indicator stands here with another value does not vouch for a second indicator that has its value by chance."""
    owners = {id(j.fault.against): j for j in judged if j.fault and j.fault.rule == "value-differs" and j.fault.against}
    for one in judged:
        owner = owners.get(id(one.support)) if one.is_grounded and not _as_it_stands(one) else None
        if owner and owner.fault and owner.fault.against and one.likeness < owner.fault.against.likeness(owner.place) - _MARGIN:
            one.fault = _not_vouched(one, owner.fault.against)


def _not_vouched(one: Judged, known: Support) -> Fault:
    """Swapped when both are counted alike; else 11所 and 11个 are equal by chance."""
    figure = one.place.read.figure
    if figure.unit.counts and figure.unit != known.figure.unit:
        return Fault("figure-unsupported", figure.start, figure.end)
    return Fault("values-swapped", figure.start, figure.end, known)


def _as_it_stands(one: Judged) -> bool:
    """Is the figure written here as in its support? Then it does not agree by chance."""
    return one.support is not None and one.support.figure.text.replace(",", "") == one.place.read.figure.text.replace(",", "")


def lists(judged: Sequence[Judged]) -> None:
    """6-4、5-7、6-3 is one result: with one of them wrong none is vouched for."""
    run: list[Judged] = []
    for one in [*judged, None]:
        if run and (one is None or not _LISTED.fullmatch(run[-1].place.text, run[-1].place.read.end, one.place.read.start)):
            _all_or_none(run)
            run = []
        if one is not None and one.place.read.figure.kind == "ratio":
            run.append(one)


def _all_or_none(run: list[Judged]) -> None:
    wrong = next((j.fault for j in run if j.fault), None)
    for one in run:
        if wrong and one.fault is None:
            figure = one.place.read.figure
            one.fault = Fault("figure-unsupported", figure.start, figure.end, wrong.against)


def _crossed(a: Judged, b: Judged) -> bool:
    assert a.support and b.support
    x, y = a.place.read.figure, b.place.read.figure
    if x.kind != y.kind or x.low == y.low or not comparable(x.unit, y.unit) or a.support is b.support:
        return False
    mine, theirs = a.support.place, b.support.place
    if mine and theirs and a.place.near == theirs.near != mine.near == b.place.near:
        return True  # each stands word for word where the other belongs
    straight = a.support.likeness(a.place) + b.support.likeness(b.place)
    if straight >= 1.995:
        return False
    crossed = b.support.likeness(a.place) + a.support.likeness(b.place)
    if crossed >= _VERBATIM:
        return crossed > straight + _NOTICED
    return crossed > straight + 2 * _MARGIN and crossed >= 2 * _SURE
