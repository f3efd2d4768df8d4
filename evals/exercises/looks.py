"""What the engine has no rules for yet: numbers of headings that skip, weekdays that are not the day's own."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.zh import Span, chinese_number, heading_level, paragraphs

WEEKDAYS = "一二三四五六日"
_NUMBERS = {chinese_number(n): n for n in range(1, 100)} | {str(n): n for n in range(1, 100)}
_NUMBER = re.compile(r"^[（(第]?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})")
_DATED = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(，]?(?:星期|周)(?P<said>[一二三四五六日天])[）)]?")


class Heading(NamedTuple):
    """The number of a heading, `[start, end)` without its marks."""

    start: int
    end: int
    level: int
    n: int


def numbered(text: str) -> list[Heading]:
    """The headings of `text` whose number can be read."""
    found: list[Heading] = []
    for line in paragraphs(text):
        level, match = heading_level(line.of(text)), _NUMBER.match(line.of(text))
        if level and match and (n := _NUMBERS.get(match["n"])):
            found.append(Heading(line.start + match.start("n"), line.start + match.end("n"), level, n))
    return found


def skips(text: str) -> Iterator[tuple[Span, str]]:
    """Numbers that do not follow on the one before them on their level."""
    last: dict[int, int] = {}
    for heading in numbered(text):
        last = {level: n for level, n in last.items() if level <= heading.level}
        due = last.get(heading.level, 0) + 1
        if heading.n not in (due, 1):
            said = text[heading.start : heading.end]
            yield Span(heading.start, heading.end), f"序号“{said}”跳号：前面一个是{due - 1 or '空'}，这里应当是第{due}个。"
        last[heading.level] = heading.n


def wrong_weekdays(text: str) -> Iterator[tuple[Span, str]]:
    """Dates with the weekday of another day."""
    for match in _DATED.finditer(text):
        try:
            day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        real, said = WEEKDAYS[day.weekday()], match["said"].replace("天", "日")
        if said != real:
            yield Span(*match.span()), f"{day.year}年{day.month}月{day.day}日是星期{real}，不是星期{said}。"
