"""Readers of dates, years, months and clock times, and of the periods that words name (上半年, 去年, “十四五”时期)."""

import calendar
import re
from decimal import Decimal
from typing import NamedTuple

from corpus.figures.model import Day, Figure
from corpus.figures.spacing import closed
from corpus.numerals import parse
from corpus.units import pattern

_Y = r"(?:1[89]|20|21)[0-9]{2}|[一二][一二三四五六七八九〇零]{3}"
_M = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_D = r"3[0-9]|[12][0-9]|0?[1-9]|三十[一二]?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r" ?[-—–~～至到] ?"
_FULL = re.compile(rf"(?P<y>{_Y})(?P<s>年|[-/.])(?P<m>{_M})(?:(?P=s)|月)(?P<d>[0-3]?[0-9])(?:日|号)?(?![0-9])")
_YEARS = re.compile(rf"(?P<y>{_Y})年?{_TO}(?P<y2>{_Y})(?=年|财年|学年)年?")
_YEAR = re.compile(rf"(?P<y>{_Y})年(?!前|后|内|间(?!的)|多|来|轮|期)(?:度)?(?:(?P<m>{_M})月(?:(?P<d>{_D})[日号])?)?")
_MONTHS = re.compile(rf"(?P<m>{_M})月?(?:份)?{_TO}(?P<m2>{_M})月(?!(?P<d2>{_D})[日号])份?")
_MONTH = re.compile(rf"(?P<m>{_M})月(?:(?P<d>{_D})[日号](?:{_TO}(?:(?P<m2>{_M})月)?(?P<d2>{_D})[日号])?|份?)")
_DAYS = re.compile(rf"(?P<d>{_D}){_TO}(?P<d2>{_D})[日号](?!线|楼|院|令|公告)")
_DAY = re.compile(rf"(?P<d>{_D})(?:日(?!均|常|益|本|前(?=[^，。]{{0,2}}，)|元|夜|子)|号(?=凌晨|早|上午|下午|晚|至|起|召开))")
_NAMED_YEAR = re.compile(  # 2026青禾采茶节: a year in a name
    rf"(?<![达为共计约超近逾至到0-9.])(?P<y>(?:19|20)[0-9]{{2}})(?![0-9])(?=[㐀-鿿])(?![年余多来万亿第号比届分])(?!{pattern()})"
)
_CLOCK = re.compile(
    r"(?P<h>2[0-4]|[01]?[0-9])[:：](?P<min>[0-5][0-9])(?![0-9:：.])"
    r"|(?P<h2>2[0-4]|1?[0-9])[时点](?:(?P<m2>[0-5]?[0-9])分|半|整|许)?(?!间|期|速|代|位|评|击|多)"
)


class Period(NamedTuple):
    """A stretch of time as far as it is known: years 0 where none is named, months 0 for the whole year."""

    year: int
    last_year: int
    month: int = 0
    last_month: int = 0


def date(text: str, at: int) -> Figure | None:
    """The date, year or month range that starts at `at`."""
    if match := _FULL.match(text, at):
        return _figure(match, _day(match, "y", "m", "d"))
    if match := _YEARS.match(text, at):
        return _figure(match, _day(match, "y"), _day(match, "y2"))
    if match := _YEAR.match(text, at):
        return _figure(match, _day(match, "y", "m" if match["m"] else "", "d" if match["d"] else ""))
    if match := _MONTHS.match(text, at):
        return _figure(match, _day(match, "", "m"), _day(match, "", "m2"))
    if match := _NAMED_YEAR.match(text, at):
        return _figure(match, _day(match, "y"))
    return _month(text, at)


def time(text: str, at: int) -> Figure | None:
    """The clock time that starts at `at`: 6:00, 20时30分, 9点半."""
    match = _CLOCK.match(text, at)
    if not match:
        return None
    hours, minutes = int(match["h"] or match["h2"]), int(match["min"] or match["m2"] or (30 if match[0].endswith("半") else 0))
    return Figure(at, match.end(), match[0], "time", Decimal(hours * 60 + minutes), Decimal(hours * 60 + minutes))


def impossible(day: Day) -> bool:
    """Is this a day that no calendar has (6月31日)? An unknown year may be a leap year."""
    year, month, number = day
    if month > 12:
        return True
    return bool(month and number) and number > calendar.monthrange(year or 2024, month)[1]


