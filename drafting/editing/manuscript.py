"""A run as one draft again, with where each of its lines is kept."""

from dataclasses import dataclass
from functools import cached_property

from base.errors import InputError
from drafting.assemble import assemble
from drafting.brief import Brief
from drafting.draft import Block, Draft, Outline
from drafting.rundir import RunDir, Written
from prompts.genres import genre

HEADING = -1  # as the number of a paragraph: the heading of its section


@dataclass(frozen=True)
class Line:
    """One line of the draft: paragraph number `paragraph` of section number `section`, both from 0; None for lines of no section.

    `number` is what stands before the paragraph's own words: the number of a heading.
    """

    block: Block
    text: str
    section: int | None = None
    paragraph: int = 0
    number: str = ""

    @property
    def own(self) -> str:
        """The words that a person may change."""
        return self.text[len(self.number) :]


@dataclass(frozen=True)
class Manuscript:
    """What a run is made of."""

    brief: Brief
    outline: Outline
    written: tuple[Written, ...]

    @cached_property
    def draft(self) -> Draft:
        """The whole, as the pipeline assembles it."""
        made = "；".join(dict.fromkeys(w.by for w in self.written if w.by))
        return assemble(self.brief, genre(self.brief.genre), self.outline, [w.section for w in self.written], made)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line in order."""
        counts = [0] * len(self.written)
        numbers = {plan.id: i for i, plan in enumerate(self.outline.sections)}
        return tuple(self._line(block, numbers.get(block.section), counts) for block in self.draft.blocks)

    def line_at(self, offset: int) -> Line:
        """The line in which `offset` of the text stands."""
        return next(line for line in self.lines if line.block.start <= offset <= line.block.end)

    def _line(self, block: Block, section: int | None, counts: list[int]) -> Line:
        text = self.draft.text[block.start : block.end]
        if section is None:
            return Line(block, text)
        n = counts[section]
        counts[section] += 1
        headed = bool(self.outline.sections[section].heading)
        own = self.outline.sections[section].heading if headed and n == 0 else self._own(section, n - headed)
        return Line(block, text, section, HEADING if headed and n == 0 else n - headed, text.removesuffix(own))

    def _own(self, section: int, paragraph: int) -> str:
        return self.written[section].section.paragraphs[paragraph].text


def read(run: RunDir) -> Manuscript:
    """The manuscript of a finished run; InputError when a part is missing or damaged."""
    outline, kept = run.outline(), run.sections()
    if outline is None or any(plan not in kept for plan in outline.sections):
        raise InputError(f"{run.path} 的稿子还没有写完，请先接着写完再改。")
    return Manuscript(run.brief(), outline, tuple(kept[plan] for plan in outline.sections))
