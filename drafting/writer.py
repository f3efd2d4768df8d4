"""The seam between the pipeline and whoever writes: a language model, or the extractive writer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan
from drafting.ledger import Fact
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


@dataclass
class Usage:
    """What a writer spent; added up over calls."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    prompts: dict[str, str] = field(default_factory=dict)  # prompt id → content hash


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
