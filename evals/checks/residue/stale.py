"""Time that has passed: an old plan, an old session, an old target told as to come. Only with the document's own date."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from base.strict_yaml import parse, read_text
from evals.checks.residue.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "stale_phrases.yaml"
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_PLAN = re.compile(rf"[“\"]?(?P<plan>{'|'.join(_PLANS)})[”\"]?(?:规划)?(?:期间|时期)?")
_TO_COME = re.compile(
    r"^[^，。；！？\n]{0,6}(?:将|即将|正在|(?<!主)要(?!求)|力争|确保|计划|拟)|^，?(?:我[们县市区镇]|全[县市区镇])?(?:将|要(?!求)|力争|拟)"
)
_NOW = re.compile(r"(?:当前|目前|正值|正处于|处于|今年是)[^，。；]{0,6}$")
_STAGE = re.compile(r"(?:的)?(?P<stage>开局|起步|收官|中期|关键)之年")
_FUTURE = re.compile(
    r"(?P<word>即将(?!过去|结束)|将于|将在|拟于|计划于|力争|确保|争取)[^，。；！？\n]{0,6}?(?:到|在|于)?(?P<year>20\d\d)年(?:底|末|前|年底)?[^，。；！？\n]{0,16}"
    r"|(?P<year2>20\d\d)年[^，。；！？\n]{0,14}(?:即将|将要|将于)(?:召开|举办|举行|到来|建成|实施)[^，。；！？\n]{0,3}"
)
_SESSION = re.compile(
    r"(?:本届|本次|此次)[^，。；\n]{0,10}(?:为|是)[^，。；\n]{0,25}[（(](?P<year>20\d\d)年[）)]|今年[（(](?P<year2>20\d\d)年[）)]"
)
_NAMED_STAGE = re.compile(rf"(?P<year>20\d\d)年是[“\"]?(?P<plan>{'|'.join(_PLANS)})[”\"]?(?:规划)?(?:的)?(?P<stage>开局|起步|收官)之年")
# 2025年工作要点 issued in 2026; the year that is judged, reckoned or told may well be the last
_PLANNED = re.compile(
    r"(?P<year>20\d\d)年度?(?![^\n]*(?:考核|评|总结|统计|决算|年报|审计|[-—至]))[^，。\n]{0,24}"
    r"(?:工作要点|工作计划|工作安排|实施方案|工作方案|行动方案|重点任务|重点工作)"
)
_TITLE_REACH = 120  # characters from the head in which a title stands
_TOLD = re.compile(r"提出|当时|曾|原计划|原定|确定的|如期|顺利|已经|完成了|实现了|提前|回顾|期间|时期|以来|当年|上一年|转段|转入")


def findings(view: View) -> Iterator[Finding]:
    yield from _named_stages(view)
    if view.date is None:
        return
    yield from _phrases(view, view.date)
    yield from _plans(view, view.date)
    yield from _years(view, view.date)
    yield from _titled(view, view.date)


@cache
def _stale_phrases() -> tuple[tuple[re.Pattern[str], dt.date, str], ...]:
    rows, _ = parse(read_text(_FILE), str(_FILE))
    return tuple((re.compile(row["pattern"]), dt.date.fromisoformat(str(row["after"])), row["why"]) for row in rows)


def _phrases(view: View, date: dt.date) -> Iterator[Finding]:
    for pattern, after, why in _stale_phrases():
        for match in pattern.finditer(view.text) if date >= after else ():
            if not view.quoted(*match.span()) and not _past(view, match.start(), date):
                yield view.finding("stale-time", *match.span(), why=why)


def _past(view: View, at: int, date: dt.date) -> bool:
    """Is the sentence a look back?"""
    clause = view.clause(at)
    return bool(_TOLD.search(clause)) or any(int(y) < date.year for y in re.findall(r"20\d\d(?=年)", clause))


def _plans(view: View, date: dt.date) -> Iterator[Finding]:
    for match in _PLAN.finditer(view.text):
        last = _PLANS[match["plan"]] + 4
        after, before = view.text[match.end() : match.end() + 20], view.before(match.start())
        stage = _STAGE.match(after)
        if stage and re.search(r"今年是[^，。；]{0,4}$", before):
            if not _is_stage(match["plan"], stage["stage"], date.year):
                yield view.finding("stale-time", match.start(), match.end() + stage.end(), why=f"本文成文于{date.year}年")
        elif date.year > last and not _looks_back(view, match.start()) and (_TO_COME.search(after) or _NOW.search(before)):
            yield view.finding("stale-time", *match.span(), why=f"这一规划期到{last}年为止，本文成文于{date.year}年")


def _looks_back(view: View, at: int) -> bool:
    """期间 and 时期 belong to the plan's name here."""
    return bool(_TOLD.search(re.sub("期间|时期", "", view.clause(at))))


def _is_stage(plan: str, stage: str, year: int) -> bool:
    """Is `year` the first, middle or last year of the plan, as said?"""
    first = _PLANS[plan]
    proper = {"开局": first, "起步": first, "中期": first + 2, "收官": first + 4}.get(stage)
    return year == proper if proper else first <= year <= first + 4


def _named_stages(view: View) -> Iterator[Finding]:
    """2026年是“十四五”收官之年 is wrong whenever it was written."""
    for match in _NAMED_STAGE.finditer(view.text):
        first = _PLANS[match["plan"]]
        if not _is_stage(match["plan"], match["stage"], int(match["year"])):
            yield view.finding("stale-time", *match.span(), why=f"“{match['plan']}”时期是{first}年至{first + 4}年")


def _years(view: View, date: dt.date) -> Iterator[Finding]:
    for match in _FUTURE.finditer(view.text):
        year = int(match["year"] or match["year2"])
        if year < date.year and not _TOLD.search(view.clause(match.start())) and not view.quoted(*match.span()):
            yield view.finding("stale-time", *match.span(), why=f"{year}年在成文的{date.year}年已经过去")
    for match in _SESSION.finditer(view.text):
        year = int(match["year"] or match["year2"])
        if year < date.year and not view.quoted(*match.span()):
            yield view.finding("stale-time", *match.span(), why=f"本文成文于{date.year}年")


def _titled(view: View, date: dt.date) -> Iterator[Finding]:
    """The year of the plan that the title names."""
    head = view.text[:_TITLE_REACH].strip().split("\n")
    match = _PLANNED.search(head[0])
    if match and int(match["year"]) < date.year:
        start = view.text.index(head[0]) + match.start()
        yield view.finding("stale-time", start, start + 5, why=f"标题说的是{match['year']}年的安排，本文成文于{date.year}年")
