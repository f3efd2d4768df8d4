"""The edits of findings as tracked changes with the finding as a comment: none silently, none that says what no source has."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.readers.raw import Raw
from corpus.zh import Span
from evals.case import Case
from evals.engine import run
from evals.finding import Finding
from evals.pipeline import GUARD_FAMILIES


@dataclass(frozen=True)
class Refused:
    """A finding whose edit was not made, and why, in Chinese."""

    finding: Finding
    why: str


@dataclass(frozen=True)
class Chosen:
    """Findings whose edits can be made together, in order of place, and those whose edits cannot."""

    findings: tuple[Finding, ...]
    refused: tuple[Refused, ...]


def choose(case: Case, findings: Sequence[Finding], rules: Collection[str] = ()) -> Chosen:
    """The safe edits of `findings` on `case`, and every edit of the `rules` a person named.

    Refused is what overlaps an edit before it, and what would add a figure, date, name or document number that neither the words it
    replaces nor the sources of `case` have.
    """
    wanted = [f for f in findings if f.edit and (f.edit.safety == "safe" or f.rule in rules)]
    apart, refused = list[Finding](), list[Refused]()
    for finding in sorted(wanted, key=lambda f: (_span(f), f.rule)):
        if apart and _span(finding).start < max(_span(apart[-1]).end, _span(apart[-1]).start + 1):
            refused.append(Refused(finding, f"与“{apart[-1].text}”处的修改重叠"))
        else:
            apart.append(finding)
    baseless = _baseless(case, apart)
    kept = tuple(f for f, why in zip(apart, baseless) if not why)
    return Chosen(kept, (*refused, *(Refused(f, why) for f, why in zip(apart, baseless) if why)))


def applied(raw: Raw, chosen: Sequence[Finding], author: str, when: dt.datetime) -> bytes:
    """The bytes of a docx: `raw`, or a plain docx of its text, with the edits of `chosen` tracked and each finding a comment."""
    from drafting.tracked import Stamp  # lxml and python-docx: only where a docx is made
    from drafting.tracked.versions import edited
    from evals.comments.anchors import attach
    from evals.comments.part import add_comments
    from evals.comments.wording import paragraphs

    edits = [(f.edit.start, f.edit.end, f.edit.text) for f in chosen if f.edit]
    parts = edited(raw, edits, Stamp(author, when))
    first = add_comments(parts, [paragraphs(f) for f in chosen], when)
    attach(parts.document, [_around(s) for s in _new_spans(chosen)], first)
    return parts.pack()


def _span(finding: Finding) -> Span:
    assert finding.edit is not None  # only such are chosen
    return Span(finding.edit.start, finding.edit.end)


def _around(span: Span) -> tuple[int, int]:
    """Something to hang a comment on where words only went: the character before."""
    return (max(0, span.start - 1), span.start) if span.start == span.end else (span.start, span.end)


def _new_spans(findings: Sequence[Finding]) -> list[Span]:
    """Where the new words of each edit stand once all are made."""
    spans, shift = list[Span](), 0
    for edit in (f.edit for f in findings if f.edit):
        spans.append(Span(edit.start + shift, edit.start + shift + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return spans


def _edited(text: str, findings: Sequence[Finding]) -> str:
    for edit in (f.edit for f in reversed(findings) if f.edit):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _baseless(case: Case, findings: Sequence[Finding]) -> list[str]:
    """For each finding what its edit would add without a source; '' where it adds nothing of the kind."""
    text = _edited(case.text, findings)
    guarded = run(replace(case, text=text, strict=True, generated=True), GUARD_FAMILIES) if findings else None
    found = [f for f in guarded.findings if f.severity != "suggestion"] if guarded else []
    return [_why(case.text, span, edit, found) for span, edit in zip(_new_spans(findings), findings)]


def _why(text: str, new: Span, finding: Finding, found: Sequence[Finding]) -> str:
    was = _span(finding).of(text)
    added = [f.text for f in found if f.start < new.end and new.start < f.end and f.text not in was]
    return f"会添上“{'”“'.join(dict.fromkeys(added))}”，材料里没有" if added else ""
