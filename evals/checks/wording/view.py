"""A text as the wording checks see it: its sentences, what in it is quoted, and what the office has laid down."""

from dataclasses import dataclass
from functools import cached_property

from corpus.office import office
from corpus.zh import Span
from evals.case import Case
from evals.checks.sentences import Sentences
from evals.checks.widths import widened
from evals.finding import Edit, Finding, Severity
from evals.overlay.page import Page, lies_within
from evals.rules import family_rules

_REACH = 300  # characters: a line of a million is no one sentence
_SEGMENT_MARKS = "。；！？\n"


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    case: Case

    @cached_property
    def text(self) -> str:
        """The text with wide marks, which the patterns are written for; offsets hold in the text itself."""
        return widened(self.case.text)

    @cached_property
    def page(self) -> Page:
        return Page(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    def sentence(self, at: int) -> Span:
        """The sentence at offset `at`, as far as it is near."""
        start, end = self.sentences.at(at)
        return Span(max(start, at - _REACH), min(end, at + _REACH))

    def segment(self, start: int, end: int) -> Span:
        """What stands round `[start, end)` between marks that end a thought (。；！？)."""
        sentence = self.sentence(start)
        before = max(self.text.rfind(mark, sentence.start, start) for mark in _SEGMENT_MARKS)
        after = [at for mark in _SEGMENT_MARKS if (at := self.text.find(mark, end, sentence.end)) >= 0]
        return Span(max(before + 1, sentence.start), min(after, default=max(sentence.end, end)))

    def is_ours(self, start: int, end: int, *, quoted: bool = False) -> bool:
        """Are the words at `[start, end)` to be judged: not quoted (unless `quoted`), not a mark, not laid down by the office?"""
        return self.page.is_ours(start, end, quoted=quoted) and not lies_within(self.text, start, end, self._laid_down)

    @cached_property
    def _laid_down(self) -> tuple[str, ...]:
        """The words that the office's own lists say are right."""
        lists = office()
        short = (name for entry in lists.abbreviations for name in (entry.full, *entry.short))
        return (*(wording.right for wording in lists.wordings), *short)

    def finding(
        self, rule: str, start: int, end: int, edit: Edit | None = None, score: float = 0.8, severity: Severity | None = None,
        **values: str,
    ) -> Finding:  # fmt: skip
        """A finding of this family; `values` fill the message."""
        found: Finding = family_rules("wording")[rule].finding(
            self.case.text, start, end, edit=edit, score=score, severity=severity, **values  # type: ignore[arg-type]
        )  # fmt: skip
        return found
