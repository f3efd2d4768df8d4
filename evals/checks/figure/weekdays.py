"""Days told with a weekday that is not theirs."""

import datetime as dt
import re
from collections.abc import Iterator

from evals.checks.figure.slips import Slip

WEEKDAYS = "一二三四五六日"
_DATED = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日\s?[（(，]?(?:星期|周)(?P<said>[一二三四五六日天])[）)]?"
)
_YEAR = re.compile(r"(20\d\d)年")
_NEAR = 400  # characters before a day in which its year may be named


def check(text: str) -> Iterator[Slip]:
    """Beyond doubt where the year is told; else where the day has that weekday neither in the year named last nor in the next."""
    for match in _DATED.finditer(text):
        years = [match["year"]] if match["year"] else _YEAR.findall(text, max(0, match.start() - _NEAR), match.start())[-1:]
        tried = [int(year) for year in years] if match["year"] else [int(year) + step for year in years for step in (0, 1)]
        days = [day for year in tried if (day := _day(year, match))]
        said = match["said"].replace("天", "日")
        if days and said not in [_weekday(day) for day in days]:
            values = {"day": f"{days[0].year}年{days[0].month}月{days[0].day}日", "weekday": _weekday(days[0])}
            yield Slip("weekday-differs", *match.span(), values, severity=None if match["year"] else "warning")


def _day(year: int, match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(year, int(match["month"]), int(match["day"]))
    except ValueError:  # no such day, which is another slip
        return None


def _weekday(day: dt.date) -> str:
    return WEEKDAYS[day.weekday()]
