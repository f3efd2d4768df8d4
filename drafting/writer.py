"""The seam between the pipeline and whoever writes: a language model, or the extractive writer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan
from drafting.ledger import Fact
from drafting.spending import Spent, Who, total
from prompts.genres import Genre

OnSentence = Callable[[str], None]  # called with each finished, grounded sentence


@dataclass(frozen=True)
class Task:
    """One section to write, with all that may be used for it."""

    brief: Brief
    genre: Genre
    outline: Outline
    plan: SectionPlan
    facts: tuple[Fact, ...]  # the ledger rows of this section
    hits: tuple[Hit, ...]  # passages found for it, best first
    written: tuple[Section, ...] = ()  # what stands before it
    instruction: str = ""  # a person's wish when a section is redone
    findings: tuple[str, ...] = ()  # messages of the findings to mend, for a repair
    current: Section | None = None  # the section as it stands, for a redo or a repair
    anew: bool = False  # a person wants another section than the one she has: no kept answer will do
    secrecy: str = ""  # the mark of what `written` was written from


@dataclass
class Usage:
    """What a writer spent; added up over calls."""

    seconds: float = 0.0
    prompts: dict[str, str] = field(default_factory=dict)  # prompt id → content hash
    rows: dict[Who, Spent] = field(default_factory=dict)  # in order of first use
    served: dict[str, str] = field(default_factory=dict)  # model as asked for → as the server calls it, where that differs

    def add(self, who: Who, spent: Spent) -> None:
        self.rows[who] = self.rows.get(who, Spent()) + spent

    @property
    def total(self) -> Spent:
        return total(self.rows.values())

    @property
    def calls(self) -> int:
        return self.total.calls

    @property
    def prompt_tokens(self) -> int:
        return self.total.prompt

    @property
    def completion_tokens(self) -> int:
        return self.total.completion


class Writer(Protocol):
    """Whoever writes. Raises ServiceError when it cannot go on."""

    @property
    def name(self) -> str:
        """For run.json: the model's name, or 'extractive'."""

    @property
    def note(self) -> str:
        """For people: how the draft was made, in Chinese."""

    @property
    def repairs(self) -> bool:
        """Can a second attempt, told of its findings, come out otherwise?"""

    @property
    def usage(self) -> Usage: ...

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Outline:
        """The outline; `skeleton` is the genre's own with the brief's points placed. Section ids are kept stable."""

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Section:
        """One section, every figure and claim grounded or marked."""
