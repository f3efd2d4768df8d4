"""The values drafting passes along: Outline, Section, Source, Draft. All frozen; all offsets in code points."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

REFERENCE = "参考：《"  # how a line begins that quotes the library for the drafter and is no text of the draft

Role = Literal[
    "title", "byline", "number", "recipient", "salutation", "heading1", "heading2", "heading3", "heading4",
    "body", "reference", "todo", "closing", "attachment", "signature", "date", "contact",
]  # fmt: skip


class Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SectionPlan(Value):
    """One section to be written. A person may edit every field in outline.json."""

    id: str
    heading: str = ""  # without its number; numbers are assigned at assembly
    purpose: str
    points: tuple[str, ...] = ()  # what must be said here, in order
    facts: tuple[str, ...] = ()  # names of ledger rows that belong here
    serves: tuple[Literal["upper_spirit", "intent", "local"], ...] = ()
    queries: tuple[str, ...] = ()
    length: tuple[int, int]  # 字; a range, never a floor
    ask: str = ""  # what the extractive writer asks of a person here; the purpose when empty


class Outline(Value):
    """The plan of a draft."""

    title: str
    genre: str
    sections: tuple[SectionPlan, ...] = Field(min_length=1)


class Source(Value):
    """What a statement rests on. `ref` is the ledger row's number from 0, 'brief', the passage id, or who states it.

    `stated`: a person filled in the statement and says where it comes from; no program has seen that source.
    """

    kind: Literal["fact", "brief", "passage", "stated"]
    ref: str
    label: str  # for a person: 数据台账“危化品企业”、2026年10月
    text: str  # the words it says


class Citation(Value):
    """`text[start:end]` rests on `source`; offsets into the text of the value that holds it."""

    start: int
    end: int
    source: Source


class Mark(Value):
    """An open mark 〔待核：…〕 or 〔待写：…〕 at `[start, end)`, and why it stands there."""

    kind: Literal["待核", "待写"]
    start: int
    end: int
    text: str  # what stands after the colon
    why: str = ""


class Paragraph(Value):
    """One line of a section: its role and its text without a heading number."""

    role: Role
    text: str


class Section(Value):
    """A written section. `citations` and `marks` hold offsets into `text`, the paragraphs joined by newlines."""

    id: str
    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


class Block(Value):
    """One line of the draft: `draft.text[start:end]`."""

    role: Role
    start: int
    end: int
    section: str = ""  # id of the section it belongs to


class Draft(Value):
    """A whole draft. `text` is the one canonical string every offset refers to; one paragraph a line."""

    title: str
    genre: str
    text: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...] = ()  # in order of place
    marks: tuple[Mark, ...] = ()
    generator: str = ""  # how it was made, in words, e.g. 材料稿（未用模型）

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources cited, each once, in order of first citation: the first is number 1."""
        return tuple(dict.fromkeys(c.source for c in self.citations))
