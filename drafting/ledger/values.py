"""One cell of a ledger as a number and the unit written beside it."""

import re
from decimal import Decimal
from functools import lru_cache

from base.office import remembered
from corpus.numerals import ZH_NUMERALS, parse
from corpus.units import pattern
from corpus.zh import halfwidth

_NUMBER = r"[-+]?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_MAGNITUDE = r"万亿|[十百千]?[万亿]|"
_ZH = rf"[{ZH_NUMERALS}点]+"
_HUNDREDTHS = re.compile(rf"(?P<of>百|千)分之(?P<n>{_ZH}|{_NUMBER})")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u3000\t", " ") | {"−": "-", "﹣": "-", "﹪": "%"})
_APOSTROPHE = "'‘’`"  # how a spreadsheet says that a number is text
_DIGITS_KEPT = 60  # no indicator has more digits


@lru_cache(maxsize=8192)  # a row is asked for its value and unit again and again
def parse_value(text: str) -> tuple[Decimal, str] | None:
    """A ledger cell as number and the unit part in it (%, ‰, 万, 亿, 家, 万元), or None when it is not a number."""
    plain = halfwidth(text).translate(_SPACES).strip().lstrip(_APOSTROPHE).strip()
    if len(plain) > _DIGITS_KEPT:
        return None
    if match := _arabic().fullmatch(plain):
        return Decimal(re.sub("[, ]", "", match["n"])), match["mag"] + match["unit"]
    if match := _HUNDREDTHS.fullmatch(plain):
        value = parse(match["n"])
        return None if value is None else (value, "%" if match["of"] == "百" else "‰")
    return _chinese_value(plain)


def looks_otherwise(text: str) -> bool:
    """Is this cell read as a number that is not written in plain digits: 百分之三, '1 234, 十二家?"""
    plain = halfwidth(text).translate(_SPACES).strip()
    return not re.fullmatch(rf"{_NUMBER.replace('[, ]', ',')} ?(?:{_MAGNITUDE})[%‰]?", plain)


@remembered
def is_unit(text: str) -> bool:
    """Is `text` the name of a unit as we know it: 亿元, %, 家, 元/人?"""
    return bool(_unit().fullmatch(halfwidth(text)))


@remembered
def _unit() -> re.Pattern[str]:
    one = rf"(?:[十百千]?万?亿?)(?:{pattern()})"
    return re.compile(rf"{one}(?:[/·每]{one})?")


@remembered
def _arabic() -> re.Pattern[str]:
    return re.compile(rf"(?P<n>{_NUMBER}) ?(?P<mag>{_MAGNITUDE})(?P<unit>(?:{_unit().pattern})?)")


def _chinese_value(plain: str) -> tuple[Decimal, str] | None:
    """十二, 一千二百家: a numeral in words, the longest that leaves a unit or nothing."""
    match = re.match(_ZH, plain)
    for end in range(match.end() if match else 0, 0, -1):
        value, rest = parse(plain[:end]), plain[end:]
        if value is not None and (not rest or is_unit(rest)):
            return value, rest
    return None
