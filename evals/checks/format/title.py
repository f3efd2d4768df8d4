"""The title: 发文机关 + 关于事由的 + 文种."""

import re
from collections.abc import Iterator

from evals.checks.format.paper import Paper
from evals.finding import Finding

_TWO_KINDS = re.compile(r"(?:请示报告|报告请示|请示函|函请示|通知通报|通告公告|公告通告|请示申请)$")
_ABOUT = re.compile(r"关于(?P<matter>[^《》]{4,60}?)(?P<kind>请示|通知|报告|批复|通报|函|决定)$")
_WITH_OF = re.compile(r"的.{0,5}$")  # 的补充通知, 的复函
_JOINED = re.compile(
    r"(?:调查|调研|考察|评估|审计|检查|可行性|研究|工作|述职|情况|分析|验收|监测|体检|政府|总结|意见|公开|复|来|信|转|答)$"
)
_TWICE = re.compile(r"的的|关于关于|有关关于|关于有关于|通知的通知$")
_SETTLED = frozenset(("请示", "报告", "通知", "通报", "批复", "函", "公告", "通告", "纪要", "决定"))  # kinds that exclude each other


def findings(paper: Paper) -> Iterator[Finding]:
    """Two kinds in one, 关于 without its 的, doubled words; another kind than the brief asks for."""
    if two := _TWO_KINDS.search(paper.title):
        yield paper.finding("title-of-two-kinds", paper.title_span, kinds=two[0])
        return
    about = _ABOUT.search(paper.title)
    if about and not _WITH_OF.search(about["matter"]) and not (about["kind"] in ("报告", "函") and _JOINED.search(about["matter"])):
        yield paper.finding("title-out-of-form", paper.title_span, why=f"“关于”后面缺“的”，应当是“关于……的{about['kind']}”")
    elif twice := _TWICE.search(paper.title):
        yield paper.finding("title-out-of-form", paper.title_span, why=f"“{twice[0]}”词语重叠")
    asked = _SETTLED.intersection(paper.genre_kinds)
    if asked and paper.kind in _SETTLED - asked:
        yield paper.finding("title-of-other-kind", paper.title_span, kind=paper.kind, asked="、".join(sorted(asked)))
