"""The value of one figure as it stands in a text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.units import NO_UNIT, Unit, in_base

Kind = Literal["quantity", "ratio", "ordinal", "date", "time"]
Modifier = Literal["", "about", "above", "below"]
Day = tuple[int, int, int]  # year, month, day; 0 where the text names none


@dataclass(frozen=True)
class Figure:
    """One figure: `text[start:end]` is number and unit, without modifiers; values are in the unit's base unit.

    A range has `low` < `high`; a ratio has its terms in `terms`; a date its first and last day in `days`, a time its minutes in `low`.
    `soft` marks what may be a way of speaking: small Chinese numerals, 几十, 百余.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unit: Unit = NO_UNIT
    step: Decimal = Decimal(1)
    modifier: Modifier = ""
    soft: bool = False
    chinese: bool = False
    terms: tuple[Decimal, ...] = ()
    days: tuple[Day, ...] = ()

    @property
    def is_range(self) -> bool:
        return self.low != self.high

    @property
    def is_share(self) -> bool:
        """A part of a whole or a rate: %, 成, 分之."""
        return self.unit.dimension == "比例"


def quantity(
    start: int, text: str, low: Decimal, unit: Unit, step: Decimal, *, high: Decimal | None = None, modifier: Modifier = "",
    soft: bool = False, chinese: bool = False,
) -> Figure:  # fmt: skip
    """A quantity figure from values in the written unit."""
    first, last = in_base(low, unit), in_base(low if high is None else high, unit)
    return Figure(
        start, start + len(text), text, "quantity", min(first, last), max(first, last), unit, in_base(step, unit), modifier, soft, chinese
    )
