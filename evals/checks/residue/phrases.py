"""Unfilled placeholders, remains of web pages, of language models, and Markdown marks: all by their words alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from base.office import remembered
from base.strict_yaml import load_model
from corpus.office import office
from corpus.zh import Span, trimmed
from evals.checks.residue.masked import is_person
from evals.checks.residue.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "residue_phrases.yaml"
_MASKED = re.compile(
    r"1\d{2}[×*＊xX]{4}\d{2,4}|\d{3,6}[×*＊xX]{3,12}\d{0,4}|[×*＊xX]{2,12}\d{4}|\d[×*＊]{1,2}\d"
)  # a number hidden on purpose
_FORM = re.compile(
    r"申请表|申报书|申请书|登记表|协议书|承诺书|报名表|推荐表|（签字|（盖章|\(签字|\(盖章|负责人签字|填表|填报说明|样表|回执"
)
_LEGEND = re.compile(r"代表|表示|编号|其中第|型号|文书格式|标记|符号|图例|脱敏|隐去|写明|印有|字样")
_DATE_SLOT = re.compile(r"\S{1,5}\s?(?:年(?:\s?\S{1,2}\s?月)?(?:\s?\S{1,2}\s?日)?|月\s?\S{1,2}\s?日)")  # XX月XX日 is no number hidden
_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
_MARKDOWN_TITLE = re.compile(r"\s*#\s+\S")


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    placeholder: tuple[str, ...]
    web: tuple[str, ...]
    model: tuple[str, ...]
    markdown: tuple[str, ...]


class _Kind(NamedTuple):
    rule: str
    patterns: tuple[re.Pattern[str], ...]


@remembered
def _kinds() -> tuple[_Kind, ...]:
    phrases = load_model(_FILE, _Phrases)
    rules = {"web": "web-remains", "model": "model-remains", "markdown": "markdown-mark", "placeholder": "placeholder"}
    return tuple(_Kind(rule, tuple(map(re.compile, (*getattr(phrases, name), *_own(name))))) for name, rule in rules.items())


def _own(name: str) -> tuple[str, ...]:
    """The office's own words of this kind, as patterns."""
    return tuple(re.escape(words) for words in getattr(office().residue, name, ()))


def findings(view: View) -> Iterator[Finding]:
    """Every trace once: where two patterns meet, the first kind and the longer match stand."""
    taken = bytearray(len(view.text))
    for kind in _kinds():
        for span in _spans(view.text, kind):
            if not any(taken[span.start : span.end]) and not _excused(view, kind.rule, span):
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                yield view.finding(kind.rule, *span)


def _spans(text: str, kind: _Kind) -> list[Span]:
    every = [trimmed(text, *m.span()) for pattern in kind.patterns for m in pattern.finditer(text)]
    return sorted(every, key=lambda s: (s.start, -s.end))


def _excused(view: View, rule: str, span: Span) -> bool:
    if rule == "markdown-mark":
        return bool(_MARKDOWN_TITLE.match(view.text)) or _rules_a_table(view, span)  # a Markdown file: its marks are its own
    return view.quoted(*span) or (rule == "placeholder" and _no_slot(view, span))


def _rules_a_table(view: View, span: Span) -> bool:
    """The line |---|---| between the head and the rows of a table, which a plain text cannot draw otherwise."""
    line = view.paragraph(span.start)
    cells = line.of(view.text).count("|")
    around = (view.paragraph(max(0, line.start - 1)), view.paragraph(min(len(view.text) - 1, line.end + 1)))
    return cells > 1 and all(near != line and near.of(view.text).count("|") == cells for near in around)


def _no_slot(view: View, span: Span) -> bool:
    """A number or a name hidden on purpose, a legend that explains the mark, or a blank of a form is no forgotten slot."""
    text = view.text
    if is_person(text, span.start):
        return True
    if _DATE_SLOT.fullmatch(span.of(text)):
        return bool(_FORM.search(text)) and "。" not in view.paragraph(span.start).of(text)
    around = text[max(0, span.start - 6) : span.end + 6]
    if any(m.start() <= 6 + span.end - span.start and m.end() >= 6 for m in _MASKED.finditer(around)) and "电话0" not in around:
        return True
    nearby = text[max(0, span.start - 30) : span.end + 20]
    if span.of(text) == "**" and len(_BOLD.findall(view.paragraph(span.start).of(text))) % 2 == 0:
        return True  # the end of a bold word
    if span.of(text)[0] in "_＿（([【［○〇□*×" and _FORM.search(text):
        return True
    return span.of(text)[0] in "XxＸ×＊N" and bool(_LEGEND.search(nearby))
