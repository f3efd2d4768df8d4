"""The lines of a text, each with what touches it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from evals.case import SentenceScore
from evals.render.html.view import Note, Numbered, View
from evals.trim import Cut


@dataclass
class Piece:
    """A stretch of a line in which nothing begins or ends: the findings over it, how much of it is padding, whether it goes with that."""

    start: int
    end: int
    findings: list[Numbered] = field(default_factory=list)
    padding: float = 0.0
    gone: bool = False


@dataclass
class Row:
    """The line `[start, end)`: findings, scored sentences and cuts that touch it, and the notes of findings that begin in it."""

    number: int
    start: int
    end: int
    findings: list[Numbered] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    scored: list[SentenceScore] = field(default_factory=list)
    gone: list[Cut] = field(default_factory=list)

    def pieces(self) -> list[Piece]:
        """The line cut wherever a finding, a sentence or a cut begins or ends; in time that grows with their number, not its square."""
        places = self._places()
        cut = [Piece(start, end) for start, end in pairwise(places)]

        def under(start: int, end: int) -> list[Piece]:
            return cut[bisect_left(places, start) : bisect_left(places, end)]

        for numbered in self.findings:
            for piece in under(numbered.finding.start, numbered.finding.end):
                piece.findings.append(numbered)
        for sentence in self.scored:
            for piece in under(sentence.start, sentence.end):
                piece.padding = sentence.padding
        for gone in self.gone:
            for piece in under(gone.start, gone.end):
                piece.gone = True
        return cut

    def _places(self) -> list[int]:
        """Where anything begins or ends in the line, its own ends included."""
        spans = [(n.finding.start, n.finding.end) for n in self.findings]
        spans += [(s.start, s.end) for s in self.scored] + [(c.start, c.end) for c in self.gone]
        return sorted({self.start, self.end, *(min(max(place, self.start), self.end) for span in spans for place in span)})


def rows(view: View) -> list[Row]:
    """Every line in order, empty ones too."""
    lines = list(_lines(view.checked.text))
    starts = [line.start for line in lines]

    def touched(start: int, end: int) -> list[Row]:
        first = bisect_right(starts, start) - 1
        return lines[first : max(first + 1, bisect_right(starts, end - 1))]

    for numbered in view.findings:
        for line in touched(numbered.finding.start, numbered.finding.end) if numbered.finding.end else ():
            line.findings.append(numbered)
    for note in view.notes:
        if note.finding.end:
            touched(note.finding.start, note.finding.end)[0].notes.append(note)
    for sentence in view.checked.outcome.sentences:
        for line in touched(sentence.start, sentence.end):
            line.scored.append(sentence)
    for cut in view.checked.trimmed.cuts if view.checked.trimmed else ():
        for line in touched(cut.start, cut.end):
            line.gone.append(cut)
    return lines


def _lines(text: str) -> Iterator[Row]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        yield Row(number, at, at + len(line))
        at += len(line) + 1
