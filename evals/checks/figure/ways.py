"""The ways in which a value follows from others by one step: share, growth, difference, sum, mean, product."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations, permutations
from typing import NamedTuple

from base.office import remembered
from corpus.units import comparable, pattern, unit
from evals.checks.figure.material import Support
from evals.checks.figure.place import Place, covered

_DIFFERENCE = re.compile(
    r"[增减]|多[于出了收]?|少|剩|余|超(?!过)|超过(?:限值|上限|标准)|差|缺|升|降|提高|[快慢高低]于|还有|扩大|收窄|缩小|涨|跌|没有|其他|其余"
)
_SUM = re.compile(r"合计|共|总|累计|两项|[三四五六]项|达到|两[类期者]|之和")
_MEAN = re.compile(r"均|每")
_OF_GOAL = re.compile(r"完成|相当于|目标|任务|计划|是.*的")
_PRODUCT = re.compile(r"覆盖|开工|完成|达|其中|占|可")
_FROM = re.compile(r"[由从][^，。；]{0,10}$")


@remembered
def _each() -> re.Pattern[str]:
    """每亩 a little before the figure."""
    return re.compile(rf"每(?P<unit>{pattern()})[^，。；]{{0,6}}$")


@remembered
def _per() -> re.Pattern[str]:
    """元/亩 as a unit."""
    return re.compile(rf"[/／每](?P<unit>{pattern()})$")


class Found(NamedTuple):
    """A value with how it follows, in words with the places of its operands: {0}÷{1}."""

    value: Decimal
    how: str
    operands: tuple[Support, ...]


def _pairs(operands: list[Support], same: bool = True) -> Iterator[tuple[Support, Support]]:
    for a, b in permutations(operands, 2):
        if comparable(a.figure.unit, b.figure.unit) == same and b.figure.low:
            yield a, b


def _share(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if not (figure.is_share or figure.kind == "ratio" or figure.unit.dimension == "倍数"):
        return
    scale = 100 if figure.is_share else 1
    goal = not figure.is_share or _OF_GOAL.search(place.lead)
    for a, b in _pairs(operands):
        if not a.figure.is_share and (a.figure.low <= b.figure.low or goal):
            yield Found(abs(a.figure.low / b.figure.low) * scale, "{0}÷{1}", (a, b))


def _part_of_sum(place: Place, operands: list[Support]) -> Iterator[Found]:
    """Of two that make a whole, the share of one."""
    if place.read.figure.is_share and "占" in place.lead:
        for a, b in permutations(operands, 2):
            if not a.figure.is_share and comparable(a.figure.unit, b.figure.unit) and a.figure.low + b.figure.low:
                yield Found(a.figure.low / (a.figure.low + b.figure.low) * 100, "{0}÷（{0}＋{1}）", (a, b))


def _unit_price(place: Place, operands: list[Support]) -> Iterator[Found]:
    """每斤1.19元 is 每公斤2.38元."""
    here = _each().search(place.read.left)
    for a in operands if here else ():
        there = _per().search(a.fact.full_unit) if a.fact else a.place and _each().search(a.place.read.left)
        if here and there and comparable(a.figure.unit, place.read.figure.unit):
            said, known = unit(here["unit"]), unit(there["unit"])
            if said != known and said.dimension == known.dimension:
                yield Found(a.figure.low * said.factor / known.factor, f"每{known.name}{{0}}折合", (a,))


def _growth(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if not (figure.is_share and (place.read.trend or "幅" in place.read.left)):
        return
    for a, b in _pairs(operands):
        if not a.figure.is_share and _same_indicator(a, b) and not _is_before(a, b):
            yield Found(abs(a.figure.low / b.figure.low - 1) * 100, "（{0}－{1}）÷{1}", (a, b))
    for a, b in _pairs([o for o in operands if not o.figure.is_share]):  # 达到 a，增加 b，增长 …
        if b.figure.low < a.figure.low:
            yield Found(b.figure.low / (a.figure.low - b.figure.low) * 100, "{1}÷（{0}－{1}）", (a, b))


def _difference(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    points = figure.unit.dimension == "百分点"
    if figure.is_share or (not points and not _DIFFERENCE.search(place.read.left[-8:] + place.read.right[:6])):
        return
    for a, b in combinations(operands, 2):
        fits = (
            a.figure.is_share and b.figure.is_share
            if points
            else comparable(a.figure.unit, figure.unit) and comparable(b.figure.unit, figure.unit)
        )
        if fits:
            more, less = (a, b) if a.figure.low >= b.figure.low else (b, a)
            yield Found(more.figure.low - less.figure.low, "{0}与{1}之差", (more, less))


def _sum(place: Place, operands: list[Support]) -> Iterator[Found]:
    if not _SUM.search(place.lead):
        return
    same = [o for o in operands if comparable(o.figure.unit, place.read.figure.unit)]
    for size in range(2, min(len(same), 6) + 1):
        for chosen in combinations(same[:8], size):
            yield Found(sum((o.figure.low for o in chosen), Decimal(0)), "＋".join(f"{{{i}}}" for i in range(size)), chosen)


def _mean(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if not _MEAN.search(place.lead):
        return
    for a, b in permutations(operands, 2):
        if comparable(a.figure.unit, figure.unit) and b.figure.low and b.figure.low != 1:
            for by in _bases(b):
                yield Found(a.figure.low / by, "{0}÷{1}", (a, b))
    for a in operands:
        for by, said in _spans(a, place):
            if comparable(a.figure.unit, figure.unit):
                yield Found(a.figure.low / by, f"{{0}}÷{said}", (a,))


def _bases(by: Support) -> Iterator[Decimal]:
    """The divisor in its own base; areas in 亩 too (亩均)."""
    yield by.figure.low
    if by.figure.unit.dimension == "地亩":
        yield by.figure.low / 2000


def _spans(of: Support, place: Place) -> Iterator[tuple[Decimal, str]]:
    period = of.period or place.read.period
    if "日均" in place.lead:
        yield Decimal(365), "365天"
    if period and period.last_year > period.year and "年均" in place.lead:
        years = period.last_year - period.year + 1
        yield Decimal(years), f"{years}年"


def _product(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if figure.is_share or not _PRODUCT.search(place.lead):
        return
    for a, b in permutations(operands, 2):
        if a.figure.is_share and comparable(b.figure.unit, figure.unit) and covered(a.name, place.words) >= 0.5:
            value = a.figure.low * b.figure.low / 100
            yield Found(value.quantize(Decimal(1)) if figure.unit.counts and value < 10**6 else value, "{1}×{0}", (a, b))


def _same_indicator(a: Support, b: Support) -> bool:
    return a.fact is None or b.fact is None or a.name == b.name


def _is_before(a: Support, b: Support) -> bool:
    """Growth is counted from the earlier period: that of a row's remark, the one said with 由 or 从."""
    if a.is_row and a.fact is b.fact:
        return False
    if a.fact is not None and a.fact is b.fact:
        return True
    if a.place and b.place and _FROM.search(a.place.read.left):
        return True
    return bool(a.period and b.period and 0 < a.period.last_year < b.period.year)


_Way = Callable[[Place, list[Support]], Iterator[Found]]
WAYS: tuple[_Way, ...] = (_share, _part_of_sum, _unit_price, _growth, _difference, _sum, _mean, _product)
