"""A date that is not the one of the source, is on no calendar, or falls on another weekday."""

import datetime as dt
import re
from collections.abc import Iterator

from evals.checks.figure.weekdays import WEEKDAYS
from evals.exercises.model import Clean
from evals.exercises.plants import Plant, in_body

_DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])月(?P<day>[12]\d|3[01]|[1-9])日(?![（(]?(?:星期|周))")
_LONGEST = {2: 30, 4: 31, 6: 31, 9: 31, 11: 31}  # one day more than the month has


def plants(clean: Clean) -> Iterator[Plant]:
    """Every way to make a day of `clean` wrong by one step."""
    for match in _DAY.finditer(clean.text):
        if not in_body(clean.text, *match.span()):
            continue
        month, day, before = int(match["month"]), int(match["day"]), match[0][: match.start("day") - match.start()]
        others = [(day + 10 - 1) % 28 + 1, (day + 3 - 1) % 28 + 1, *([_LONGEST[month]] if month in _LONGEST else [])]
        yield from (Plant("date", *match.span(), f"{before}{other}日") for other in others if other != day)
        yield from _weekdays(match)


def _weekdays(match: re.Match[str]) -> Iterator[Plant]:
    """The day with a weekday that is not its own."""
    try:
        real = dt.date(int(match["year"] or 0), int(match["month"]), int(match["day"])).weekday()
    except ValueError:  # no year told, or no such day
        return
    for step in (2, 5):
        said = WEEKDAYS[(real + step) % 7]
        yield Plant("date", *match.span(), f"{match[0]}（星期{said}）", also=(f"{match[0]}（星期{WEEKDAYS[real]}）",))
