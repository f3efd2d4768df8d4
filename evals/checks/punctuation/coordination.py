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
_FEW = 1  # places at which a habit of the whole text is told


def findings(view: View) -> Iterator[Finding]:
    """Marks that coordination needs not or cannot have."""
    for match in _BEFORE_AND.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("comma-before-and", *match.span(), "")
    yield from _between_quoted(view)
    for match in _APPROXIMATE.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("comma-in-approximation", *match.span(), match[0].replace("、", ""))
    for match in _CLAUSES.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("comma-between-clauses", *match.span("mark"), "，")
    for match in _MORE.finditer(view.text):
        yield view.finding("comma-between-clauses", *match.span("mark" if match["mark"] else "mark2"), "，")
    for match in _MISSING.finditer(view.text):
        if view.text[max(0, match.start() - 3) : match.start()].startswith(match["head"]):
            continue  # 谁起草谁核数、谁审核谁签名: pairs, each with its own two
        start, end = match.start("gap") - 1, match.end("gap")
        yield view.finding("comma-missing", start, end, f"{view.text[start]}、{view.text[end - 1]}")


def _between_quoted(view: View) -> Iterator[Finding]:
    """Said once: it is a habit, and the standard only advises."""
    places = [m for m in _QUOTED.finditer(view.text) if view.is_prose(m.start())]
    for match in places[:_FEW]:
        yield view.finding("comma-between-quoted", match.start() + 1, match.end() - 1, "", count=str(len(places)))
