"""Growth between two periods: stated in a row of its own or in the remark, against the values."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figures.dates import Period
from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item
from evals.ledger.rounding import Interval, decimals, interval, number
from evals.ledger.sameness import short

_FALLS = r"减少|下降|降低|降幅"
_GROWTH = re.compile(
    rf"(?P<of>.+?)(?P<kind>同比|环比|比上年同期|比上年|较上年)?(?P<word>增长|增加|增速|增幅|上升|提高|{_FALLS})(?:率|幅度|幅)?$"
)
_CONSTANT_PRICES = re.compile(r"生产总值|增加值|总产值|GDP")  # grow at constant prices: not to be computed from the values
_BEFORE = re.compile(r"(?:上年同期|去年同期)(?:为|是)?(?P<n>\d[\d,.]*[万亿]?)")
_SAID = re.compile(rf"(?P<word>增长|上升|{_FALLS})了?(?P<n>\d+(?:\.(?P<d>\d+))?)%")


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    known = {(short(i.name), i.scope, i.when): i for i in reversed(every)}
    for item in every:
        yield from _stated(item, known)
        yield from _remarked(item)
        if item.value < 0 and (item.fact.direction == "减" or _is_fall(item.name)):
            yield finding("fall-negative", item, value=item.said, positive=item.said.lstrip("-−－﹣"))


def _is_fall(name: str) -> bool:
    match = _GROWTH.fullmatch(name)
    return bool(match and re.fullmatch(_FALLS, match["word"]))


def _remarked(item: Item) -> Iterator[LedgerFinding]:
    """上年同期9起，下降15% beside a value of 8起."""
    base, said = _noted(item), _SAID.search(item.fact.note)
    if not base or not said or base.low <= 0 or _CONSTANT_PRICES.search(item.name):
        return
    value, half = interval(item), Decimal(1).scaleb(-len(said["d"] or "")) / 2
    sign = -1 if re.fullmatch(_FALLS, said["word"]) else 1
    stated = Interval(sign * Decimal(said["n"]) - half, sign * Decimal(said["n"]) + half)
    computed = Interval((value.low / base.high - 1) * 100, (value.high / base.low - 1) * 100)
    if not computed.meets(stated):
        yield finding("growth-differs", item, stated=said[0], computed=_in_words(computed, len(said["d"] or ""), "%"))


_Known = dict[tuple[str, str, tuple[object, ...]], Item]  # by name, scope and period


def _stated(item: Item, known: _Known) -> Iterator[LedgerFinding]:
    """A stated growth against the values of the two periods."""
    match = _GROWTH.fullmatch(item.name)
    if not match or item.unit.dimension not in ("比例", "百分点") or _CONSTANT_PRICES.search(item.name):
        return
    now = known.get((short(match["of"]), item.scope, item.when))
    if now is None or (now.unit.dimension == "比例") != (item.unit.dimension == "百分点"):
        return
    earlier = _period_before(item.period, match["kind"] or "同比")
    before = known.get((short(match["of"]), item.scope, (earlier,)))
    base = interval(before) if before else _noted(now)
    if base and base.low > 0:
        yield from _growth(item, now, base, before, falls=_is_fall(item.name))


def _growth(item: Item, now: Item, base: Interval, before: Item | None, falls: bool) -> Iterator[LedgerFinding]:
    value, points = interval(now), item.unit.dimension == "百分点"
    computed = (
        Interval(value.low - base.high, value.high - base.low)
        if points
        else Interval((value.low / base.high - 1) * 100, (value.high / base.low - 1) * 100)
    )
    stated = _signed(item, falls)
    if computed.meets(stated):
        return
    turned = stated.high < 0 < computed.low or computed.high < 0 < stated.low
    said = _in_words(computed, decimals(item), item.fact.full_unit)
    rows = (item, now, before) if before else (item, now)
    yield finding("growth-differs", *rows, stated=item.said, computed=said, severity="error" if turned else None)


def _in_words(computed: Interval, places: int, unit: str) -> str:
    middle = (computed.low + computed.high) / 2
    return f"{'下降' if middle < 0 else '增长'}{abs(middle):.{places}f}{unit}"


def _signed(item: Item, falls: bool) -> Interval:
    value = interval(item)
    return Interval(-value.high, -value.low) if falls and value.low > 0 else value


def _period_before(period: Period | None, kind: str) -> Period | None:
    """The same months a year ago; for 环比 the month before."""
    if period is None:
        return None
    if kind != "环比":
        return period._replace(year=period.year - 1, last_year=period.last_year - 1)
    if not period.month or period.month != period.last_month:
        return None
    year, month = (period.year, period.month - 1) if period.month > 1 else (period.year - 1, 12)
    return Period(year, year, month, month)


def _noted(now: Item) -> Interval | None:
    """The value of a year ago as the remark says it, in the unit of the row: 上年同期9起."""
    match = _BEFORE.search(now.fact.note)
    value = number(match["n"]) if match else None
    return None if value is None else Interval(value * now.unit.factor, value * now.unit.factor)
