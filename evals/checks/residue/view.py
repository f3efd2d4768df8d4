"""A text as the residue checks see it: who writes it and when, its sentences, what in it is quoted."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.zh import Span, quotations
from drafting.draft import REFERENCE
from evals.case import Case
from evals.checks.residue.own import Own, addressed
from evals.checks.sentences import Sentences
from evals.finding import Finding
from evals.rules import family_rules

_LAST_DATE = re.compile(r"^\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*$", re.MULTILINE)
_REACH = 600  # characters
_MARKS = re.compile(r"[，。；！？：\n]")


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    case: Case
    own: Own | None
    date: dt.date | None

    @classmethod
    def of(cls, case: Case) -> "View":
        return cls(case, Own.of(case.context, case.text), case.context.date or _signed(case.text))

    @property
    def text(self) -> str:
        return self.case.text

    @cached_property
    def addressed(self) -> str:
        """The line of addressees."""
        return addressed(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    @cached_property
    def _quotes(self) -> list[Span]:
        return quotations(self.text)

    def sentence(self, at: int) -> Span:
        """The sentence at offset `at`."""
        return self._near(at, *self.sentences.at(at))

    def sentence_text(self, at: int) -> str:
        return self.sentence(at).of(self.text)

    def before(self, at: int) -> str:
        """What stands before `at` in its sentence."""
        return self.text[self.sentence(at).start : at]

    @cached_property
    def _marks(self) -> list[int]:
        return [m.start() for m in _MARKS.finditer(self.text)]

    def clause(self, at: int) -> str:
        """From the last mark before `at` to the next one."""
        i = bisect_left(self._marks, at)
        left = self._marks[i - 1] + 1 if i else 0
        return self._near(at, left, self._marks[i] if i < len(self._marks) else len(self.text)).of(self.text)

    def paragraph(self, at: int) -> Span:
        """The line at offset `at`."""
        i = bisect_right(self._lines, at)
        return self._near(at, self._lines[i - 1] if i else 0, self._lines[i] - 1 if i < len(self._lines) else len(self.text))

    def _near(self, at: int, start: int, end: int) -> Span:
        """What of `[start, end)` is near `at`: a line of a million characters is no one sentence."""
        return Span(max(start, at - _REACH), min(end, at + _REACH))

    @cached_property
    def _lines(self) -> list[int]:
        return [m.end() for m in re.finditer("\n", self.text)]

    def quoted(self, start: int, end: int) -> bool:
        """Does `[start, end)` lie inside quotation marks, 书名号 or a 参考 line, which quotes the library with its source?"""
        if self.text.startswith(REFERENCE, self.text.rfind("\n", 0, start) + 1):
            return True
        i = bisect_right(self._quotes, (start, len(self.text))) - 1
        if i >= 0 and self._quotes[i].start <= start and end <= self._quotes[i].end:
            return True
        opened = self.text.rfind("《", max(0, start - 60), start)
        return opened >= 0 and "》" not in self.text[opened:start]

    def finding(self, rule: str, start: int, end: int, **values: str) -> Finding:
        found: Finding = family_rules("residue")[rule].finding(self.text, start, end, **values)  # type: ignore[arg-type]
        return found


def _signed(text: str) -> dt.date | None:
    """The date of the signature: the last line that is nothing but a date."""
    dates = _LAST_DATE.findall(text[-1200:])
    try:
        return dt.date(*map(int, dates[-1])) if dates else None
    except ValueError:
        return None
