"""A document as its elements: title, addressees, text, signature, date, attachments. None for what has no title of its own."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.titles import ORGAN, kind_of, title_in
from corpus.zh import Span, close_up, heading_level, paragraphs, quotations, sentences
from evals.case import Case
from evals.checks.format.dates import DATE_LINE
from evals.finding import Edit, Finding
from evals.rules import family_rules
from prompts.genres import genre

_TITLE_LINES = 12  # from the top, in which a title may stand
_MOST_JOINED = 3
_HEAD_LINES = 4  # after the title, in which the addressees may stand: a number, a date or a name may come before
_TAIL_LINES = 7
_WHOLE = Span(0, 0)
_ADDRESSED = re.compile(r"[^。；！？]{2,200}[：:]")
_ANNOUNCES = re.compile(
    r"(?:如下|以下|下列|事项|意见|通知|情况|时间|地点|主持人?|出席|列席|记录|参加|缺席|议题|问|答|摘要|编者按)[^，。]{0,6}[：:]$|^(?:一|\d)"
)
_BESIDE_TITLE = re.compile(r"[（(].{2,60}[）)]|.{2,12}[〔\[（(]\s*20\d\d\s*[〕\]）)].{1,6}号|.{0,20}\d{4}年\d{1,2}月\d{1,2}日.{0,10}")
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[：:]?")
_AFTER_DATE = re.compile(r"[（(].{2,80}[）)]|抄[送报][：:].*|.{2,30}印发|联系人.*|附件.*")
_UNSIGNED = re.compile(r"[。；：，、！？:]|^附件|^[（(]|\d")


@dataclass(frozen=True)
class Paper:
    """What every part of the family reads. `lines` are those of the document itself, its annexes left out."""

    case: Case
    title: str
    title_span: Span
    kind: str  # 通知, 请示 …; '' when the title ends in none
    lines: tuple[Span, ...]
    head: int  # index of the line after the title

    @classmethod
    def of(cls, case: Case) -> "Paper | None":
        """The document in the text; None where no title stands at its top."""
        lines = paragraphs(case.text)
        said = [line.of(case.text) for line in lines[:_TITLE_LINES]]
        title = title_in(said)
        place = _place(said, title) if title else None
        if place is None:
            return None
        first, after = place
        end = next((i for i in range(after + 2, len(lines)) if _ANNEX.fullmatch(lines[i].of(case.text))), len(lines))
        return cls(case, title, Span(lines[first].start, lines[after - 1].end), kind_of(title), tuple(lines[:end]), after)

    @property
    def text(self) -> str:
        return self.case.text

    @cached_property
    def genre_kinds(self) -> tuple[str, ...]:
        """The 文种 that the context asks for; () when it does not say."""
        return genre(self.case.context.genre).kinds if self.case.context.genre else ()

    @cached_property
    def recipient(self) -> Span | None:
        """The line of addressees, colon and all."""
        for line in self.lines[self.head : self.head + _HEAD_LINES]:
            words = line.of(self.text)
            if _ADDRESSED.fullmatch(words) and not _ANNOUNCES.search(words) and not heading_level(words):
                return line
            if not _BESIDE_TITLE.fullmatch(words):
                return None
        return None

    @cached_property
    def _date_index(self) -> int | None:
        """The last line that is nothing but a date, near the end; a date under the title is none."""
        for i in range(len(self.lines) - 1, max(self.head, len(self.lines) - _TAIL_LINES) - 1, -1):
            words = self.words(i)
            if DATE_LINE.fullmatch(words) and i > self.head:
                return i
            if not (_AFTER_DATE.fullmatch(words) or self._is_organ(i)):
                return None
        return None

    @cached_property
    def date(self) -> Span | None:
        return None if self._date_index is None else self.lines[self._date_index]

    @cached_property
    def signatures(self) -> tuple[Span, ...]:
        """The organs that sign, above the date or at the very end."""
        end = len(self.lines) if self._date_index is None else self._date_index
        start = end
        while start > self.head and self._is_organ(start - 1):
            start -= 1
        return self.lines[start:end]

    def _is_organ(self, i: int) -> bool:
        words = close_up(self.words(i))
        return len(words) <= 36 and not _UNSIGNED.search(words) and bool(ORGAN.fullmatch(words))

    @cached_property
    def signed_below(self) -> Span | None:
        """An organ that stands under the date, where it should stand above."""
        at = self._date_index
        return self.lines[at + 1] if at is not None and at + 1 < len(self.lines) and self._is_organ(at + 1) else None

    @cached_property
    def body(self) -> Span:
        """From the line after the addressees to the signature."""
        start = self.recipient.end if self.recipient else self.title_span.end
        ends = [span.start for span in (*self.signatures[:1], self.date) if span and span.start > start]
        return Span(start, min(ends, default=self.lines[-1].end))

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the body."""
        return [Span(s.start + self.body.start, s.end + self.body.start) for s in sentences(self.body.of(self.text))]

    @cached_property
    def _quotes(self) -> list[Span]:
        return quotations(self.text)

    def quoted(self, at: int) -> bool:
        i = bisect_right(self._quotes, (at, 0)) - 1
        return i >= 0 and self._quotes[i].start < at < self._quotes[i].end

    def words(self, i: int) -> str:
        return self.lines[i].of(self.text)

    def finding(self, rule: str, span: Span = _WHOLE, to: str | None = None, **values: Any) -> Finding:
        """A finding on `span`, or on the whole text; it should read `to` where that is known."""
        edit = Edit(*span, to, "unsafe") if to is not None else None
        return family_rules("format")[rule].finding(self.text, *span, edit=edit, **values)


def _place(lines: Sequence[str], title: str) -> tuple[int, int] | None:
    """First line of the title, and the line after its last."""
    plain = [close_up(line.lstrip("# ").strip("*")) for line in lines]
    runs = ((i, n) for i in range(len(lines)) for n in range(1, _MOST_JOINED + 1))
    return next(((i, i + n) for i, n in runs if "".join(plain[i : i + n]) == title), None)
