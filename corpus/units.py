"""Units of measure: what they measure, how they convert, which counting words stand for one another. Data in units.yaml."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from base.office import remembered
from base.strict_yaml import load_model
from corpus.numerals import exact
from corpus.office import office

_FILE = Path(__file__).with_name("units.yaml")
_MAGNITUDES = {"": Decimal(1), "十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_PREFIX = re.compile(r"(?:[十百千]?[万亿]|[十百千])(?:亿)?")

_WHOLE = {"面积": 3, "地亩": 2000}  # areas are counted in thirds of a 平方米, so that 亩 (2000/3 平方米) are whole


class Unit(NamedTuple):
    """A unit: `dimension` it measures (a counting word is its own), `factor` to the dimension's base unit."""

    name: str
    dimension: str
    factor: Decimal
    counts: bool = False  # a counting word


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    dimensions: dict[str, dict[str, Decimal]]
    counters: tuple[str, ...]
    compatible: tuple[tuple[str, ...], ...]


NO_UNIT = Unit("", "", Decimal(1), True)  # a ledger cell without a unit: any counting word fits
BARE = Unit("", "数", Decimal(1), True)  # a number in running text that counts nothing named


@remembered
def units() -> Mapping[str, Unit]:
    """Every unit by its name."""
    data = load_model(_FILE, _Data)
    counters = (*data.counters, *office().units.counters)
    counting = {c: Unit(c, f"量词{c}", Decimal(1), True) for c in counters}
    return counting | {n: Unit(n, d, f * _WHOLE.get(d, 1)) for d, named in data.dimensions.items() for n, f in named.items()}


@remembered
def pattern() -> str:
    """A regular expression for any unit name, the longest first."""
    return "|".join(re.escape(n) for n in sorted(units(), key=len, reverse=True))


@remembered
def unit(text: str) -> Unit:
    """The unit written `text`, magnitude (万吨) and denominator (元/公斤: the numerator) included; unknown words count themselves."""
    known = units()
    if text in known:
        return known[text]
    if not text:
        return NO_UNIT
    match = _PREFIX.match(text)
    if match:
        factor = Decimal(1)
        for char in match[0]:
            factor *= _MAGNITUDES[char]
        rest = unit(text[match.end() :])
        return Unit(text, rest.dimension, rest.factor * factor, rest.counts)
    head = re.split(r"[/／·]", text)[0]
    return unit(head)._replace(name=text) if head != text else Unit(text, f"量词{text}", Decimal(1), True)


@remembered
def comparable(a: Unit, b: Unit) -> bool:
    """Can a figure in `a` be the same as one in `b`? % and 个百分点 cannot; 名 and 人 can; 亩 and 公顷 can."""
    if a.dimension == b.dimension or {a.dimension, b.dimension} == {"面积", "地亩"}:
        return True
    if not (a.counts and b.counts):
        return False
    return not a.dimension or not b.dimension or any(a.dimension[2:] in g and b.dimension[2:] in g for g in _groups())


def in_base(value: Decimal, of: Unit) -> Decimal:
    """`value` in the base unit of what it measures."""
    return exact(value, of.factor)


@remembered
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(g) for g in (*load_model(_FILE, _Data).compatible, *office().units.compatible))
