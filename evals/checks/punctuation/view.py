"""A text as the checks of punctuation see it: its lines, and what in it is no Chinese prose."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Any

from corpus.zh import Span, heading_level, is_article, paragraphs
from drafting.guard import MARK
from evals.case import Case
from evals.checks.widths import widened
from evals.finding import Edit, Finding
from evals.rules import family_rules

HAN = "\u3007\u3400-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_OF_WORDS = re.compile(r"[^\d\s]")
_FOREIGN = re.compile(
    r"(?:https?://|www\.)[!-~]{1,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|`[^`\n]{1,200}`|<[!/a-zA-Z][^<>\n]{0,200}>"
)
_TABLE = re.compile(r"\||\t|\S {4,}\S[^，。；]{0,12}(?: {4,}|$)")
_ITEM = re.compile(
    r"[-*•●○■□◆◇▲★☆※①-⑳#>]|[—–－]{1,2}|[（(]?[a-zA-Z\d]{1,3}[)）.、．](?!\d)|附[件：:注表图]|注[：:]|抄送|主题词|来源|第?[一二三四五六七八九十]{1,3}[是要，、]"
)
_CLOSED = re.compile(r"[。！？；：…][”’》）】]{0,3}$")
_WIDE_MARKS = str.maketrans(",;:?!()", "，；：？！（）")


@dataclass(frozen=True)
class Line:
    """One line that is not empty, `[start, end)` without white space around it; `text` has its half-width marks made wide."""

    start: int
    end: int
    text: str

    @cached_property
    def is_prose(self) -> bool:
        """Is it Chinese text, not a row of a table, English, code or noise?"""
        return len(_HAN.findall(self.text)) * 3 >= len(_OF_WORDS.findall(self.text)) and not _TABLE.search(self.text)

    @cached_property
    def is_closed(self) -> bool:
        """Does it end with a mark that may end a paragraph or announce the next?"""
        return bool(_CLOSED.search(self.text))

    @cached_property
    def is_item(self) -> bool:
        """Does it begin as a heading, an article or an item of a list does?"""
        return bool(heading_level(self.text) or is_article(self.text) or _ITEM.match(self.text))


@dataclass(frozen=True)
class View:
    """What every part of the family reads."""

    text: str

    @classmethod
    def of(cls, case: Case) -> "View":
        return cls(case.text)

    @cached_property
    def wide(self) -> str:
        """The text read as if its half-width marks were the wide ones; offsets hold in both."""
        return widened(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(*span, span.of(self.text).translate(_WIDE_MARKS)) for span in paragraphs(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def line(self, at: int) -> Line:
        """The line at the visible character `at`."""
        return self.lines[bisect_right(self._starts, at) - 1]

    @cached_property
    def blocks(self) -> list[int]:
        """Where each run of lines begins that may be one paragraph, broken by hand."""
        firsts = [below.start for above, below in pairwise(self.lines) if above.is_closed or below.is_item]
        return [*(line.start for line in self.lines[:1]), *firsts]

    @cached_property
    def _foreign(self) -> bytes:
        """1 for each character of an address, of code or of a mark of our own."""
        taken = bytearray(len(self.text))
        for match in chain(_FOREIGN.finditer(self.text), MARK.finditer(self.text)):
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        return bytes(taken)

    def is_foreign(self, at: int) -> bool:
        """Does the visible character `at` stand in an address, in code or in a mark of our own?"""
        return bool(self._foreign[at])

    def is_prose(self, at: int) -> bool:
        """Does the visible character `at` stand in Chinese text?"""
        return not self.is_foreign(at) and self.line(at).is_prose

    def finding(self, rule: str, start: int, end: int, to: str | None = None, *, safe: bool = False, **values: Any) -> Finding:
        """A finding at `[start, end)`, which should read `to` where that is known; `safe` where nothing else can be meant."""
        edit = Edit(start, end, to, "safe" if safe else "unsafe") if to is not None else None
        return family_rules("punctuation")[rule].finding(self.text, start, end, edit=edit, **values)


def around(text: str, span: Span) -> tuple[str, str]:
    """The characters before and after `span`, '' at the ends of the text."""
    return text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
