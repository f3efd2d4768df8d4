"""Arithmetic inside a ledger: totals and their parts, what is done and what is left, growth between two periods, shares."""

import re
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from corpus.figures.dates import Period
from drafting.ledger import parse_value
from evals.ledger.findings import LedgerFinding, finding
from evals.ledger.items import Item, groups
from evals.ledger.sameness import short

_TOTAL = re.compile(r"(?:合计|总计|小计|共计)$")
_OF_IT = re.compile(r"^其中[:：]?")
_PART = re.compile(r"^(?:已|未|尚未|剩余|存在|停止|不合格|合格|达标|完成|不达标)")
_WHOLES = (("已", "未"), ("已", "尚未"), ("合格", "不合格"), ("达标", "不达标"), ("男", "女"), ("城镇", "农村"), ("城镇", "乡村"))
_GROWTH = re.compile(
    r"(?P<of>.+?)(?P<kind>同比|环比|比上年同期|比上年|较上年)?(?P<word>增长|增加|增速|增幅|上升|提高|减少|下降|降低|降幅)(?:率|幅度|幅)?$"
)
_FALL = ("减少", "下降", "降低", "降幅")
_CONSTANT_PRICES = re.compile(r"生产总值|增加值|总产值|GDP")  # grow at constant prices: not to be computed from the values
_BEFORE = re.compile(r"(?:上年同期|去年同期)(?:为|是)?(?P<n>\d[\d,.]*[万亿]?)")
_QUOTIENT = re.compile(r"(?P<a>\d[\d,.]*[万亿]?)[^\d，。；]{0,4}(?:除以|÷|/)(?P<b>\d[\d,.]*[万亿]?)")
_EXACT = Context(prec=60)


class Interval(NamedTuple):
    """Between which values a rounded number lies."""

    low: Decimal
    high: Decimal


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    with localcontext(_EXACT):
        found = [*_totals(every), *_of_it(every), *_growths(every), *_quotients(every)]
        for group in groups(every, "when", "scope"):
            found += [*_wholes(group), *_parts(group), *_rates(group)]
    yield from found


def _totals(every: list[Item]) -> Iterator[LedgerFinding]:
    """合计 after its rows: the rows above it, up to another total or another unit or period."""
    for i, total in enumerate(every):
        if not _TOTAL.search(total.name):
            continue
        parts: list[Item] = []
        for item in reversed(every[:i]):
            if _TOTAL.search(item.name) or not (item.measures_like(total) and item.when == total.when):
                break
            parts.append(item)
        parts = [p for p in reversed(parts) if not _OF_IT.match(p.name)]
        if len(parts) > 1:
            yield from _sum(total, parts)


def _sum(total: Item, parts: list[Item]) -> Iterator[LedgerFinding]:
    whole = Interval(sum((_range(p).low for p in parts), Decimal(0)), sum((_range(p).high for p in parts), Decimal(0)))
    if not _overlap(whole, _range(total)):
        terms = "＋".join(p.said for p in parts) if len(parts) <= 6 else f"{len(parts)}项之和"
        yield finding(
            "sum-differs", total, *parts, terms=terms, sum=_in(sum((p.value for p in parts), Decimal(0)), total), total=total.said
        )


def _of_it(every: list[Item]) -> Iterator[LedgerFinding]:
    """其中：… is no more than the row it belongs to."""
    whole: Item | None = None
    for item in every:
        if not _OF_IT.match(item.name):
            whole = item
        elif whole and whole.measures_like(item) and whole.when == item.when and item.value > whole.value:
            yield finding("part-above-whole", item, whole, part=item.said, whole=whole.said, severity="error")


def _parts(group: list[Item]) -> Iterator[LedgerFinding]:
    """已整改隐患 is no more than 隐患."""
    named = {i.name: i for i in group}
    for item in group:
        wholes = (named[n] for at in range(1, len(item.name) - 1) if (n := item.name[at:]) in named)
        for whole in wholes:
            if _PART.match(item.name) and item.measures_like(whole) and item.value > whole.value:
                yield finding("part-above-whole", item, whole, part=item.said, whole=whole.said)


def _wholes(group: list[Item]) -> Iterator[LedgerFinding]:
    """已整改隐患 and 未整改隐患 together are 隐患."""
    named = {i.name: i for i in group}
    for item in group:
        for one, other in _WHOLES:
            rest = named.get(other + item.name.removeprefix(one)) if item.name.startswith(one) else None
            tails = (item.name[at:] for at in range(len(one) + 1, len(item.name) - 1)) if one in ("已",) else [item.name.removeprefix(one)]
            whole = next((named[t] for t in tails if t in named), None)
            if rest and whole and whole.measures_like(item) and whole.measures_like(rest):
                yield from _sum(whole, [item, rest])


