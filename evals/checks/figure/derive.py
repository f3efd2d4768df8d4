"""Values that follow from others by one step: share, growth, difference, sum, mean, product."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import combinations, permutations

from corpus.figures import Figure
from corpus.units import comparable
from evals.checks.figure.material import Material, Support
from evals.checks.figure.place import Place, covered
from evals.checks.figure.values import rounds

_DIFFERENCE = re.compile(r"[增减]|多[于出了收]?|少|剩|余|超(?!过)|差|缺口|升|降|提高|[快慢高低]于|还有|扩大|收窄|缩小|涨|跌|没有")
_SUM = re.compile(r"合计|共|总|累计|两项|[三四五六]项|达到|两[类期者]|之和")
_MEAN = re.compile(r"均|每")
_OF_GOAL = re.compile(r"完成|相当于|目标|任务|计划|是.*的")
_PRODUCT = re.compile(r"覆盖|开工|完成|达|其中|占|可")
_MOST_OPERANDS = 12
_NAMED = 0.3  # share of a row's name that must stand around a figure derived from it


@dataclass(frozen=True)
class Derived:
    """How a value follows, in words, and from what."""

    how: str
    operands: tuple[Support, ...]


def derive(place: Place, material: Material, beside: list[Support]) -> Derived | None:
    """How the figure at `place` follows from the ledger and from figures `beside` it that are known, or None.

    Only what is about the same: one operand at least stands beside it or shares words with it.
    """
    operands = _operands(place, material, beside)
    with localcontext(Context(prec=60)):
        for found in (f for way in _WAYS for f in way(place, operands)):
            if rounds_to(place.read.figure, found[0]) and _spoken_of(found[2], place, beside):
                return Derived(found[1], found[2])
    return None


def _spoken_of(operands: tuple[Support, ...], place: Place, beside: list[Support]) -> bool:
    """Is every ledger row of the sum named here, said beside it, or another period of one that is? Any two rows give many numbers."""
    rows = [o for o in operands if o.fact is not None]
    said = {(s.kind, s.ref) for s in beside}
    around = place.words | place.far
    named = [o for o in rows if (o.kind, o.ref) in said or covered(o.name, around) >= _NAMED]
    return all(any(o.name == n.name for n in named) for o in rows)


def rounds_to(figure: Figure, value: Decimal) -> bool:
    if figure.kind == "ratio":
        with localcontext(Context(prec=60)):
            said = figure.terms[0] / figure.terms[1] if len(figure.terms) == 2 and figure.terms[1] else Decimal(0)
            exponent = max(-int(str(t.as_tuple().exponent)) for t in figure.terms) if said else 0
            return bool(said) and abs(said - value) <= Decimal(1).scaleb(-exponent) / 2
    return rounds(figure, value) is not None


Found = tuple[Decimal, str, tuple[Support, ...]]


def _operands(place: Place, material: Material, beside: list[Support]) -> list[Support]:
    around = place.words | place.far
    near = sorted(material.facts, key=lambda s: -covered(s.name, around))
    chosen = [s for s in near if s.figure.kind == "quantity"][:_MOST_OPERANDS]
    known = {(s.kind, s.ref, s.figure.low): s for s in (*chosen, *beside)}  # a row and the words that say it are one
    return [*reversed(known.values())]


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
            yield abs(a.figure.low / b.figure.low) * scale, f"{_say(a)}÷{_say(b)}", (a, b)


def _growth(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if not (figure.is_share and (place.read.trend or "幅" in place.read.left)):
        return
    for a, b in _pairs(operands):
        if not a.figure.is_share and _same_indicator(a, b):
            yield abs(a.figure.low / b.figure.low - 1) * 100, f"（{_say(a)}－{_say(b)}）÷{_say(b)}", (a, b)
    for a, b in _pairs([o for o in operands if not o.figure.is_share]):  # 达到 a，增加 b，增长 …
        if b.figure.low < a.figure.low:
            yield b.figure.low / (a.figure.low - b.figure.low) * 100, f"{_say(b)}÷（{_say(a)}－{_say(b)}）", (a, b)


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
            yield more.figure.low - less.figure.low, f"{_say(more)}与{_say(less)}之差", (more, less)


def _sum(place: Place, operands: list[Support]) -> Iterator[Found]:
    if not _SUM.search(place.lead):
        return
    same = [o for o in operands if comparable(o.figure.unit, place.read.figure.unit)]
    for size in range(2, min(len(same), 6) + 1):
        for chosen in combinations(same[:8], size):
            yield sum((o.figure.low for o in chosen), Decimal(0)), "＋".join(map(_say, chosen)), chosen


def _mean(place: Place, operands: list[Support]) -> Iterator[Found]:
    figure = place.read.figure
    if not _MEAN.search(place.lead):
        return
    for a, b in permutations(operands, 2):
        if comparable(a.figure.unit, figure.unit) and b.figure.low and b.figure.low != 1:
            for by in _bases(b):
                yield a.figure.low / by, f"{_say(a)}÷{_say(b)}", (a, b)
    for a in operands:
        for by, said in _spans(a, place):
            if comparable(a.figure.unit, figure.unit):
                yield a.figure.low / by, f"{_say(a)}÷{said}", (a,)


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
        if a.figure.is_share and comparable(b.figure.unit, figure.unit) and covered(a.name, place.words) > 0.5:
            value = a.figure.low * b.figure.low / 100
            yield value.quantize(Decimal(1)) if figure.unit.counts and value < 10**6 else value, f"{_say(b)}×{_say(a)}", (a, b)


def _same_indicator(a: Support, b: Support) -> bool:
    return a.fact is None or b.fact is None or a.name == b.name


def _say(support: Support) -> str:
    return support.figure.text


_WAYS: tuple[Callable[[Place, list[Support]], Iterator[Found]], ...] = (_share, _growth, _difference, _sum, _mean, _product)
