"""A rule of the office's own: what it looks for, within a limit of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from corpus.office_rules import OfficeRule
from corpus.zh import Span
from evals.finding import Edit, Evidence, Finding
from evals.overlay.page import Page, lies_within
from evals.rules import Rule

SECONDS = 2.0  # one rule on one text; a careless pattern may never end


@dataclass(frozen=True)
class OwnRule:
    """`rule` as the program knows it, `given` as the office wrote it, `where` it is written."""

    rule: Rule
    given: OfficeRule
    where: str

    @cached_property
    def _pattern(self) -> Any:
        given = self.given
        return regex.compile(given.pattern) if given.pattern else regex.compile(r"\L<words>", words=given.words)

    def findings(self, page: Page) -> Iterator[Finding]:
        """Its findings in order of place. Raises TimeoutError after SECONDS."""
        evidence = (Evidence("rule", self.rule.id, self.given.source.text),)
        for start, end in self._spans(page):
            edit = Edit(start, end, self.given.replace) if self.given.replace else None
            yield self.rule.finding(page.text, start, end, evidence=evidence, edit=edit)

    def _spans(self, page: Page) -> Iterator[Span]:
        for match in self._pattern.finditer(page.text, timeout=SECONDS):
            span = Span(*match.span())
            if span.start == span.end or lies_within(page.text, *span, self.given.spared):
                continue
            if page.is_ours(*span, quoted=self.given.quoted):
                yield span
