"""A text as the residue checks see it: who writes it and when, its sentences, what in it is quoted."""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from corpus.proper_names import UNIT_RANKS
from corpus.zh import Span, quotations, sentences
from evals.case import Case
from evals.context import Context
from evals.finding import Finding
from evals.rules import family_rules

_LEVEL_RANKS = {"township": 1, "county": 2, "city": 3, "province": 4}
_UNITS = "|".join(sorted(UNIT_RANKS, key=len, reverse=True))
_OWN_PLACE = re.compile(rf"(?P<stem>[㐀-鿿]{{2,6}}?)(?P<unit>{_UNITS})")
_LAST_DATE = re.compile(r"^\s*(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Own:
    """The place that writes: 松亭 县, rank 2. A county-level city has rank 2 and unit 市."""

    stem: str
    unit: str
    rank: int

    @property
    def name(self) -> str:
        return self.stem + self.unit

    @classmethod
    def of(cls, context: Context) -> "Own | None":
        """From place or issuer; None when neither tells."""
        match = _OWN_PLACE.match(context.place) or _OWN_PLACE.match(context.issuer)
        if match is None:
            return None
        unit = match["unit"]
        return cls(match["stem"], unit, _LEVEL_RANKS.get(context.level, UNIT_RANKS[unit]))


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    case: Case
    own: Own | None
    date: dt.date | None

    @classmethod
    def of(cls, case: Case) -> "View":
        return cls(case, Own.of(case.context), case.context.date or _signed(case.text))

    @property
    def text(self) -> str:
        return self.case.text

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _quotes(self) -> list[Span]:
        return quotations(self.text)

    def sentence(self, at: int) -> Span:
        """The sentence at offset `at`."""
        i = bisect_right(self._starts, at) - 1
        return self.sentences[i] if i >= 0 else Span(0, len(self.text))

    def sentence_text(self, at: int) -> str:
        return self.sentence(at).of(self.text)

    def before(self, at: int) -> str:
        """What stands before `at` in its sentence."""
        return self.text[self.sentence(at).start : at]

    def clause(self, at: int) -> str:
        """From the last mark before `at` to the next one."""
        left = max(self.text.rfind(mark, 0, at) for mark in "，。；！？：\n") + 1
        rights = [self.text.find(mark, at) for mark in "，。；！？：\n"]
        return self.text[left : min([r for r in rights if r >= 0], default=len(self.text))]

    def quoted(self, start: int, end: int) -> bool:
        """Does `[start, end)` lie inside quotation marks or 书名号?"""
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
