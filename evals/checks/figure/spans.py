"""How long it lasted, from when it began and ended: 20时至8时 are 12小时, 3月18日至4月20日 are 34天."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from corpus.figures.model import Day, Figure
from evals.checks.figure.material import Support
from evals.checks.figure.place import Place

_UNTIL = re.compile(r" ?(?:至|到|—|-|~) ?")
_DAY = 24 * 60


def lasting(place: Place, supports: Sequence[Support]) -> tuple[Support, Support] | None:
    """The begin and end in the material whose distance the figure at `place` is; None when there are none."""
    figure = place.read.figure
    if figure.unit.dimension == "月数" and place.read.left.endswith("前"):
        return next(((s, s) for s in supports if _from_january(s.figure, figure)), None)
    if figure.unit.dimension not in ("历时", "天数"):
        return None
    return next(((a, b) for a, b in _begin_and_end(supports) if figure.low in _lengths(a.figure, b.figure, figure)), None)


def _from_january(figure: Figure, said: Figure) -> bool:
    """1—4月 are the 前4个月."""
    return len(figure.days) == 2 and [d[1:] for d in figure.days] == [(1, 0), (int(said.low), 0)]


def _begin_and_end(supports: Sequence[Support]) -> Iterator[tuple[Support, Support]]:
    """Times and days of which one stands right behind the other; a range is both itself."""
    told = [s for s in supports if s.place and s.figure.kind in ("date", "time")]
    for support in told:
        if len(support.figure.days) == 2:
            yield support, support
    for a, b in pairwise(told):
        if a.place and b.place and a.place.text is b.place.text and _UNTIL.fullmatch(a.place.text, a.figure.end, b.figure.start):
            yield a, b
    for a, day, b in zip(told, told[1:], told[2:]):  # 12日20时至13日8时
        kinds = (a.figure.kind, day.figure.kind, b.figure.kind)
        if kinds != ("time", "date", "time") or day.figure.end != b.figure.start or not a.place:
            continue
        if _UNTIL.fullmatch(a.place.text, a.figure.end, day.figure.start):
            yield a, b


def _lengths(first: Figure, last: Figure, said: Figure) -> tuple[Decimal, ...]:
    if first.kind == "time" and last.kind == "time" and said.unit.dimension == "历时":
        return (Decimal((int(last.low) - int(first.low)) % _DAY * 60),)
    days = first.days if first is last else (*first.days, *last.days)
    if said.unit.dimension != "天数" or len(days) != 2:
        return ()
    count = _days_between(*days)
    return (count, count + 1) if count is not None else ()


def _days_between(first: Day, last: Day) -> Decimal | None:
    year = first[0] or last[0] or 2025
    try:
        begin = dt.date(year, first[1] or last[1] or 1, first[2])
        end = dt.date(last[0] or year, last[1] or first[1] or 1, last[2])
    except ValueError:
        return None
    return Decimal((end - begin).days) if end > begin else None
