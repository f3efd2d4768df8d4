"""The values the library is made of: documents, passages, hits."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from corpus.zh import chinese_day

APPENDIX_TITLE = "资料来源与待核事项（供核稿使用，定稿时删除）"  # what follows it in one of our docx is the reviewer's, not the text's


def own_text(text: str) -> str:
    """`text` without the page of sources and open marks that our docx carries at its end; offsets stay."""
    at = text.find(f"\n{APPENDIX_TITLE}\n")
    return text if at < 0 else text[:at]


@dataclass(frozen=True)
class Mend:
    """One place where the library's copy differs from the canonical text of the file: there `was` stands at [start, end), here `now`."""

    start: int
    end: int
    was: str
    now: str
    why: str  # for a person, in Chinese: 网页残留、断行、页眉页脚 …


@dataclass(frozen=True)
class Document:
    """One document of the library. `text` is the library's copy of the canonical text; empty metadata is ''."""

    id: str  # the jsonl id, or the path as it was given resolved
    title: str
    text: str
    kind: str = ""  # 文种: 讲话、通知、意见 …
    issuer: str = ""
    level: str = ""  # of the issuer: state province city county township
    date: dt.date | None = None
    region: str = ""
    number: str = ""  # 发文字号
    secrecy: str = ""  # 密级 as marked: 秘密、机密、绝密、内部
    source: str = ""  # file it came from; for jsonl the jsonl file
    meta: dict[str, str] = field(default_factory=dict, hash=False)
    sure: dict[str, float] = field(default_factory=dict, hash=False)  # how sure each field is, 0 to 1; what is not named was given
    mends: tuple[Mend, ...] = ()  # in order of `start`; loaded with the text
    standing: str = ""  # '' in force as far as is known, superseded, repealed; the library's own finding

    @property
    def label(self) -> str:
        """How a person would name it: 《title》（number or issuer，date）."""
        said = "，".join(x for x in (self.number or self.issuer, chinese_day(self.date)) if x)
        return f"《{self.title}》" + (f"（{said}）" if said else "")


@dataclass(frozen=True)
class Passage:
    """A run of whole sentences of one document: `text == document.text[start:end]`."""

    id: str  # f"{doc_id}#{index}"
    doc_id: str
    index: int
    start: int
    end: int
    text: str
    headings: tuple[str, ...] = ()  # the headings it stands under, outermost first


@dataclass(frozen=True)
class Hit:
    """A passage found, with its document (without its text) and score; higher is better."""

    passage: Passage
    document: Document
    score: float

    def as_json(self) -> dict[str, Any]:
        """As the public contract has it."""
        p = self.passage
        return {
            "doc_id": p.doc_id, "title": self.document.title, "score": round(self.score, 6), "passage_id": p.id,
            "start": p.start, "end": p.end, "text": p.text, "standing": self.document.standing,
        }  # fmt: skip
