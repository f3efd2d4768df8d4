"""Days that no calendar has and hours that no clock shows: 9月31日, 2025年2月29日, 25时; days without their 日."""

import re
from calendar import isleap
from collections.abc import Iterator

from evals.checks.punctuation.view import View
from evals.finding import Finding

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = re.compile(r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})(?:日|号(?![\d楼线井院门文令公]))")
_LATER = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月(?:\d{1,2}日?[至到—~～-])(?P<day>\d{1,2})日")  # 9月20日至31日
_CUT_SHORT = re.compile(r"(?<![\d.])(?:1[0-2]|[1-9])月(?:[12]\d|3[01]|[1-9])(?=前|之前|以前|起|上午|下午|晚上|召开|举行|[，。；])")
_MONTH = re.compile(r"(?<=\d年)(?P<month>\d{1,2})月(?!\d)")
_HOUR = re.compile(r"(?:(?<=[日午晨晚夜])|(?<=[）)]))(?P<hour>\d{1,2})(?:[时点](?!\d*[%％个项])|[:：])(?P<minute>\d{2})?(?![\d.])")
_OTHER_HALF = re.compile(r"(?:上午(?:1[3-9]|2[0-4])|凌晨(?:[7-9]|1\d))[时点:：]")  # of the day
_MOON = re.compile(r"(?:农历|阴历|旧历)[^，。；\n]{0,8}$")
_MOST_HOURS, _MOST_MINUTES = 24, 59
_ALONE = re.compile(r"\s*(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s*")  # the date a document is signed on: family format


def findings(view: View) -> Iterator[Finding]:
    """Each date or hour that cannot be, or is not whole."""
    for match in _impossible(view.text):
        if view.is_prose(match.start()) and not _is_apart(view, match):
            yield view.finding("no-such-day", *match.span())
    for match in _CUT_SHORT.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("day-cut-short", *match.span(), f"{match[0]}日")


def _impossible(text: str) -> Iterator[re.Match[str]]:
    """Days, months and hours that are none."""
    for pattern in (_DAY, _LATER):
        yield from (match for match in pattern.finditer(text) if not _exists(match))
    yield from (match for match in _MONTH.finditer(text) if not 1 <= int(match["month"]) <= len(_DAYS))
    yield from _OTHER_HALF.finditer(text)
    for match in _HOUR.finditer(text):
        if int(match["hour"]) > _MOST_HOURS or int(match["minute"] or 0) > _MOST_MINUTES:
            yield match


def _exists(match: re.Match[str]) -> bool:
    """Is there such a day? 29 February where the year is not told, or is a leap year."""
    month, day = int(match["month"]), int(match["day"])
    year = match.groupdict().get("year")
    if (month, day) == (2, 29):
        return year is None or isleap(int(year))
    return 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]


def _is_apart(view: View, match: re.Match[str]) -> bool:
    """A day of the lunar calendar; a month that the pattern for months tells; the date under a document."""
    line, parts = view.line(match.start()), match.groupdict()
    told_elsewhere = bool(parts.get("year")) and not 1 <= int(parts["month"]) <= len(_DAYS)
    before = view.text[max(line.start, match.start() - 16) : match.start()]
    return told_elsewhere or bool(_MOON.search(before)) or bool(_ALONE.fullmatch(line.text))
