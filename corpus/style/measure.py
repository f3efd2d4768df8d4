"""What one document shows of its style."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.documents import Document
from corpus.zh import SENTENCE_ENDS, count_zi, heading_level, heading_text, is_article, paragraphs, quotations, sentences

_LONGEST_HEADING = 50
_LONGEST_CLOSING = 40  # a longer sentence is no formula
_ADDRESS = re.compile(r"((?:尊敬的)?各位[一-鿿]{1,8}(?:、[各一-鿿]{2,8})*|同志们|(?:女士们|先生们|朋友们|乡亲们)[、，]?.{0,12})[：:！!]$")
_RECIPIENT = re.compile(r"[一-鿿（）()、，\d]{2,120}[：:]$")
_FIGURE = re.compile(r"[\d０-９][\d０-９.,，．]*|百分之")
_SERIES = re.compile(r"一是.{2,400}?二是", re.DOTALL)
_ENDS = re.compile(rf"[{SENTENCE_ENDS}；;][”’）]*$")
_NUMBERINGS = ("", "一、", "（一）", "1.", "（1）")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百]+[章节编篇部]")


class Words(BaseModel):
    """The word lists of `words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    verbs: tuple[str, ...]
    imperatives: tuple[str, ...]
    connectives: tuple[str, ...]
    own_names: tuple[str, ...]
    openings: dict[str, str]


@cache
def words() -> Words:
    return load_model(Path(__file__).with_name("words.yaml"), Words)


@dataclass(frozen=True)
class Measured:
    """One document, measured; lengths in 字."""

    zi: int
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    headings: tuple[str, ...]  # first level, without numbers
    numberings: tuple[str, ...]
    run_in: tuple[bool, ...]  # of its second-level headings
    opening: float | None  # None without headings
    closing: float
    addresses: tuple[str, ...]
    openings: tuple[str, ...]
    last_sentence: str
    figures: int
    questions: int
    imperatives: int
    quotations: int
    has_series: bool
    own_names: tuple[str, ...]
    connectives: tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    text: str
    level: int  # of the heading it is or begins with; 0 for none

    @property
    def alone(self) -> bool:
        """Whether the whole line is a heading."""
        return self.level > 0 and len(self.text) <= _LONGEST_HEADING and not _ENDS.search(self.text)

    @property
    def heading(self) -> str:
        """The heading without its number; '' where the line only looks like one."""
        bare = heading_text(self.text)
        heading = bare if self.alone else re.split("[。！？：:；]", bare, maxsplit=1)[0]
        return heading if 2 <= len(heading) <= _LONGEST_HEADING else ""

    @property
    def body(self) -> str:
        """The running text of the line, without a heading that opens it; '' for headings, signatures, cells of tables."""
        if self.alone or not _ENDS.search(self.text):
            return ""
        opened = self.heading + "。" if self.level else ""
        bare = heading_text(self.text) if self.level else self.text
        return bare.removeprefix(opened) if opened and bare.startswith(opened) else self.text


def measure(document: Document) -> Measured:
    """The style of one document. Statutes (第X条) are measured like any text: their articles are no headings."""
    lines = [
        _Line(line, 0 if is_article(line) else heading_level(line))
        for span in paragraphs(document.text)
        if (line := span.of(document.text))
    ]
    body = [line.body for line in lines if line.body]
    parted = [[span.of(line) for span in sentences(line)] for line in body]
    said = [sentence for part in parted for sentence in part]
    lengths = [[count_zi(sentence) for sentence in part] for part in parted]
    text = "\n".join(body)
    zi = sum(map(sum, lengths))
    starts = [heading_text(sentence) for sentence in said]
    return Measured(
        zi=zi,
        sentences=tuple(length for part in lengths for length in part),
        paragraphs=tuple(map(sum, lengths)),
        headings=tuple(line.heading for line in lines if line.level == 1 and line.heading),
        numberings=tuple(dict.fromkeys(_numbering(line) for line in lines if line.level)),
        run_in=tuple(not line.alone for line in lines if line.level == 2 and line.heading),
        opening=_opening(lines, zi),
        closing=sum(lengths[-1]) / zi if zi else 0.0,
        addresses=tuple(dict.fromkeys(_addresses(lines))),
        openings=_openings(body),
        last_sentence=said[-1] if said and lengths[-1][-1] <= _LONGEST_CLOSING else "",
        figures=len(_FIGURE.findall(text)),
        questions=sum(sentence.rstrip("”’）").endswith(("？", "?")) for sentence in said),
        imperatives=sum(start.startswith(words().imperatives) for start in starts),
        quotations=len(quotations(text)),
        has_series=_SERIES.search(text) is not None,
        own_names=_own_names(text),
        connectives=tuple(dict.fromkeys(w for start in starts if (w := _first(words().connectives, start)))),
    )


def _numbering(line: _Line) -> str:
    return "第一章" if _CHAPTER.match(line.text) else _NUMBERINGS[line.level]


def _opening(lines: Sequence[_Line], zi: int) -> float | None:
    """The share of the text before its first first-level heading."""
    at = next((i for i, line in enumerate(lines) if line.level == 1 and line.heading), None)
    if at is None or not zi:
        return None
    return sum(count_zi(line.body) for line in lines[:at]) / zi


def _addresses(lines: Sequence[_Line]) -> Iterator[str]:
    for line in lines:
        if len(line.text) <= _LONGEST_HEADING and (match := _ADDRESS.match(line.text)):
            yield match[1]


def _openings(body: Sequence[str]) -> tuple[str, ...]:
    """The opening formulas of the first two paragraphs."""
    first = [line for line in body if not _RECIPIENT.fullmatch(line) and not _ADDRESS.match(line)][:2]
    heads = [span.of(line) for line in first for span in sentences(line)[:2]]
    return tuple(name for name, pattern in words().openings.items() if any(re.search(pattern, head) for head in heads))


def _own_names(text: str) -> tuple[str, ...]:
    """Those of the list that stand in the text; 我们 is not 我."""
    return tuple(
        name
        for name in words().own_names
        if (name != "我" and name in text) or (name == "我" and re.search(r"我(?![省市县区镇乡局委办院校国们党军])", text))
    )


def _first(listed: Sequence[str], text: str) -> str:
    return max((word for word in listed if text.startswith(word)), key=len, default="")
