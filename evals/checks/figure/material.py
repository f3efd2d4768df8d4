"""All that a figure may rest on: ledger rows, sources, the brief. Built once a case, asked once a figure."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from corpus.figures import Figure
from corpus.figures.dates import Period, period_of
from corpus.figures.model import Day, quantity
from corpus.units import Unit, unit
from drafting.ledger import Fact
from evals.checks.figure.aliases import usual
from evals.checks.figure.place import Place, alike, covered, pairs, places
from evals.context import Context
from evals.finding import Evidence

_RATE = re.compile(r"(?:同比|环比)?(?:增速|增幅|增长率|增长|变化率?|变动|涨幅)(?:率|幅度)?|同比")
_FALL = re.compile(r"下降|降幅|压减|减少|跌幅|下跌|缩减")
_SIDE = re.compile(r"[（(].*?[）)]|其中|[“”]|情况|数量?$|总额$|总数$|总量$|总值$|人数$")
_BEFORE = re.compile(r"上年|去年|前年|同期|上期|年初|20[0-9]{2}年")
_SAME_NAME = 0.8  # of a row's name in a sentence that tells its value
_COMMON = 60  # a pair of characters that more places hold than this tells nothing apart
_TRIED = 8
_MOST = 80


@dataclass(frozen=True)
class Support:
    """One figure of the material."""

    figure: Figure
    kind: Literal["fact", "source", "brief", "text"]
    ref: int
    label: str
    fact: Fact | None = None
    place: Place | None = None
    sign: int = 1  # of a fact that measures a fall: -1

    def likeness(self, place: Place) -> float:
        """0 … 1: how sure it is that `place` speaks of the same indicator."""
        if self.place is not None:
            return alike(place, self.place)
        subject = pairs(usual(place.read.subject)) if len(place.read.subject) > 1 else frozenset()
        score = max(covered(self.name, place.words), 0.85 * covered(subject, self.full_name))
        rate = place.read.trend is not None and not place.read.level
        return score if rate == self.is_rate or place.read.figure.unit.dimension != "比例" else score * 0.6

    @property
    def is_row(self) -> bool:
        """Is it the value of a ledger row, not a number in the words of one?"""
        return self.fact is not None and self.place is None

    @cached_property
    def name(self) -> frozenset[str]:
        """The indicator's name as pairs of characters, movement left out."""
        return pairs(usual(stem(self.fact.name))) if self.fact else frozenset()

    @cached_property
    def full_name(self) -> frozenset[str]:
        """Every pair of the indicator's name."""
        return pairs(usual(self.fact.name)) if self.fact else frozenset()

    @cached_property
    def is_rate(self) -> bool:
        """Does the row measure a movement? A share below nothing does."""
        below = self.figure.is_share and self.figure.low < 0
        return bool(self.fact and (below or _RATE.search(self.fact.name) or _FALL.search(self.fact.name)))

    @cached_property
    def period(self) -> Period | None:
        return period_of(self.fact.period) if self.fact else self.place.read.period if self.place else None

    def evidence(self, for_ground: bool) -> Evidence:
        """For a ground the row's number, for a finding the fact's name."""
        if self.fact is not None:
            return Evidence("fact", str(self.ref) if for_ground else self.fact.name, self.fact.said)
        if self.kind == "brief" or self.place is None:
            return Evidence("brief", "brief", self.label)
        start, end = self.place.read.start - len(self.place.read.left), self.place.read.end
        return Evidence(self.kind, str(self.ref) if self.kind == "source" else "", self.place.text[start:end], start, end)


def stem(name: str) -> str:
    """The indicator behind a ledger name: 规上工业增加值增速 → 规上工业增加值."""
    plain = _SIDE.sub("", name)
    return _RATE.sub("", plain.replace("增加值", "增_值")).replace("增_值", "增加值") or plain


