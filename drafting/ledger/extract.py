"""A ledger out of a report: its quantities that are data, each with the place it was taken from."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from corpus.documents import Mend
from corpus.figures import Figure, Modifier, Read, read
from corpus.figures.dates import Period, periods
from corpus.numerals import normal_width
from corpus.units import unit
from corpus.zh import Span, sentences
from drafting.ledger.embedded import tables
from drafting.ledger.fact import Fact
from drafting.ledger.naming import doubt, movement, named
from drafting.ledger.values import parse_value

_MODIFIERS: dict[Modifier, str] = {"": "", "about": "约", "above": "超过", "below": "不到"}
_SPANS = ("历时", "天数", "月数", "年龄")  # how long a thing takes is seldom an indicator
_SPAN_NAMES = re.compile(r"时间|天数|用时|时限|时长|年龄|寿命|工期")
_LAST_YEAR = re.compile(r"[去上]年同期")
_DEADLINE = re.compile(r"(?:[底末]|\d{1,2}日)?[之以]?前")  # 3月底前: when it is to be done, not when it was counted
_COMPARED_WITH = re.compile(r"[比较](?P<year>(?:19|20)\d{2})年的?$")
_QUOTE = 120  # characters of the sentence kept with a figure


@dataclass(frozen=True)
class Report:
    """What a ledger is taken from: `name` for the source column, `year` of its date (0: unknown)."""

    name: str
    text: str
    year: int = 0
    mends: tuple[Mend, ...] = ()  # what makes a line of each row of its tables


def extract(report: Report) -> tuple[Fact, ...]:
    """The data of `report` in order of place; what is doubtful is said in the note."""
    spans = sentences(report.text)
    named = _Periods(report)
    facts = [f for r in read(report.text, report.year) if _is_data(r) for f in _facts(r, report, spans, named)]
    inside = tables(report.text, report.mends, report.name)
    running = [f for f in facts if not any(t.span.start <= (f.start or 0) < t.span.end for t in inside)]
    both = sorted([*running, *(f for t in inside for f in t.facts)], key=lambda f: f.start or 0)
    return tuple(_told_apart(_once(both)))


def _is_data(found: Read) -> bool:
    """A measured quantity: no date, ordinal, ratio, way of speaking, bare number or length of time."""
    figure = found.figure
    if figure.kind != "quantity" or figure.soft or not figure.unit.name:
        return False
    return figure.unit.dimension not in _SPANS or bool(_SPAN_NAMES.search(found.indicator))


def _facts(found: Read, report: Report, spans: list[Span], periods_named: "_Periods") -> list[Fact]:
    """One row; two for a range."""
    figure, name = found.figure, named(found)
    period, inferred = periods_named.of(found)
    doubts = [d for d in (doubt(found, name), inferred) if d]
    if figure.is_range:
        ends = ((f"{name}下限", figure.low), (f"{name}上限", figure.high))
        values = [(n, *_plain(v, figure)) for n, v in ends]
        doubts.append(f"原文是范围“{figure.text}”")
    else:
        values = [(name, *_written(figure))]
    common = {
        "period": period,
        "scope": found.scope,
        "source": report.name,
        "note": "；".join(doubts),
        "direction": {1: "增", -1: "减"}.get(movement(found), ""),
        "modifier": _MODIFIERS[figure.modifier],
        "start": figure.start,
        "end": figure.end,
        "quote": _sentence(report.text, figure, spans),
    }
    return [Fact.model_validate({"name": n, "value": v, "unit": u, **common}) for n, v, u in values]


def _written(figure: Figure) -> tuple[str, str]:
    """Number and unit as the text writes them, the magnitude with the unit: 1.2万人 is 1.2 and 万人."""
    plain = normal_width(figure.text).replace(" ", "")
    number = re.sub(r"[余多来]$", "", plain.removesuffix(figure.unit.name))
    parsed = parse_value(number)
    if not parsed or not number[0].isdigit() or parsed[1] == figure.unit.name:
        return _plain(figure.low, figure)
    digits = number.removesuffix(parsed[1])
    measure = parsed[1] + figure.unit.name
    if parsed[0] * unit(measure).factor != abs(figure.low):
        return _plain(figure.low, figure)
    return ("-" if figure.low < 0 else "") + digits, measure


def _plain(value: Decimal, figure: Figure) -> tuple[str, str]:
    """A value in base units in the figure's own unit, magnitude included."""
    magnitude = re.search(rf"[十百千]?[万亿]+(?={re.escape(figure.unit.name)}$)", figure.text)
    name = (magnitude[0] if magnitude else "") + figure.unit.name
    with localcontext(Context(prec=60)):
        return f"{(value / unit(name).factor).normalize():f}", name


