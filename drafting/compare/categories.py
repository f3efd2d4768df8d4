"""What kind of change a change is: the weightiest of what it touches."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.figures import Read
from corpus.proper_names import document_numbers
from corpus.zh import Span, book_titles, heading_level
from drafting.compare.model import Category, Kind
from drafting.compare.reading import reads

_ABOUT = re.compile(r"约|近|超|超过|逾|不足|不到|不少于|不低于|不超过|至少|左右|上下|以上|以下|以内|多|余|累计|分别")
_HEADING_END = re.compile(r"[。！？；：]|\n|$")


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    duties: tuple[str, ...]
    terms: tuple[str, ...]


class Categories:
    """Names the category of a change between `old` and `new`."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = _Side(old), _Side(new)

    def of(self, kind: Kind, old: Span, new: Span) -> Category:
        """Figures before policy before structure; a move is structure, whatever stands in it."""
        a, b = self._old, self._new
        was, now = old.of(a.text), new.of(b.text)
        if kind == "move":
            return "structure"
        if a.figures.words_in(old) != b.figures.words_in(new) or (a.is_beside_figure(old) and _ABOUT.fullmatch(was or now)):
            return "figure"
        if a.policy.words_in(old) != b.policy.words_in(new):
            return "policy"
        if "\n" in was + now or a.headings.touches(old) or b.headings.touches(new):
            return "structure"
        return "punctuation" if all(map(_is_mark, was + now)) else "wording"


class _Places:
    """Spans of one kind in a text, in order and disjoint."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._spans = _disjoint(spans)

    def words_in(self, span: Span) -> list[str]:
        """The words of the spans that reach into `span`, or that an empty one lies within."""
        return [self._text[s:e] for s, e in self._near(span)]

    def touches(self, span: Span) -> bool:
        return bool(self._near(span))

    def _near(self, span: Span) -> list[tuple[int, int]]:
        """An empty span is near what it lies inside of."""
        first = bisect_left(self._spans, span.start, key=lambda s: s[1] - 1)
        last = bisect_left(self._spans, span.end, key=lambda s: s[0])
        return self._spans[first:last]


class _Side:
    """One of the two texts, looked at only as far as it is asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def figures(self) -> _Places:
        """Figures, and the words that say which way they moved."""
        return _Places(self.text, (span for r in self._reads for span in _told(r)))

    @cached_property
    def policy(self) -> _Places:
        """《…》, document numbers, words of duty and set terms."""
        named = [*book_titles(self.text), *((n.start, n.end) for n in document_numbers(self.text))]
        return _Places(self.text, [*named, *(m.span() for m in _pattern().finditer(self.text))])

    @cached_property
    def headings(self) -> _Places:
        """Numbered headings as far as they go, and the title."""
        return _Places(self.text, _headings(self.text))

    def is_beside_figure(self, span: Span) -> bool:
        return span.end in self._starts or span.start in self._ends

    @cached_property
    def _starts(self) -> set[int]:
        return {r.start for r in self._reads}

    @cached_property
    def _ends(self) -> set[int]:
        return {r.end for r in self._reads}

    @property
    def _reads(self) -> tuple[Read, ...]:
        return reads(self.text, 0)


def _told(one: Read) -> list[tuple[int, int]]:
    return [(one.start, one.end), *([(one.trend.start, one.trend.end)] if one.trend else [])]


def _headings(text: str) -> Iterable[tuple[int, int]]:
    at, first = 0, True
    for line in text.split("\n"):
        if heading_level(line) or line.startswith("#") or (first and line and not _is_mark(line[-1])):
            stop = _HEADING_END.search(line)
            yield at, at + (stop.start() if stop else len(line))
        first = first and not line.strip()
        at += len(line) + 1


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order; of two that overlap the one that begins first, the longer of equals."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start < end and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found


def _is_mark(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "PZ"


@cache
def _pattern() -> re.Pattern[str]:
    words = load_model(Path(__file__).with_name("policy.yaml"), _Words)
    return re.compile("|".join(sorted({*words.duties, *words.terms}, key=lambda w: (-len(w), w))))
