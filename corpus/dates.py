"""The date of a document as it is written at its top or end, or in a field."""

import datetime as dt
import re

from corpus.numerals import parse
from corpus.zh import halfwidth

_DAY = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(rf"([12]\d{{3}}|[一二三四五六七八九〇○零]{{4}})\s*年\s*({_DAY})\s*月\s*({_DAY})\s*日")
_NUMERIC = re.compile(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|([12]\d{3})(\d\d)(\d\d)(?!\d)")


def read_date(text: str) -> dt.date | None:
    """The date `text` begins with: 2026-11-20, 2026/11/20, 20261120, 2026年11月20日, 二〇二六年十一月二十日; None when there is none."""
    text = halfwidth(text).strip()
    if match := DATE.match(text):
        return _valid(*match.groups())
    if match := _NUMERIC.match(text):
        return _valid(*match.group(1, 3, 4) if match[1] else match.group(5, 6, 7))
    return None


def _valid(*parts: str) -> dt.date | None:
    numbers = [parse(part.replace("○", "〇")) for part in parts]
    try:
        return dt.date(*(int(number) for number in numbers if number is not None))
    except (ValueError, TypeError):  # no such day, or a numeral that is none (十十)
        return None