class _Periods:
    """The periods that a report names, and which of them a figure belongs to."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._year = report.year
        self._named = [n for n in periods(report.text, report.year) if not _DEADLINE.match(report.text, n[1])]
        self._starts = [start for start, _, _ in self._named]

    def of(self, found: Read) -> tuple[str, str]:
        """The period of `found` in words, and a remark where it, or its year, had to be inferred."""
        if match := _COMPARED_WITH.search(found.left):
            return match["year"] + "年", ""
        paragraph = self._text.rfind("\n", 0, found.start) + 1
        before = [p for _, _, p in self._named[bisect_left(self._starts, paragraph) : bisect_left(self._starts, found.start)]]
        own = [p for _, _, p in self._named[bisect_left(self._starts, found.sentence) : bisect_left(self._starts, found.start)]]
        if not own and len(set(before)) > 1:
            return "", "时期没有写明"
        last = [*before, *own][-1:]
        words, remark = self._said(found, last[0] if last else None)
        inherited = "时期承前句，请核对" if words and not own else ""
        return words, "；".join(r for r in (remark, inherited) if r)

    def _said(self, found: Read, period: Period | None) -> tuple[str, str]:
        last_year = bool(_LAST_YEAR.search(found.left)) and found.trend is None
        if period is None or (not period.year and not period.month):
            return ("上年同期", "") if last_year else ("", "")
        if not period.year and not self._year:
            return _months(period) or "", "时期没有写明年份"
        remark = "" if period.year else "年份按成文日期推定"
        year, last = (period.year, period.last_year) if period.year else (self._year, self._year)
        return _in_words(period._replace(year=year - last_year, last_year=last - last_year)), remark


def _in_words(period: Period) -> str:
    """2026年1—10月, 2021—2025年."""
    if period.year != period.last_year:
        return f"{period.year}—{period.last_year}年"
    return f"{period.year}年{_months(period)}"


def _months(period: Period) -> str:
    if not period.month:
        return ""
    return f"{period.month}月" if period.month == period.last_month else f"{period.month}—{period.last_month}月"


def _sentence(text: str, figure: Figure, spans: list[Span]) -> str:
    """The sentence the figure stands in; of a very long one the words around it."""
    span = next((s for s in spans if s.start <= figure.start < s.end), Span(figure.start, figure.end))
    start = max(span.start, min(figure.start - _QUOTE // 2, span.end - _QUOTE))
    return text[start : min(span.end, start + _QUOTE)]


def _key(fact: Fact) -> tuple[str, str, str, str]:
    return fact.name, fact.period, fact.scope, fact.full_unit


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """What is said twice is one row."""
    first: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        first.setdefault((*_key(fact), fact.value, fact.direction), fact)
    return list(first.values())


def _told_apart(facts: list[Fact]) -> list[Fact]:
    """Rows of one name and several values are marked: their names do not tell them apart."""
    counts = Counter(map(_key, facts))
    return [f if counts[_key(f)] == 1 else _noted(f, "同名不同数，请写清指标、时期或范围") for f in facts]


def _noted(fact: Fact, remark: str) -> Fact:
    return fact.model_copy(update={"note": f"{fact.note}；{remark}" if fact.note else remark})
