"""A fault of the text's own, and how a value is written in its message."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.figures import Figure
from corpus.numerals import parse
from evals.checks.figure.place import Place
from evals.finding import Severity

# the digits of a figure, with its magnitude: 7.5亿 of 7.5亿元, 3 200 of 3 200个
NUMBER = re.compile(r"(?P<digits>[0-9][0-9.,]*(?:[ \u00a0\u2009\u202f][0-9]{3}(?![0-9]))*(?:\.[0-9]+)?)[万亿]*")
_FINER = 4  # decimals more than a figure has at which its like is not rounded to the same digits


@dataclass(frozen=True)
class Slip:
    """A fault of the text's own: rule, span, the values of its message, the other place it goes against."""

    rule: str
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    other: Place | None = None
    severity: Severity | None = None


def slip(rule: str, place: Place, other: Place | None = None, severity: Severity | None = None, **values: str) -> Slip:
    """A slip at a figure."""
    return Slip(rule, place.read.start, place.read.end, values, other, severity)


def plain(number: Decimal) -> str:
    """A number as a person writes it."""
    return f"{number.normalize():f}"


def as_written(base: Decimal, figure: Figure) -> str:
    """A value in base units in the unit and magnitude that `figure` is written in, rounded as it is or so far that they differ."""
    number = NUMBER.match(figure.text)
    written = parse(number["digits"]) if number else None
    if number is None or not written or not figure.low:
        return plain(base)
    value = base * written / figure.low
    decimals = len(number["digits"].partition(".")[2])
    rounded = (round(value, d) for d in range(decimals, decimals + _FINER) if round(value, d) not in (0, written))
    return plain(next(rounded, value)) + figure.text[number.end("digits") :]
