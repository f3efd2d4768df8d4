"""A text as this family sees it: its marks, its level, whether it is for the public."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.marks import CLASSIFIED, level_of, rank, secrecy_mark
from corpus.zh import paragraphs
from evals.case import Case
from evals.finding import Finding
from evals.rules import family_rules
from prompts.genres import genre

_PUBLISHED = re.compile(r"^[ 　]*[（(]此件(?:可以?|主动)?公开(?:发布)?。?[）)][ 　]*$", re.MULTILINE)
_TOP = 10  # lines in which a mark may stand


class MarkLine(NamedTuple):
    """The line `text[start:end]` and the level it marks."""

    start: int
    end: int
    level: str


@dataclass(frozen=True)
class View:
    """One case."""

    case: Case

    @cached_property
    def marks(self) -> tuple[MarkLine, ...]:
        """The marks at the top."""
        text = self.case.text
        lines = [span for span in paragraphs(text) if span.of(text).strip()][:_TOP]
        return tuple(MarkLine(*span, level) for span in lines if (level := secrecy_mark(span.of(text))))

    @cached_property
    def stated(self) -> str:
        """The level that the brief states; '' when nothing is stated."""
        return level_of(self.case.context.secrecy) if self.case.context.secrecy else ""

    @cached_property
    def rank(self) -> int:
        """How much the text is protected, by its mark or by the brief."""
        return max(rank(level) for level in ("公开", self.stated or "公开", *(mark.level for mark in self.marks)))

    @property
    def is_classified(self) -> bool:
        """Does the brief state a level of state secrets?"""
        return self.stated in CLASSIFIED

    @cached_property
    def is_public(self) -> bool:
        """Is it written for everybody?"""
        context = self.case.context
        return (context.direction or (genre(context.genre).direction if context.genre else "")) == "public"

    @cached_property
    def is_announced(self) -> bool:
        """Does its 附注 say that it is to be published: （此件公开发布）?"""
        return _PUBLISHED.search(self.case.text) is not None

    def finding(self, name: str, start: int, end: int, **values: object) -> Finding:
        """A finding of the rule `name` at `[start, end)`; `values` as for `Rule.finding`."""
        found: Finding = family_rules("secrecy")[name].finding(self.case.text, start, end, **values)  # type: ignore[arg-type]
        return found
