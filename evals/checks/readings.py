"""Texts with 〔待核：…〕 and 〔待写：…〕 in them, read so that a mark hides nothing but its own words.

A text is read three times: with the words of its marks in place, without them, and as it stands. What the first reading says of a
place holds; the others add what it could not see (《青禾县〔待写：某〕条例》 is a title only without the 某).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.zh import Span
from drafting.guard import MARK
from evals.case import Case, Outcome
from evals.finding import Evidence, Finding

Marks = tuple[Span, ...]
Judge = Callable[[Case, Marks], Outcome]  # a case and the spans of its text that are marked already


@dataclass(frozen=True)
class Reading:
    """One way to read a text: `text`, where each of its characters stands in the original, and the marks of both."""

    text: str
    at: Sequence[int]
    marks: Marks
    outer: Marks  # the marks as they stand in the original

    def original(self, start: int, end: int) -> Span:
        """The span in the original, over the whole of every mark it reaches into from outside."""
        if start >= end:
            return Span(start, end)
        span = Span(self.at[start], self.at[end - 1] + 1)
        if lies_in(self.outer, *span):
            return span
        first, last = _mark_at(self.outer, span.start), _mark_at(self.outer, span.end - 1)
        return Span(first.start if first else span.start, last.end if last else span.end)


def judged(case: Case, judge: Judge) -> Outcome:
    """What `judge` finds in the text of `case`, with offsets into that text; nothing that lies wholly inside a mark."""
    marks = _marks(case.text)
    if not marks:
        return judge(case, ())
    total = Outcome()
    for reading in _readings(case.text, marks):
        outcome = judge(replace(case, text=reading.text), reading.marks)
        total += _mapped(outcome, reading, case.text, total)
    return total


def with_words(text: str) -> Reading:
    """`text` with the words of its marks in place, as if nobody had marked them."""
    around = [span for m in MARK.finditer(text) for span in (Span(m.start(), m.start(2)), Span(m.end(2), m.end()))]
    return _without(text, around, _marks(text))


def _readings(text: str, marks: Marks) -> Iterator[Reading]:
    yield with_words(text)
    yield _without(text, marks, marks)
    yield Reading(text, range(len(text)), marks, marks)


def _marks(text: str) -> Marks:
    return tuple(Span(*m.span()) for m in MARK.finditer(text))


def _without(text: str, gone: Iterable[Span], marks: Marks) -> Reading:
    """`text` without the spans `gone`."""
    dropped = {i for span in gone for i in range(*span)}
    at = tuple(i for i in range(len(text)) if i not in dropped)
    left = [Span(bisect_left(at, m.start), bisect_left(at, m.end)) for m in marks]
    return Reading("".join(text[i] for i in at), at, tuple(s for s in left if s.start < s.end), marks)


def _mapped(outcome: Outcome, reading: Reading, text: str, known: Outcome) -> Outcome:
    """`outcome` of a reading in terms of the original, without what lies in a mark or where something is `known`."""
    taken = bytearray(len(text))
    for start, end in [(f.start, f.end) for f in known.findings] + [(g.start, g.end) for g in known.grounds]:
        taken[start:end] = b"\1" * (end - start)

    def new(start: int, end: int) -> Span | None:
        span = reading.original(start, end)
        return None if lies_in(reading.outer, *span) or any(taken[span.start : span.end]) else span

    findings = tuple(_moved(f, span, text, reading) for f in outcome.findings if (span := new(f.start, f.end)))
    grounds = tuple(replace(g, start=span.start, end=span.end) for g in outcome.grounds if (span := new(g.start, g.end)))
    return Outcome(findings, grounds, unscored=() if known.unscored else outcome.unscored)


def lies_in(marks: Marks, start: int, end: int) -> bool:
    """Does `[start, end)` lie wholly inside one of `marks`?"""
    mark = _mark_at(marks, start)
    return mark is not None and end <= mark.end


def _mark_at(marks: Marks, at: int) -> Span | None:
    """The mark that holds the character at `at`."""
    index = bisect_left(marks, (at + 1,)) - 1
    return marks[index] if index >= 0 and at < marks[index].end else None


def _moved(found: Finding, span: Span, text: str, reading: Reading) -> Finding:
    evidence = tuple(moved_evidence(e, reading) for e in found.evidence)
    return replace(found, start=span.start, end=span.end, text=span.of(text), evidence=evidence)


def moved_evidence(evidence: Evidence, reading: Reading) -> Evidence:
    """Evidence that points into the text itself moves with it."""
    if evidence.kind != "text" or evidence.start is None or evidence.end is None:
        return evidence
    span = reading.original(evidence.start, evidence.end)
    return replace(evidence, start=span.start, end=span.end)
