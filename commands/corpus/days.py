"""Days on the command line: a day, a month or a year, as a person writes them."""

import calendar
import datetime as dt
import re
from typing import Any

import click

from corpus.dates import read_date
from corpus.zh import halfwidth

_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{8}|.{4}年.{1,3}月.{1,3}日")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")


class Day(click.ParamType[dt.date]):
    """The first day of what is written, or with `last` the last one: 2026年 is 2026-01-01 or 2026-12-31."""

    name = "day"

    def __init__(self, *, last: bool = False) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day; a usage error names what is no day."""
        if isinstance(value, dt.date):
            return value
        text = halfwidth(str(value)).replace(" ", "")
        day = self._of_month_or_year(text) or (read_date(text) if _DAY.fullmatch(text) else None)
        return day or self.fail(_refusal(str(value), text), param, ctx)

    def _of_month_or_year(self, text: str) -> dt.date | None:
        if match := _MONTH.fullmatch(text):
            year, first, last = int(match[1]), int(match[2]), int(match[2])
        elif match := _YEAR.fullmatch(text):
            year, first, last = int(match[1]), 1, 12
        else:
            return None
        if year < dt.MINYEAR or not 1 <= first <= 12:
            return None
        return dt.date(year, last, calendar.monthrange(year, last)[1]) if self._last else dt.date(year, first, 1)


def _refusal(value: str, text: str) -> str:
    """What is wrong with `value`, which is `text` without spaces."""
    advice = "日期可以写 2026-03-01、2026年3月1日、2026年3月 或 2026年"
    if _DAY.fullmatch(text):
        return f"没有“{value}”这一天，{advice}。"
    if _MONTH.fullmatch(text) or _YEAR.fullmatch(text):
        return f"没有“{value}”这个年月，{advice}。"
    return f"“{value}”不是日期，{advice}。"
