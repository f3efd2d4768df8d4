"""Worksheet and key as Word documents. The worksheet's canonical text is `sheet_text`, to which returned ones are compared."""

import datetime as dt
from typing import TYPE_CHECKING

from corpus.readers.raw import Raw
from corpus.zh import Span, paragraphs
from drafting.ledger import Fact
from evals.exercises.model import KIND_NAMES, Defect, Exercise

if TYPE_CHECKING:
    from docx.document import Document

HEADING = "公文改错练习"
ANNEX = "附：核对材料"
BLANKS = "姓名：__________　班级：__________　日期：__________"
_NO_TIME = dt.datetime(2000, 1, 1)  # equal exercises give equal bytes
_KEY = (("号", 0.06), ("段", 0.07), ("类别", 0.12), ("文中写作", 0.21), ("应当是", 0.19), ("错在哪里", 0.28), ("分", 0.07))
_OWN = (("段", 0.08), ("原文", 0.34), ("程序的提示", 0.58))


def head(exercise: Exercise) -> tuple[str, ...]:
    """The lines before the text."""
    with_annex = "文后附有核对材料，其中的内容是准确的。" if exercise.annex or exercise.facts else ""
    task = f"下文有 {len(exercise.defects)} 处错误，共 {exercise.total:g} 分。{with_annex}"
    return HEADING, f"练习编号：{exercise.id}", BLANKS, f"{task}请直接在文中改正（可以打开修订，也可以加批注），改完交回。"


def annex(exercise: Exercise) -> tuple[str, ...]:
    """The lines after the text; () when there is nothing to compare with."""
    lines = (*exercise.annex, *map(_row, exercise.facts))
    return (ANNEX, *lines) if lines else ()


def sheet_text(exercise: Exercise) -> str:
    """The whole worksheet as canonical text."""
    return "\n".join((*head(exercise), exercise.text, *annex(exercise)))


def text_span(exercise: Exercise) -> Span:
    """Where the exercise's own text stands in `sheet_text`."""
    start = sum(len(line) + 1 for line in head(exercise))
    return Span(start, start + len(exercise.text))


def paragraph_of(exercise: Exercise, at: int) -> int:
    """The number of the paragraph at offset `at` of the exercise's text, as printed on the worksheet."""
    return max(1, sum(p.start <= at for p in paragraphs(exercise.text)))


def place_of(exercise: Exercise, defect: Defect) -> int:
    """The number of the paragraph a defect stands in: a line put in begins with the line's end before it."""
    return paragraph_of(exercise, defect.start + defect.wrong.startswith("\n"))


def right_form(defect: Defect) -> str:
    """The right form in words for a person."""
    return " 或 ".join((defect.right, *defect.also)) if defect.right else "（删去）"


def worksheet(exercise: Exercise) -> bytes:
    """The docx for pupils: head, text with numbered paragraphs, annex; nothing marked."""
    from evals.exercises.paper import finished

    return finished(_printed(exercise, "学员用"))


def key(exercise: Exercise) -> bytes:
    """The docx for the trainer: the same with a comment at each defect, and a table of all."""
    from drafting.docx.appendix import add_part  # python-docx: only where a docx is made
    from drafting.docx.parts import Parts
    from evals.comments.anchors import attach
    from evals.comments.part import add_comments
    from evals.exercises.paper import finished, look

    document = _printed(exercise, "教员用，请勿下发")
    rows = [_key_row(exercise, d) for d in exercise.defects]
    add_part(document, look(), f"答案（共 {len(rows)} 处，{exercise.total:g} 分）", _KEY, rows, "")
    own: list[tuple[str, ...]] = [(str(paragraph_of(exercise, f.start)), exercise.text[f.start : f.end], f.message) for f in exercise.own]
    add_part(document, look(), "原文自身的提示（不是埋下的错，不计分）", _OWN, own, "没有。")
    parts = Parts(Raw("key.docx", finished(document)))
    first = add_comments(parts, [_comment(d) for d in exercise.defects], _NO_TIME)
    shift = text_span(exercise).start
    attach(parts.document, [(d.start + shift, d.end + shift) for d in exercise.defects], first)
    return parts.pack()


def _printed(exercise: Exercise, whose: str) -> "Document":
    from evals.exercises.paper import line, numbered_line, started

    document = started(f"{exercise.title}（{HEADING}，{whose}）")
    title, number, *others = head(exercise)
    line(document, "appendix_title", title)
    for words in (number, *others):
        line(document, "appendix_text", words)
    for words in exercise.text.split("\n"):
        numbered_line(document, words)
    for i, words in enumerate(annex(exercise)):
        line(document, "appendix_text" if i else "appendix_heading", words)
    return document


def _key_row(exercise: Exercise, d: Defect) -> tuple[str, ...]:
    where = str(place_of(exercise, d))
    return str(d.number), where, KIND_NAMES[d.kind], d.wrong.strip(), right_form(d), d.why, f"{d.points:g}"


def _comment(d: Defect) -> tuple[str, ...]:
    return f"第{d.number}处　{KIND_NAMES[d.kind]}（{d.points:g}分）", f"错在：{d.why}", f"应当是：{right_form(d)}"


def _row(fact: Fact) -> str:
    aside = "，".join(x for x in (fact.period, fact.scope) if x)
    return f"{fact.name}：{fact.value}{fact.unit}{f'（{aside}）' if aside else ''}"
