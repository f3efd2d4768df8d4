"""Growth beside the two values it is reckoned from: 去年12.6亿元，今年15.8亿元，增长20%; 15.8亿元，比去年的12.6亿元增长20%."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.figures import Figure
from corpus.figures.movement import core
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, as_written, slip

_LAST = r"(?:去年|上年)(?:同期|全年)?"
_NOW = r"(?:今年|本年|当年)(?:全年)?"
_BEFORE = re.compile(rf"[^，。；]*?(?P<when>{_LAST}|(?P<year>20[0-9]{{2}})年)(?P<what>[^，。；0-9]{{0,12}})$")
_AFTER = re.compile(rf"[，；、][^，。；0-9]{{0,3}}(?P<when>{_NOW}|(?P<year>20[0-9]{{2}})年)(?P<what>[^，。；0-9]{{0,12}})$")
_THAN = re.compile(rf"[，（]?(?:同比|[比较])(?:{_LAST}|(?:上年|去年)?同期)的?$")
_PART_OF_YEAR = re.compile(r"[季月旬周]|半年|同期")
# what is measured otherwise than by its value in money of the day
_REAL = re.compile(r"可比|不变价|生产总值|GDP|增加值|同口径|剔除|扣除|按.{0,6}计算|农业总产值")
_BY = re.compile(r"[，、]?(?:同比|实现|净|共|比上年|比去年|较上年|较去年)?(?:增[长加幅]|提高|上升|多|下降|减少|降低|降幅|少)(?:了|为|达)?$")
_REACH = 40  # characters before the first value in which its year and indicator stand
_SLACK = Decimal("0.5")  # of the last written digit, by which each value may be rounded


def check(text: str, a: Place, b: Place, by: Place) -> Iterator[Slip]:
    """`by` as the change between the neighbours `a` and `b`, of this year and the last."""
    pair = _ordered(text, a, b)
    said = by.read.figure
    if not pair or not _BY.fullmatch(text, b.read.end, by.read.start) or not by.read.trend or said.modifier or said.is_range:
        return
    first, last = (p.read.figure for p in pair)
    if not _are_values(first, last) or _REAL.search(text, max(a.read.sentence, a.read.start - _REACH), by.read.start):
        return
    low, high = _changes(first, last, said)
    change = said.low * by.read.trend.sign
    if low > high or low - said.step <= change <= high + said.step:
        return
    if low * change < 0 and high * change < 0:
        yield Slip("direction-differs", by.read.trend.start, by.read.end, {"known": f"“{first.text}”到“{last.text}”的变化"}, pair[0])
    else:
        yield slip("arithmetic-wrong", by, pair[0], sum=_reckoning(first, last, said))


def _ordered(text: str, a: Place, b: Place) -> tuple[Place, Place] | None:
    """The earlier and the later of two values of one indicator; None where they are no such two."""
    clause = text[max(a.read.sentence, a.read.start - _REACH) : a.read.start]
    between = text[a.read.end : b.read.start]
    if _THAN.fullmatch(between):
        return b, a
    before = _BEFORE.search(clause)
    after = _AFTER.fullmatch(between)
    if before and after and _follow(before, after) and _of_one(before, after):
        return a, b
    return None


def _follow(before: re.Match[str], after: re.Match[str]) -> bool:
    """去年 and 今年, 2024年 and 2025年; a part of a year is compared with no whole one."""
    if _PART_OF_YEAR.search(before[0]) or _PART_OF_YEAR.search(after[0]):
        return False
    if before["year"] and after["year"]:
        return int(before["year"]) + 1 == int(after["year"])
    return not before["year"] and not after["year"]


def _of_one(before: re.Match[str], after: re.Match[str]) -> bool:
    """Do both clauses tell of one thing: 去年产值…，今年产值…, or 产值去年…，今年…?"""
    one, other = core(before["what"]), core(after["what"])
    return not other or other == one


def _are_values(first: Figure, last: Figure) -> bool:
    same = first.unit.dimension == last.unit.dimension and first.unit.dimension not in ("比例", "百分点", "倍数")
    return same and first.low > 0 and not any(f.modifier or f.is_range or f.soft for f in (first, last))


def _changes(first: Figure, last: Figure, said: Figure) -> tuple[Decimal, Decimal]:
    """The least and the greatest change that the rounded values allow, in what `said` is measured in; (1, 0) where in neither."""
    low, high = first.low - first.step * _SLACK, first.low + first.step * _SLACK
    least, most = last.low - last.step * _SLACK, last.low + last.step * _SLACK
    if said.is_share and low > 0:
        return (least / high - 1) * 100, (most / low - 1) * 100
    if said.unit.dimension == first.unit.dimension:
        return least - high, most - low
    return Decimal(1), Decimal(0)


def _reckoning(first: Figure, last: Figure, said: Figure) -> str:
    change = abs(last.low - first.low)
    told = f"{last.text}比{first.text}{'多' if last.low > first.low else '少'}{as_written(change, last)}"
    return f"{told}，合{as_written(change / first.low * 100, said)}" if said.is_share else told
