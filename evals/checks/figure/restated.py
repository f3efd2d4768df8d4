"""A value said again in other words beside it: 82.5%，超八成; 2小时10分钟，也就是130分钟."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.figures import Figure
from evals.checks.figure.judged import Judged
from evals.checks.figure.place import Place
from evals.checks.figure.values import agree

_AGAIN = re.compile(
    r"[，、（(]?(?:也就是|也即|即|相当于|折合|合|约合|换算成|等于|[约近超逾]|超过|不足|接近|[不多]到)?[约近超过不足为]{0,2}$"
)


def restated(place: Place, before: Sequence[Judged]) -> Judged | None:
    """The verdict on the figure just before, when the one at `place` only says it again."""
    last = before[-1] if before else None
    if last is None or last.fault or last.support is None:
        return None
    if not _AGAIN.fullmatch(place.text, last.place.read.end, place.read.start):
        return None
    known = (_together(before),) if last.operands else (_together(before), last.support.figure)
    if all(agree(place.read.figure, k) is None for k in known):
        return None
    return Judged(place, last.support, f"与前面的“{known[0].text}”相同")


def _together(before: Sequence[Judged]) -> Figure:
    """The last figure, with the one that it continues: 2小时10分钟."""
    last = before[-1].place.read.figure
    if len(before) < 2 or before[-2].place.read.end != last.start or before[-2].place.read.figure.unit.dimension != last.unit.dimension:
        return last
    first = before[-2].place.read.figure
    return replace(last, start=first.start, text=first.text + last.text, low=first.low + last.low, high=first.high + last.high)
