"""A house style as data: what prompts, checks and the report read. Lengths in 字, shares and rates 0 to 1 unless said otherwise."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = 1


@dataclass(frozen=True)
class Spread:
    """A length or rate over all places it was measured at; all 0 where there was none."""

    tenth: float = 0.0  # a tenth of them are below
    median: float = 0.0
    ninetieth: float = 0.0
    n: int = 0


@dataclass(frozen=True)
class Counted:
    """A wording, and how many documents use it."""

    text: str
    documents: int


@dataclass(frozen=True)
class Example:
    """Words as they stand in a document of the library."""

    text: str
    doc_id: str
    label: str


@dataclass(frozen=True)
class HeadingStyle:
    """First-level headings unless said otherwise."""

    a_document: Spread = Spread()
    length: Spread = Spread()
    forms: tuple[Counted, ...] = ()  # 动宾短语, 对仗, 设问, 其他: of headings, not documents
    numbering: tuple[Counted, ...] = ()  # 一、 （一） 1. （1）: which forms are used, at any level
    run_in: float = 0.0  # share of second-level headings that open a paragraph instead of standing alone


@dataclass(frozen=True)
class Wording:
    """How sentences are worded; rates pooled over all sentences or 字."""

    figures: float = 0.0  # digits groups and 百分之 a hundred 字
    questions: float = 0.0  # share of sentences
    imperatives: float = 0.0  # share of sentences that begin with 要, 必须, 务必 …
    quotations: float = 0.0  # a thousand 字
    series: float = 0.0  # share of documents with 一是……二是……
    own_names: tuple[Counted, ...] = ()  # 我县, 全县, 我们 …
    connectives: tuple[Counted, ...] = ()  # words a sentence begins with


@dataclass(frozen=True)
class StyleProfile:
    """The style of the documents of one 文种; `documents` of them were measured."""

    kind: str
    documents: int
    since: dt.date | None
    until: dt.date | None
    zi: Spread  # a document
    sentence: Spread
    paragraph: Spread
    headings: HeadingStyle
    opening: Spread  # share of a document before its first heading; only documents with headings
    closing: Spread  # share of the last paragraph
    addresses: tuple[Counted, ...]  # 同志们, 各位代表 …
    openings: tuple[Counted, ...]  # opening formulas
    closings: tuple[Counted, ...]  # closing sentences that several documents share
    wording: Wording
    examples: tuple[Example, ...]  # first-level headings
    copies: int = 0  # documents left out because another one has the same text
    out_of_force: int = 0  # documents left out because they are repealed or superseded

    def as_json(self) -> dict[str, Any]:
        """For scripts: the fields by name, dates as ISO text."""
        day = {name: value.isoformat() if value else None for name, value in (("since", self.since), ("until", self.until))}
        return {"schema": SCHEMA, **asdict(self), **day}
