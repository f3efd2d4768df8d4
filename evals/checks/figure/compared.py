"""Comparisons with another period of the same ledger row: 比上年多2家, 降幅比上半年收窄3.5个百分点."""

import re
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from itertools import permutations

from evals.checks.figure.judged import Fault, Judged
from evals.checks.figure.material import Material, Support
from evals.checks.figure.place import Place, covered
from evals.checks.figure.slips import as_written
from evals.checks.figure.values import rounds

_COMPARES = re.compile(
    r"[比较](?:去年|上年|前年|年初|同期|上半年|一季度|上季度|前三季度|上月|[0-9]{4}年|“?十[三四五]五)|同比|环比|[增降]幅[比较]"
)
_MORE = re.compile(r"(?:多|增|升|高|快|扩大|加快|上涨)[^多增升高快少减降低慢窄落涨0-9]{0,4}$")
_FEWER = re.compile(r"(?:少|减|降|低|慢|收窄|回落|放缓|缩小|下跌)[^多增升高快少减降低慢窄落涨0-9]{0,4}$")
_OF_A_FALL = re.compile(r"(?:降幅|跌幅|减幅)")
_NAMED = 0.5  # share of a row's name that must stand around the figure


def compared(place: Place, material: Material) -> Judged | None:
    """The figure as a difference between two periods of one row; None when it compares no such two."""
    way = _direction(place.read.left)
    if not way or not _COMPARES.search(place.lead) or place.read.figure.kind != "quantity":
        return None
    for later, earlier in _two_periods(place, material):
        with localcontext(Context(prec=60)):
            if fault := _rate_for_points(place, later, earlier):
                return Judged(place, fault=fault)
            change = _change(place, later, earlier)
        if change is not None:
            return _verdict(place, way, change, later, earlier)
    return None


def _direction(left: str) -> int:
    return 1 if _MORE.search(left) else -1 if _FEWER.search(left) else 0


def _two_periods(place: Place, material: Material) -> Iterator[tuple[Support, Support]]:
    """The last two periods of the rows that are named here; a row has as many periods as it has lines."""
    around = place.words | place.far
    rows = [s for s in material.facts if s.period and s.period.year and covered(s.name, around) >= _NAMED]
    for later, earlier in permutations(rows, 2):
        same = [s for s in rows if s.fact and later.fact and s.fact.name == later.fact.name and s.fact.scope == later.fact.scope]
        if len(same) == 2 and earlier in same and _end(later) > _end(earlier):
            yield later, earlier


def _end(support: Support) -> tuple[int, int]:
    period = support.period
    return (period.last_year, period.last_month or 12) if period else (0, 0)


def _change(place: Place, later: Support, earlier: Support) -> Decimal | None:
    """By how much the row moved, in what the figure is measured in."""
    said, last, first = place.read.figure, later.figure, earlier.figure
    if said.unit.dimension == "百分点" and last.is_share and first.is_share:
        fall = _OF_A_FALL.search(place.read.left) and last.low < 0 and first.low < 0
        return first.low - last.low if fall else last.low - first.low
    if said.is_share:
        return (last.low - first.low) / abs(first.low) * 100 if first.low and not last.is_share else None
    return last.low - first.low if said.unit.dimension == last.unit.dimension == first.unit.dimension else None


def _rate_for_points(place: Place, later: Support, earlier: Support) -> Fault | None:
    """退文率由10.4%降到7.6%，下降2.8%: the difference of two rates is in 个百分点."""
    figure = place.read.figure
    both = figure.is_share and later.figure.is_share and earlier.figure.is_share
    if not both or abs(later.figure.low - earlier.figure.low) != figure.low:
        return None
    gap = f"{later.label}与上期{earlier.figure.text}相差{figure.text.rstrip('%％')}个百分点，不是{figure.text}"
    return Fault("arithmetic-wrong", figure.start, figure.end, later, said=gap)


def _verdict(place: Place, way: int, change: Decimal, later: Support, earlier: Support) -> Judged | None:
    figure = place.read.figure
    fits = rounds(figure, abs(change)) is not None
    said = f"{later.figure.text}与{earlier.figure.text}之差"
    if figure.is_share and not later.figure.is_share:
        said = f"（{later.figure.text}－{earlier.figure.text}）÷{earlier.figure.text}"
    if fits and change * way < 0:
        start = place.read.moves[-1].start if place.read.moves else figure.start
        return Judged(place, fault=Fault("direction-differs", start, figure.end, later))
    if fits:
        return Judged(place, later, f"由{said}算得", operands=(later, earlier))
    gap = f"{later.label}与上期{earlier.figure.text}相差{as_written(abs(change), figure)}"
    return Judged(place, fault=Fault("arithmetic-wrong", figure.start, figure.end, later, said=gap))
