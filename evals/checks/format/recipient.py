"""主送机关: there where the kind asks for it, ended by a colon, one for a 请示, never a person."""

import re
from collections.abc import Iterator

from corpus.titles import ORGAN
from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_ADDRESSED_KINDS = frozenset(("请示", "报告", "通知", "批复", "函"))
_PUBLIC_KINDS = frozenset(("公告", "通告"))
_TO_ALL = re.compile(r"招聘|招生|招录|招募|征集|征求|公开|遴选|放假|停水|停电|交通管制|市民|群众|报名|公示|考试|面试|拍卖|出让|挂牌")
_WORK_REPORT = re.compile(r"政府工作|调研|调查|考察|述职|研究|评估|审计|可行性|全会|代表大会|年度|财政预算|预算执行|分析|检验|监测|评审")
_PERSON = re.compile(r"^(?:尊敬的)?[一-鿿]{1,4}(?:副)?(?:省长|市长|县长|区长|镇长|乡长|书记|局长|厅长|主任|部长|秘书长)(?:同志)?[：:、]")
_LIST = re.compile(r"[、，,]")
_OFFICE_PAIR = re.compile(r"(?:县|市|省|区)委[、，](?:县|市|省|区)(?:人民)?政府[：:]")
_NO_LIST = re.compile(r"各|直属|有关")
_COPIES = re.compile(r"抄[送报][：:](?P<to>[^\n]{2,200})")
_BELOW = re.compile(r"各(?:乡|镇|街道|村|社区|县直|市直|县（|县\(|局属|二级)|县直各|市直各|所属(?:各)?单位|各科室")


def findings(paper: Paper) -> Iterator[Finding]:
    """What is wrong with the addressees, and with those of a 请示 who get a copy."""
    line = paper.recipient
    if line is None:
        yield from _absent(paper)
        return
    said = line.of(paper.text)
    if paper.kind in _PUBLIC_KINDS:
        yield paper.finding("recipient-of-public-notice", line, kind=paper.kind)
    if paper.kind in ("请示", "报告") and _PERSON.match(said):
        yield paper.finding("recipient-is-person", line, kind=paper.kind)
    elif paper.kind == "请示" and _LIST.search(said) and not _OFFICE_PAIR.fullmatch(said) and not _NO_LIST.search(said):
        yield paper.finding("request-to-many", line)
    if paper.kind == "请示" and (copies := _COPIES.search(paper.text, paper.body.start)) and _BELOW.search(copies["to"]):
        yield paper.finding("request-copied-downward", Span(*copies.span("to")))


def _absent(paper: Paper) -> Iterator[Finding]:
    """No addressees in what is otherwise a whole document; one that lacks nothing but its colon is told so."""
    first = paper.lines[paper.head] if paper.head < len(paper.lines) else None
    if paper.kind not in _ADDRESSED_KINDS or first is None:
        return
    said = first.of(paper.text)
    if len(said) <= 40 and ORGAN.fullmatch(said.rstrip("，。；,")) and first not in paper.signatures:
        yield paper.finding("recipient-without-colon", first, f"{said.rstrip('，。；,')}：")
    elif paper.signatures and paper.date and not (_TO_ALL if paper.kind != "报告" else _WORK_REPORT).search(paper.title):
        yield paper.finding("recipient-missing", kind=paper.kind)