class Material:
    """The supports of a case, found by value or by the words around them."""

    def __init__(self, facts: tuple[Fact, ...], sources: tuple[str, ...], context: Context) -> None:
        self.facts = [_of_fact(i, f) for i, f in enumerate(facts)]
        named = [Support(p.read.figure, "fact", i, f"台账“{f.name}”", f, p) for i, f in enumerate(facts) for p in _places(_title(f), 0)]
        today = context.date.year if context.date else 0
        sourced = [Support(p.read.figure, "source", i, f"来源{i + 1}", place=p) for i, t in enumerate(sources) for p in _places(t, today)]
        briefed = [Support(p.read.figure, "brief", 0, _clause(p), place=p) for p in _places(context.text, today)]
        self.all = [*self.facts, *named, *sourced, *briefed]
        self.texts = (*sources, context.text)
        self.home = context.place
        self.dated = [s for s in self.all if s.figure.days]
        self.dated_or_timed = [s for s in self.all if s.figure.kind in ("date", "time")]
        self.scores = [s for s in self.all if s.figure.kind == "ratio" and len(s.figure.terms) == 2]
        self.days = _days(self.dated, facts)
        self._by_value()
        self._by_name()

    def _by_value(self) -> None:
        self._values: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
        self._counted: dict[Unit, list[Support]] = defaultdict(list)
        self._grams: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.all):
            self._values[_class(s.figure)].append((abs(s.figure.low), i))
            if s.figure.kind == "quantity":
                self._counted[s.figure.unit].append(s)
            for gram in s.place.near if s.place else s.name:
                self._grams[gram].append(i)
        for values in self._values.values():
            values.sort()

    def _by_name(self) -> None:
        self._rows: dict[frozenset[str], list[Support]] = defaultdict(list)
        for row in self.facts:
            self._rows[row.name].append(row)
        self._named_with: dict[str, list[frozenset[str]]] = defaultdict(list)
        for name in self._rows:
            for pair in name:
                self._named_with[pair].append(name)

    def around(self, place: Place) -> list[Support]:
        """Those whose value is near the figure's; of very many the most alike and the first."""
        figure = place.read.figure
        values = self._values.get(_class(figure), [])
        low, high = abs(figure.low) * Decimal("0.8"), abs(figure.high) * Decimal("1.3")
        first, last = bisect_left(values, (low, -1)), bisect_right(values, (high, len(self.all)))
        if last - first <= _MOST:
            return [self.all[i] for _, i in values[first:last]]
        alike_ones = [s for _, s in self.akin(place) if low <= abs(s.figure.low) <= high]
        return [*alike_ones, *(self.all[i] for _, i in values[first : first + _MOST])]

    def rows_named(self, around: frozenset[str], share: float, said: frozenset[frozenset[str]]) -> list[Support]:
        """The quantities of the ledger so much of whose name stands in `around`, or whose name is `said`; the best named first."""
        counts = Counter(name for pair in around for name in self._named_with.get(pair, ()))
        scores = {name: n / len(name) for name, n in counts.items() if n >= share * len(name)}
        rows = (s for name in {*scores, *said} for s in self._rows[name] if s.figure.kind == "quantity")
        return sorted(rows, key=lambda s: (-scores.get(s.name, 0), s.ref))

    def earlier(self, row: Support) -> list[Support]:
        """The value of the ledger row `row` in the year before, where only its remark or a source tells it."""
        return [s for s in self.counted(row.figure.unit) if s.place and _tells_before(s, s.place, row)]

    def counted(self, unit: Unit) -> list[Support]:
        """The quantities in exactly this unit."""
        return self._counted.get(unit, [])

    def akin(self, place: Place) -> list[tuple[float, Support]]:
        """Those in the most similar words, best first; the same kind of figure only."""
        counts: Counter[int] = Counter()
        for gram in place.near | place.words:
            found = self._grams.get(gram, ())
            if len(found) <= _COMMON:
                counts.update(found)
        kind = place.read.figure.kind
        tried = [self.all[i] for i, _ in counts.most_common(_TRIED * 3) if self.all[i].figure.kind == kind][:_TRIED]
        return sorted(((s.likeness(place), s) for s in tried), key=lambda x: -x[0])


@lru_cache(maxsize=4)
def material(facts: tuple[Fact, ...], sources: tuple[str, ...], context: Context) -> Material:
    """The material of a case; kept, because a draft is checked sentence by sentence against the same."""
    return Material(facts, sources, context)


@lru_cache(maxsize=64)
def _places(text: str, today: int) -> tuple[Place, ...]:
    """Sources are asked again for every sentence of a draft."""
    return tuple(places(text, today))


def _title(fact: Fact) -> str:
    """The words of a row in which thresholds and lengths may stand: 年产值500万元以上的合作社, 汛期前30天."""
    return f"{fact.name}，{fact.period}，{fact.scope}，{fact.note}\n{fact.quote}"  # quote: the words it was taken from


def _of_fact(index: int, fact: Fact) -> Support:
    number, measure = fact.number, unit(fact.full_unit or "")
    decimals = -int(number.as_tuple().exponent) if isinstance(number.as_tuple().exponent, int) else 0
    figure = quantity(0, f"{fact.value}{fact.unit}", number, measure, Decimal(1).scaleb(-max(0, min(decimals, 50))))
    if measure.name in ("位", "名") and re.search("排名|位次|名次|排位", fact.name):
        figure = Figure(0, len(figure.text), figure.text, "ordinal", number, number, measure)
    sign = -1 if number < 0 or _FALL.search(fact.name) else 1
    return Support(
        figure, "fact", index, f"台账“{fact.name} {fact.value}{fact.unit}”" + (f"（{fact.period}）" if fact.period else ""), fact, sign=sign
    )


def _tells_before(support: Support, place: Place, row: Support) -> bool:
    if support.fact is not None:
        return support.ref == row.ref and bool(_BEFORE.search(place.read.left))
    last, this = place.read.period, row.period
    return bool(last and this and 0 < last.last_year == this.year - 1) and covered(row.name, place.words) >= _SAME_NAME


def _days(supports: list[Support], facts: tuple[Fact, ...]) -> frozenset[Day]:
    """Every day, month and year that the material names."""
    named = {d for s in supports for d in s.figure.days}
    for fact in facts:
        named |= {d for p in _places(fact.source, 0) for d in p.read.figure.days}
    return frozenset(named)


def _clause(place: Place) -> str:
    return f"{place.read.left}{place.read.figure.text}{place.read.right}".strip()


def _class(figure: Figure) -> str:
    if figure.kind != "quantity":
        return figure.kind
    if figure.unit.counts:
        return "量词"
    return "面积" if figure.unit.dimension == "地亩" else figure.unit.dimension
