"""顿号 and 逗号 between things of one kind."""

import re
from collections.abc import Iterator
from itertools import pairwise

from evals.checks.punctuation.view import HAN, View
from evals.finding import Finding

# 和平、和谐、及时、等级 begin words of their own
_BEFORE_AND = re.compile(
    rf"(?<=[{HAN}”》）])、(?=(?:和(?![平谐睦美合解议约善气田风县兴顺煦政硕林声人面静乐衷盘]|而)|以及|及(?![时格早第])|等(?![级待额候同分高于距比腰值效离不着到了])))"
)
_SURELY_AND = re.compile(r"以及|等(?=[，。；]|部门|单位|方面|工作|各[类项种]|领域|作物|产品|问题)")  # 和 and 及 begin names too
_QUOTED = re.compile(r"[”》]、[“《]")
_NEAR_NUMERALS = "|".join(f"{a}、{b}" for a, b in pairwise("一二三四五六七八九"))
_APPROXIMATE = re.compile(
    rf"(?<![第、一二三四五六七八九十])(?:{_NEAR_NUMERALS})(?=[十百千万]?(?:个|名|人|天|岁|次|公里|亩|分钟|小时)|[百千万十])"
)
_CLAUSES = re.compile(
    rf"(?<=[，。；：\n])[^，。；：、\n]{{2,12}}[{HAN}]了[^，。；：、\n]{{4,30}}(?P<mark>、)[{HAN}]{{1,3}}了[^，。；：、\n]{{4,30}}(?=[，。；])"
)
_MORE = re.compile(r"既[^，。；：、\n]{2,15}(?P<mark>、)又|又[^，。；：、\n]{3,15}(?P<mark2>、)更(?=[向要是能为把])")  # 既…、又…
_MISSING = re.compile(
    rf"(?P<head>(?![第一二三四五六七八九十])[{HAN}])[{HAN}]{{2}}、(?P=head)[{HAN}]{{2}}(?P<gap>(?P=head))[{HAN}]{{2}}(?=[的，。；、])"
)
_ITEM = rf"(?:(?![了有是的在把将被和与及也还都要能第其并又即均])[{HAN}])"  # of the characters of a short noun
_COLLECTIVE = "领域|方面|工作|项目|部门|单位|工程|内容|问题|环节|行业|产业|作物|品种|设施|任务|产品|地区|乡镇|人员"
_SERIES = re.compile(
    rf"(?<=[，。；：\n了着有括及涉])(?P<first>{_ITEM}){_ITEM}{{1,3}}(?:、{_ITEM}{{2,4}}){{1,8}}(?P<mark>，)(?!(?P=first))"
    rf"(?:{_ITEM}{{2,4}}(?:、{_ITEM}{{2,4}}){{1,8}}等(?![级待额候于到着])|{_ITEM}{{2,4}}等(?:{_COLLECTIVE})(?=[，。；的]))"
    rf"|(?<=包括|涵盖|涉及|分为){_ITEM}{{2,4}}(?P<mark2>，){_ITEM}{{2,4}}(?:、{_ITEM}{{2,4}}){{1,8}}等"
)
_FEW = 1  # places at which a habit of the whole text is told


def findings(view: View) -> Iterator[Finding]:
    """Marks that coordination needs not or cannot have, or lacks."""
    for part in (_before_and, _between_quoted, _approximate, _between_clauses, _in_series, _missing):
        yield from part(view)


def _before_and(view: View) -> Iterator[Finding]:
    for match in _BEFORE_AND.finditer(view.wide):
        if view.is_prose(match.start()):
            severity = "warning" if _SURELY_AND.match(view.wide, match.end()) else None
            yield view.finding("comma-before-and", *match.span(), "", severity=severity)


def _approximate(view: View) -> Iterator[Finding]:
    for match in _APPROXIMATE.finditer(view.wide):
        if view.is_prose(match.start()):
            yield view.finding("comma-in-approximation", *match.span(), match[0].replace("、", ""))


def _between_clauses(view: View) -> Iterator[Finding]:
    for match in _CLAUSES.finditer(view.wide):
        if view.is_prose(match.start()):
            yield view.finding("comma-between-clauses", *match.span("mark"), "，")
    for match in _MORE.finditer(view.wide):
        yield view.finding("comma-between-clauses", *match.span("mark" if match["mark"] else "mark2"), "，")


def _in_series(view: View) -> Iterator[Finding]:
    for match in _SERIES.finditer(view.wide):
        if view.is_prose(match.start()):
            yield view.finding("series-broken-by-comma", *match.span("mark" if match["mark"] else "mark2"), "、")


def _missing(view: View) -> Iterator[Finding]:
    for match in _MISSING.finditer(view.wide):
        if view.wide[max(0, match.start() - 3) : match.start()].startswith(match["head"]):
            continue  # 谁起草谁核数、谁审核谁签名: pairs, each with its own two
        start, end = match.start("gap") - 1, match.end("gap")
        yield view.finding("comma-missing", start, end, f"{view.wide[start]}、{view.wide[end - 1]}")


def _between_quoted(view: View) -> Iterator[Finding]:
    """Said once: it is a habit, and the standard only advises."""
    places = [m for m in _QUOTED.finditer(view.wide) if view.is_prose(m.start())]
    for match in places[:_FEW]:
        yield view.finding("comma-between-quoted", match.start() + 1, match.end() - 1, "", count=str(len(places)))