def _growths(every: list[Item]) -> Iterator[LedgerFinding]:
    """A stated growth against the values of the two periods."""
    known = {(short(i.name), i.scope, i.when): i for i in reversed(every)}
    for item in every:
        match = _GROWTH.fullmatch(item.name)
        if not match or item.unit.dimension not in ("比例", "百分点") or _CONSTANT_PRICES.search(item.name):
            continue
        now = known.get((short(match["of"]), item.scope, item.when))
        if now is None or (now.unit.dimension == "比例") != (item.unit.dimension == "百分点"):
            continue
        earlier = _period_before(item.period, match["kind"] or "同比")
        before = known.get((short(match["of"]), item.scope, (earlier,)))
        base = _range(before) if before else _noted(now)
        if base and base.low > 0:
            yield from _growth(item, now, base, before, falls=match["word"] in _FALL)


def _growth(item: Item, now: Item, base: Interval, before: Item | None, falls: bool) -> Iterator[LedgerFinding]:
    value, points = _range(now), item.unit.dimension == "百分点"
    computed = (
        Interval(value.low - base.high, value.high - base.low)
        if points
        else Interval((value.low / base.high - 1) * 100, (value.high / base.low - 1) * 100)
    )
    stated = _signed(item, falls)
    if _overlap(computed, stated):
        return
    middle = (computed.low + computed.high) / 2
    turned = stated.high < 0 < computed.low or computed.high < 0 < stated.low
    said = f"{'下降' if middle < 0 else '增长'}{abs(middle):.{_decimals(item)}f}{item.fact.full_unit}"
    rows = (item, now, before) if before else (item, now)
    yield finding("growth-differs", *rows, stated=item.said, computed=said, severity="error" if turned else None)


def _rates(group: list[Item]) -> Iterator[LedgerFinding]:
    """隐患整改率 is 已整改隐患 by 隐患."""
    named = {i.name: i for i in group}
    for item in group:
        if not item.name.endswith("率") or item.unit.dimension != "比例":
            continue
        for length in (2, 3):
            of, verb = item.name[: -length - 1], item.name[-length - 1 : -1]
            whole = named.get(of)
            part = next((named[n] for n in (f"已{verb}{of}", f"{verb}{of}", f"{of}已{verb}", f"{of}{verb}数") if n in named), None)
            if whole and part and whole.measures_like(part) and whole.value:
                yield from _share(item, part.value / whole.value, f"{part.said}÷{whole.said}", (part, whole))


def _quotients(every: list[Item]) -> Iterator[LedgerFinding]:
    """A remark that says how a rate was computed: 97件除以1284件."""
    for item in every:
        match = _QUOTIENT.search(item.fact.note)
        a, b = (_number(match["a"]), _number(match["b"])) if match else (None, None)
        if match and a is not None and b and item.unit.dimension == "比例":
            yield from _share(item, a / b, match[0], ())


def _share(item: Item, share: Decimal, how: str, rows: Iterable[Item]) -> Iterator[LedgerFinding]:
    stated, percent = _range(item), share * 100
    if not stated.low <= percent <= stated.high:
        yield finding("share-differs", item, *rows, how=how, computed=f"{percent:.{_decimals(item)}f}%", stated=item.said)


def _range(item: Item) -> Interval:
    """Counts are exact, everything else may have been rounded."""
    half = Decimal(0) if item.unit.counts and item.step == 1 else item.step / 2
    return Interval(item.value - half, item.value + half)


def _signed(item: Item, falls: bool) -> Interval:
    value = _range(item)
    return Interval(-value.high, -value.low) if falls and value.low > 0 else value


def _overlap(a: Interval, b: Interval) -> bool:
    return a.low <= b.high and b.low <= a.high


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
    number = _number(match["n"]) if match else None
    return None if number is None else Interval(number * now.unit.factor, number * now.unit.factor)


def _number(text: str) -> Decimal | None:
    parsed = parse_value(text.rstrip(",."))
    return None if parsed is None else parsed[0] * {"": 1, "万": 10**4, "亿": 10**8}.get(parsed[1], 1)


def _decimals(item: Item) -> int:
    exponent = item.fact.number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _in(value: Decimal, item: Item) -> str:
    """A value in base units in the unit of `item`."""
    return f"{(value / item.unit.factor).normalize():f}{item.fact.full_unit}"
