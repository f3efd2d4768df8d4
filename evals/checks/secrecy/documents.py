"""Marked documents that an open text names: said to be marked by the text itself, or known to be by the library."""

import re
from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from corpus.marks import OPEN, level_of, rank
from corpus.proper_names import document_numbers
from corpus.zh import book_titles
from evals.checks.secrecy.view import View
from evals.finding import Evidence, Finding

_SAID_AFTER = re.compile(r"(?:[（(][^（）()]{0,24}[）)])?[（(](绝密|机密|秘密|内部资料|内部文件)级?(?:[★☆][^（）()]{0,12})?[）)]")
_SAID_BEFORE = re.compile(r"(绝密|机密|秘密)级(?:文件|资料|材料|件)$")
_ROOM = 8  # characters before a title in which its level may stand


@runtime_checkable
class KnowsMarks(Protocol):
    """A lookup that also knows the 密级 of a document."""

    def mark_of(self, name: str) -> str:
        """The 密级 of the document that bears this title or number; '' when it has none, or is not known."""


def findings(view: View) -> Iterator[Finding]:
    """Every document of a higher level than the text has."""
    text, lookup = view.case.text, view.case.lookup
    for start, end, name in (*_titles(text), *((n.start, n.end, text[n.start : n.end]) for n in document_numbers(text))):
        said = _said(text, start, end)
        known = lookup.mark_of(name) if not said and isinstance(lookup, KnowsMarks) else ""
        level = level_of(said or known)
        if level != OPEN and rank(level) > view.rank:
            evidence = (Evidence("text", "text", said),) if said else (Evidence("passage", name, known),)
            yield view.finding("marked-document-in-open-text", start, end, evidence=evidence, level=level)


def _titles(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((span.start, span.end, span.of(text)[1:-1]) for span in book_titles(text))


def _said(text: str, start: int, end: int) -> str:
    match = _SAID_AFTER.match(text, end) or _SAID_BEFORE.search(text, max(0, start - _ROOM), start)
    return match[1] if match else ""
