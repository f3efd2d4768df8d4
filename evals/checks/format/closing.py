"""The closing formula: the one of its own kind, and there where the kind cannot do without."""

import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_SPECIAL = re.compile(
    r"(?:^|(?<=[。；，\s]))(?:特此|专此)(?P<kind>报告|汇报|请示|通知|通报|公告|通告|批复|决定|函[达告复商询请]?)(?=[。，！；]|$)",
    re.MULTILINE,
)
_ASKS = re.compile(
    r"[妥当可是]否[^。]{0,16}(?:示|复|批|准|定)|(?:请|望|盼|恳请|敬请|祈)[^。，；]{0,10}(?:批[示复准]|审[批定示核]|指示|核准|同意|准予|支持|解决|研究)|特此请示"
)
_LETTER = re.compile(r"函[复告达商请询]|复函|为[盼荷]|回复|复我|答复|反馈|致函|支持|协助|配合|感谢|谢意|函")
_FOR_A_RULING = re.compile(  # the formula of a 请示 alone
    r"(?:以上[^。；，\n]{0,10})?[妥当可]否[，,]?\s?(?:恳?请|望)[^。；\n]{0,8}(?:批示|批复|审批|批准|指示|审定|核准)|特此请示"
)
_UPWARD = ("请示", "报告", "汇报", "总结", "调研报告", "函")
_OFFICIAL = (*_UPWARD[:-1], "通知", "通报", "纪要", "批复", "决定", "讲话", "发言")
_MISPLACED = (  # a formula, and the kinds it does not belong to
    (re.compile(r"此\s*致[\s，。！]*敬\s*礼"), _OFFICIAL),
    (re.compile(r"(?:请|望|盼)(?:予|即|尽快)?函复"), _OFFICIAL),
    (re.compile(r"(?:^|(?<=[。\n]))\s*(?:特此)?此复(?=。)"), tuple(kind for kind in _OFFICIAL if kind != "批复")),
    (re.compile(r"(?:请|望|希)[^，。；\n]{0,12}(?:遵照|贯彻|认真)(?:贯彻|落实)?执行(?=。)"), _UPWARD),
)
_ABOVE = re.compile(r"(?:^|(?<=[。；\n]))\s*以上(?P<kind>报告|汇报|请示|通知|通报|函|总结)(?=[，。；妥当可请是])")
_OF_ABOVE = {
    "请示": ("请示",), "报告": ("报告", "汇报", "总结"), "汇报": ("报告", "汇报"), "总结": ("报告", "汇报", "总结"), "通知": ("通知",),
    "通报": ("通报",), "函": ("函",), "调研报告": ("报告", "汇报"),
}  # fmt: skip
_AFTER_LETTER = re.compile("(?<=函).+")  # 函告 and 函复 are of the 函
_TAIL = 4  # sentences from the end in which a formula stands
_LONGEST = 40
_OF_KIND = {"请示": ("请示",), "报告": ("报告",), "通知": ("通知",), "通报": ("通报",), "公告": ("公告",), "通告": ("通告",),
            "批复": ("批复", "函"), "函": ("函",), "决定": ("决定", "通报"), "汇报": ("汇报", "报告"), "总结": ("报告",),
            "调研报告": ("报告",), "纪要": (), "讲话": (), "发言": ()}  # fmt: skip
_MODEL = {
    "请示": "妥否，请批示。", "报告": "特此报告。", "通知": "特此通知。", "通报": "特此通报。", "公告": "特此公告。", "通告": "特此通告。",
    "批复": "此复。", "函": "特此函达。", "决定": "特此决定。", "汇报": "以上汇报，请审阅。", "总结": "以上总结，请予审议。",
    "调研报告": "以上意见，供参考。", "纪要": "会议要求，抓好落实。", "讲话": "我就讲这些，谢谢大家。", "发言": "我的发言完了，谢谢大家。",
}  # fmt: skip


def findings(paper: Paper) -> Iterator[Finding]:
    """A formula of another kind; a 请示 that asks for nothing, a 函 that does not say what answer it waits for."""
    if paper.kind not in _OF_KIND:
        return
    special = _special(paper)
    said = _AFTER_LETTER.sub("", special["kind"]) if special else ""
    asked = _asked(paper)
    if special and said not in _OF_KIND[paper.kind]:
        yield _of_other_kind(paper, special)
    elif asked:
        yield _of_other_kind(paper, asked)
    elif misplaced := next((m for formula, kinds in _MISPLACED if paper.kind in kinds and (m := _last(paper, formula))), None):
        yield _of_other_kind(paper, misplaced)
    elif (above := _last(paper, _ABOVE)) and above["kind"] not in _OF_ABOVE.get(paper.kind, above["kind"]):
        yield _of_other_kind(paper, above)
    elif paper.kind == "请示" and _is_whole(paper) and not _ASKS.search(_tail(paper)):
        yield paper.finding("request-without-closing")
    elif paper.kind == "函" and _is_whole(paper) and not _LETTER.search(_tail(paper)):
        yield paper.finding("letter-without-closing")


def _of_other_kind(paper: Paper, formula: re.Match[str]) -> Finding:
    return paper.finding("closing-of-other-kind", Span(*formula.span()), kind=paper.kind, right=_MODEL[paper.kind])


def _special(paper: Paper) -> re.Match[str] | None:
    """The last 特此…… near the end of the text."""
    return _last(paper, _SPECIAL)


def _asked(paper: Paper) -> re.Match[str] | None:
    """妥否，请批示 under what asks for no ruling; that of a 报告 to a superior is told as its request."""
    if paper.kind in ("请示", "决定", "批复") or (paper.kind == "报告" and (paper.recipient or paper.case.context.genre == "report")):
        return None
    return _last(paper, _FOR_A_RULING)


def _last(paper: Paper, formula: re.Pattern[str]) -> re.Match[str] | None:
    """The last one near the end of the text."""
    ends = paper.sentences[-_TAIL:]
    start = ends[0].start if ends else paper.body.start
    found = [m for m in formula.finditer(paper.text, start, paper.body.end) if not paper.quoted(m.start())]
    return found[-1] if found else None


def _tail(paper: Paper) -> str:
    return "".join(span.of(paper.text)[-_LONGEST * 2 :] for span in paper.sentences[-_TAIL:])


def _is_whole(paper: Paper) -> bool:
    """Does it begin and end as a document, so that what is missing is not just cut off?"""
    return bool(paper.recipient and (paper.signatures or paper.date))
