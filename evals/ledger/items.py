"""A ledger row as it is compared: its name, period and scope as keys, its value in base units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from corpus.figures.dates import Period, period_of
from corpus.numerals import exact, normal_width
from corpus.units import Unit, comparable, unit
from drafting.ledger import Fact, Ledger, Row

_NOISE = re.compile(r"[\s“”‘’\"'、，,]")
_PER = re.compile("[/／·每]")
_YEAR = re.compile(r"(?P<y>(?:19|20)\d{2})(?:[-./](?P<m>1[0-2]|0?[1-9]))?")


@dataclass(frozen=True)
class Item:
    """A row of the ledger, number `order` from 0."""

    order: int
    row: Row

    @property
    def fact(self) -> Fact:
        return self.row.fact

    @cached_property
    def name(self) -> str:
        return _NOISE.sub("", normal_width(self.fact.name))

    @cached_property
    def unit(self) -> Unit:
        return unit(self.fact.full_unit)

    @property
    def is_count(self) -> bool:
        """Counted one by one: 家, 人; not 张/千人."""
        return self.unit.counts and bool(self.unit.name) and not _PER.search(self.unit.name)

    @cached_property
    def value(self) -> Decimal:
        """In the unit's base."""
        return exact(self.fact.number, self.unit.factor)

    @cached_property
    def step(self) -> Decimal:
        """What one unit of the last written digit is worth, in the unit's base."""
        exponent = self.fact.number.as_tuple().exponent
        return exact(Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0), self.unit.factor)

    @cached_property
    def period(self) -> Period | None:
        """The months it is about; None when no year is said."""
        if match := _YEAR.fullmatch(self.fact.period):
            month = int(match["m"] or 0)
            return Period(int(match["y"]), int(match["y"]), month, month)
        period = period_of(self.fact.period) if self.fact.period else None
        return period if period and period.year else None

    @cached_property
    def when(self) -> tuple[object, ...]:
        """A key for its period: the months, or the words where days are named."""
        plain = _NOISE.sub("", self.fact.period)
        return (self.period,) if self.period and "日" not in plain else (plain,)

    @cached_property
    def scope(self) -> str:
        return _NOISE.sub("", self.fact.scope)

    @property
    def said(self) -> str:
        return self.fact.amount

    def measures_like(self, other: "Item") -> bool:
        return comparable(self.unit, other.unit)

    def equals(self, other: "Item") -> bool:
        """Is it the same value, converted or honestly rounded?"""
        return abs(self.value - other.value) <= (max(self.step, other.step) / 2 if self.step != other.step else 0)


def items(ledger: Ledger) -> list[Item]:
    return [Item(i, row) for i, row in enumerate(ledger.rows)]


def groups(every: list[Item], *keys: str) -> Iterator[list[Item]]:
    """The items in groups of two or more that agree in `keys` (attributes), in order."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for item in every:
        found.setdefault(tuple(getattr(item, k) for k in keys), []).append(item)
    return (g for g in found.values() if len(g) > 1)
