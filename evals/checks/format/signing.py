"""署名 and 成文日期: both there, in their order, the date whole, in Arabic figures and no earlier than what the text tells as done."""

import datetime as dt
import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.format.dates import FULL, day
from evals.checks.format.paper import Paper
from evals.finding import Finding

_SIGNED_KINDS = frozenset(("请示", "报告", "通知", "函", "批复", "通报", "决定", "通告", "公告"))
_FORMS = (
    (re.compile(r"[〇○Ｏ零一二三四五六七八九十]"), "应当用阿拉伯数字"),
    (re.compile(r"[０-９]"), "数字应当用半角"),
    (re.compile(r"^\d{2}\s?年"), "年份应当写四位"),
    (re.compile(r"[./-]"), "应当写成“年月日”"),
    (re.compile(r"年\s?0|月\s?0"), "月、日不编虚位"),
    (re.compile(r"[年月]$"), "应当写明年、月、日"),
    (re.compile(r"月\s?[0-9一二三四五六七八九十]{1,3}$"), "后面缺“日”"),
    (re.compile(r"元\s?月"), "“元月”应当写“1月”"),
    (re.compile(r"号$"), "应当写“日”"),
    (re.compile(r"\s"), "中间不留空格"),
)
_DONE = re.compile(r"召开了|已于|已经|印发了|下发了|发生了|发生一起|举行了|开展了|完成了|组织了|进行了|来文|收悉|来函|印发的|发布的|通过了")
_AHEAD = re.compile(r"将|拟|计划|预计|截止|截至|之前|以前|前完成|起施行|起执行|自.{0,16}起|前|至|—|有效期|到期")
_CLAUSE = re.compile(r"[^。；\n]{1,300}")


def findings(paper: Paper) -> Iterator[Finding]:
    """What is wrong with signature and date."""
    yield from _absent(paper)
    if paper.date is None:
        return
    said = paper.date.of(paper.text)
    slips = [why for form, why in _FORMS if form.search(said)]
    if slips:
        yield paper.finding("date-out-of-form", paper.date, why="，".join(slips))
    if paper.signed_below and not paper.signatures:
        yield paper.finding("signature-below-date", paper.signed_below)
    if full := FULL.fullmatch(said):
        yield from _judged(paper, paper.date, day(full))


def _absent(paper: Paper) -> Iterator[Finding]:
    """One of the two is missing where the other and the addressees stand."""
    if paper.kind not in _SIGNED_KINDS:
        return
    if paper.date and not paper.signatures and not paper.signed_below and paper.recipient and paper.case.context.genre:
        yield paper.finding("signature-missing", kind=paper.kind)
    elif paper.signatures and not paper.date and (paper.recipient or paper.case.context.genre) and not _undated(paper):
        yield paper.finding("date-missing", kind=paper.kind)


def _undated(paper: Paper) -> bool:
    """A date elsewhere at the head or at the end, in a form of its own."""
    head = "".join(line.of(paper.text) for line in paper.lines[paper.head : paper.head + 2])
    tail = paper.text[paper.signatures[-1].start : paper.lines[-1].end]
    return bool(FULL.search(head) or FULL.search(tail) or "年" in tail)


def _judged(paper: Paper, span: Span, signed: dt.date | None) -> Iterator[Finding]:
    if signed is None:
        yield paper.finding("date-impossible", span)
        return
    for clause in _CLAUSE.finditer(paper.text, *paper.body):
        if not _DONE.search(clause[0]) or _AHEAD.search(clause[0]):
            continue
        for match in FULL.finditer(paper.text, *clause.span()):
            told = day(match)
            if told and told > signed and not paper.quoted(match.start()):
                yield paper.finding("date-before-events", span, told=match[0], at=clause[0].strip()[:20])
                return