def _month(text: str, at: int) -> Figure | None:
    match = _MONTH.match(text, at)
    if match and (match["d"] or match[0][0].isdigit() or match[0].endswith("份") or _MONTH_END.match(text, match.end())):
        last = (_day(match, "", "m2" if match["m2"] else "m", "d2"),) if match["d2"] else ()
        return _figure(match, _day(match, "", "m", "d" if match["d"] else ""), *last)
    if match := _DAYS.match(text, at):
        return _figure(match, _day(match, "", "", "d"), _day(match, "", "", "d2"))
    if match := _DAY.match(text, at):
        return _figure(match, _day(match, "", "", "d"))
    return None


_MONTH_END = re.compile(r"[底末初上中下]|以来|[，。、）]")


def _figure(match: re.Match[str], *days: Day) -> Figure:
    chinese = not match[0][0].isdigit()
    return Figure(match.start(), match.end(), match[0], "date", days=tuple(days), chinese=chinese)


def _day(match: re.Match[str], year: str = "", month: str = "", day: str = "") -> Day:
    return (_number(match, year), _number(match, month), _number(match, day))


def _number(match: re.Match[str], group: str) -> int:
    return int(parse(match[group]) or 0) if group else 0


_WORDS = {
    "上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "第一季度": (1, 3), "首季": (1, 3), "二季度": (4, 6), "第二季度": (4, 6),
    "三季度": (7, 9), "第三季度": (7, 9), "四季度": (10, 12), "第四季度": (10, 12), "前三季度": (1, 9), "前三个季度": (1, 9),
    "全年": (0, 0), "年末": (0, 0), "年底": (0, 0),
}  # fmt: skip
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?P<cy>{_Y})年(?P<cm>{_M})月(?:末|底|份)?{_TO}(?P<cy2>{_Y})年(?P<cm2>{_M})月"
    rf"|(?P<plan>{'|'.join(_PLANS)})"
    rf"|(?P<rel>{'|'.join(_RELATIVE)})(?:的?(?P<relword>{_WORD})|(?P<rm>{_M})(?:(?:月份?)?{_TO}(?P<rm2>{_M}))?月)?"
    rf"|(?:(?P<y>{_Y})年?{_TO}(?P<y2>{_Y})年|(?P<y1>{_Y})年)(?:的?(?P<word>{_WORD})|(?P<m>{_M})(?:月?{_TO}(?P<m2>{_M}))?月)?"
    r"|(?P<now>目前|现有|截至|现已|眼下)"
    rf"|(?P<wordonly>{_WORD})|(?P<mo>[0-9]{{1,2}}){_TO}(?P<mo2>[0-9]{{1,2}})月"
)
_COMPARED = re.compile(r"(?:比|较|自|从|由|到|至|同|超过|高于|低于|多于|少于|是|相当于|以|对比|相比)$")


def periods(text: str, today: int) -> list[tuple[int, int, Period]]:
    """The periods `text` names, with their spans; `today` is the year of 今年, 0 when unknown. Those it only compares with are left out."""
    found = []
    whole = closed(text)
    plain = whole.text
    for match in _PERIOD.finditer(plain):
        period = _period(match, today)
        if period and not _COMPARED.search(plain[max(0, match.start() - 3) : match.start()]) and not plain.startswith("同期", match.end()):
            found.append((*whole.original(*match.span()), period))
    return found


def period_of(text: str) -> Period | None:
    """The period that a ledger cell names; None when it names none."""
    match = _PERIOD.search(closed(text).text)
    return _period(match, 0) if match else None


def period_words(text: str) -> str:
    """The words in `text` that name a period with its year: 2026年1—10月 in the title of a table; '' when none do."""
    return next((m[0] for m in _PERIOD.finditer(text) if (p := _period(m, 0)) and p.year), "")


def _period(match: re.Match[str], today: int) -> Period | None:
    if match["now"]:
        return Period(0, 0)
    if match["cy"]:  # over the turn of the year: 2025年11月—2026年4月
        first, start, last, end = (int(parse(match[g]) or 0) for g in ("cy", "cm", "cy2", "cm2"))
        return Period(first, last, start, end)
    if match["plan"]:
        return Period(_PLANS[match["plan"]], _PLANS[match["plan"]] + 4)
    months = _months(match)
    if match["rel"]:
        year = today + _RELATIVE[match["rel"]] if today else 0
        return Period(year, year, *months)
    if match["y"]:
        return Period(int(parse(match["y"]) or 0), int(parse(match["y2"]) or 0))
    year = int(parse(match["y1"]) or 0) if match["y1"] else 0
    return Period(year, year, *months)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if word := match["word"] or match["relword"] or match["wordonly"]:
        return _WORDS[word]
    for first, last in (("rm", "rm2"), ("m", "m2"), ("mo", "mo2")):
        if match[first]:
            start = int(parse(match[first]) or 0)
            return (start, int(parse(match[last]) or 0) if match[last] else start)
    return (0, 0)
