"""一是……；二是……，三是……: the marks between the members of one row."""

import re
from collections.abc import Iterator, Sequence

from corpus.zh import chinese_number
from evals.checks.punctuation.view import Line, View
from evals.finding import Finding

_MEMBER = re.compile(r"(?:^|(?<=[。；，：]))(?P<n>[一二三四五六七八九])(?P<form>[是要])(?!(?P=n))")
_NUMBERS = {chinese_number(n): n for n in range(1, 10)}
_FEWEST = 3  # members


def findings(view: View) -> Iterator[Finding]:
    """The first mark of a row that is not the mark most of the others are, or the one before it."""
    for line in view.lines:
        if line.is_prose:
            for row in _rows(line):
                yield from _odd_mark(view, line, row)


def _rows(line: Line) -> Iterator[list[re.Match[str]]]:
    """Runs of members of one form in a paragraph, from the first on."""
    row: list[re.Match[str]] = []
    for match in _MEMBER.finditer(line.text):
        if row and _NUMBERS[match["n"]] == len(row) + 1 and match["form"] == row[0]["form"]:
            row.append(match)
        elif _NUMBERS[match["n"]] == 1:
            yield row
            row = [match]
    yield row


def _odd_mark(view: View, line: Line, row: Sequence[re.Match[str]]) -> Iterator[Finding]:
    marks = [line.text[match.start() - 1] for match in row[1:]]
    if len(row) < _FEWEST or len(set(marks)) == 1:
        return
    usual = max(marks, key=lambda mark: (marks.count(mark), -marks.index(mark)))
    at = line.start + row[1 + next(i for i, mark in enumerate(marks) if mark != usual)].start() - 1
    yield view.finding("row-marks-mixed", at, at + 1, usual, usual=usual)
