"""What is checked (Case) and what a check says of it (Outcome)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from corpus.remarks import Remark
from drafting.ledger import Fact
from evals.archive import Archive
from evals.context import Context
from evals.finding import Finding, Ground

if TYPE_CHECKING:
    from drafting.layout_check.faults import Fault

T = TypeVar("T")
TitleLookup = Callable[[str], str | None]  # a 《》 name or 发文字号 → the label of the library document that bears it


@dataclass(frozen=True)
class Telling:
    """A passage of a document of the office's own, from the library."""

    passage_id: str
    doc_id: str
    label: str  # how a person names the document
    date: dt.date | None
    text: str


@runtime_checkable
class OwnPapers(Protocol):
    """A lookup that also knows what the documents of a place itself say, oldest first."""

    def tellings(self, place: str) -> tuple[Telling, ...]: ...


@dataclass(frozen=True)
class Case:
    """A text with all that it may be held against. `None` means not given, which is not the same as empty."""

    text: str
    id: str = ""
    sources: tuple[str, ...] | None = None
    facts: tuple[Fact, ...] | None = None
    context: Context = field(default_factory=Context)
    strict: bool = False  # the pipeline's guard: what cannot be grounded is a finding, dates and names included
    lookup: TitleLookup | None = None  # of the library; one that is OwnPapers too lets figures be held against it
    archive: Archive | None = None  # the same library as checks of phrases see it
    beside: Archive | None = None  # other drafts handed in with this one
    remarks: tuple[Remark, ...] = ()  # what people have noted on places of the text beside it (comments of a docx)
    layout_faults: "tuple[Fault, ...]" = ()  # where the file's look differs from the layout asked for
    left_out: tuple[str, ...] = ()  # what of the file is not in the text, or not judged, in Chinese
    generated: bool = False  # a model's own words: they may not excuse themselves by a 忽略说明
    _known: dict[Callable[["Case"], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def has_material(self) -> bool:
        """Is there anything a figure could rest on?"""
        return self.sources is not None or self.facts is not None

    def once(self, judge: Callable[["Case"], T]) -> T:
        """What `judge` says of this case; found out when first asked, for findings, tables and a trimmed copy rest on the same."""
        if judge not in self._known:
            self._known[judge] = judge(self)
        known: T = self._known[judge]
        return known

    def reading(self, text: str) -> "Case":
        """The case with its text read as `text`: itself where that is the same."""
        return self if text == self.text else replace(self, text=text)


@dataclass(frozen=True)
class SentenceScore:
    """How empty the sentence at `[start, end)` is: 0 substance … 1 empty formula."""

    start: int
    end: int
    padding: float


@dataclass(frozen=True)
class Unscored:
    """A family (or a field) that was not judged, and why, in Chinese. Not the same as clean."""

    family: str
    why: str
    rule: str = ""  # the one rule that was not finished; '' when it is the whole family


@dataclass(frozen=True)
class Outcome:
    """What one check, or all of them together, say of a case."""

    findings: tuple[Finding, ...] = ()
    grounds: tuple[Ground, ...] = ()
    sentences: tuple[SentenceScore, ...] = ()
    metrics: dict[str, Any] = field(default_factory=dict)
    unscored: tuple[Unscored, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.findings + other.findings,
            self.grounds + other.grounds,
            self.sentences + other.sentences,
            self.metrics | other.metrics,
            self.unscored + other.unscored,
        )
