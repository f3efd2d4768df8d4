"""Between which values a ledger row lies: counts are exact, everything else may have been rounded."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from drafting.ledger import parse_value
from evals.ledger.items import Item


class Interval(NamedTuple):
    """Between which values a rounded number lies."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high


def interval(item: Item) -> Interval:
    half = Decimal(0) if item.is_count and item.step == 1 else item.step / 2
    return Interval(item.value - half, item.value + half)


def total(parts: Iterable[Item]) -> Interval:
    """Of several rows together."""
    spans = [interval(p) for p in parts]
    return Interval(sum((s.low for s in spans), Decimal(0)), sum((s.high for s in spans), Decimal(0)))


def decimals(item: Item) -> int:
    exponent = item.fact.number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def in_unit_of(item: Item, value: Decimal) -> str:
    """A value in base units in the unit of `item`."""
    return f"{(value / item.unit.factor).normalize():f}{item.fact.full_unit}"


def number(text: str) -> Decimal | None:
    """A number with its magnitude as a remark writes it: 1.2万."""
    parsed = parse_value(text.rstrip(",."))
    return None if parsed is None else parsed[0] * {"": 1, "万": 10**4, "亿": 10**8}.get(parsed[1], 1)
