"""Dates as they stand under a document, in whatever form."""

import datetime as dt
import re

_DIGIT = "[0-9０-９]"
_CHINESE = "[〇○Ｏ0零一二三四五六七八九十]"
_TWENTY = f"(?:20{_DIGIT}{{2}}|{_DIGIT}{{2}}|二{_CHINESE}{{3}})"
DATE_LINE = re.compile(
    rf"{_TWENTY}\s?年(?:\s?(?:{_DIGIT}{{1,2}}|{_CHINESE}{{1,3}}|元)\s?月(?:\s?(?:{_DIGIT}{{1,2}}|{_CHINESE}{{1,3}})\s?[日号]?)?)?|20\d\d([./-])\d{{1,2}}\1\d{{1,2}}"
)
FULL = re.compile(r"(20\d\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
SHORT = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日")


def day(match: re.Match[str]) -> dt.date | None:
    """The day that a match of `FULL` names; None for one that no calendar has."""
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError:
        return None
