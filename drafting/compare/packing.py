"""A text as a string of tokens, one code point each: characters, but numbers with their units and Latin words are kept whole."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.zh import Span
from drafting.compare.reading import reads

_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+(?:[.,．，:/_@-][0-9A-Za-z０-９]+)*[%％‰]?")
_DATE_PART = re.compile(r"[0-9０-９〇零一二三四五六七八九十廿卅]+[年月日号]?")
_PRIVATE = range(0xF0000, 0x10FFFE)  # planes no text uses; a token that finds no place there is left in characters


@dataclass(frozen=True)
class Worded:
    """A text with its tokens of two and more characters, in order."""

    text: str
    tokens: Sequence[Span]

    @classmethod
    def of(cls, text: str) -> "Worded":
        return cls(text, tuple(_whole(text)))

    def ended(self) -> "Worded":
        """The text with a line's end added."""
        return Worded(self.text + "\n", self.tokens)

    def joined(self, pieces: Sequence[Span]) -> "Worded":
        """The `pieces` of the text, which are in order, as one text."""
        tokens: list[Span] = []
        at = 0
        for piece in pieces:
            first = bisect_left(self.tokens, piece.start, key=lambda t: t.start)
            last = bisect_right(self.tokens, piece.end, key=lambda t: t.end)
            by = at - piece.start
            tokens += (Span(t.start + by, t.end + by) for t in self.tokens[first:last])
            at += piece.end - piece.start
        return Worded("".join(p.of(self.text) for p in pieces), tokens)


@dataclass(frozen=True)
class Packed:
    """`code[i]` stands for `text[at[i]:at[i + 1]]`."""

    code: str
    at: Sequence[int]


def pack(old: Worded, new: Worded) -> tuple[Packed, Packed]:
    """Both texts in one code: equal tokens have equal code points."""
    used = {c for c in old.text + new.text if c >= chr(_PRIVATE.start)}
    free = (chr(c) for c in _PRIVATE if chr(c) not in used)
    book: dict[str, str] = {}
    return _packed(old, book, free), _packed(new, book, free)


def _packed(worded: Worded, book: dict[str, str], free: Iterator[str]) -> Packed:
    text = worded.text
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for start, end in worded.tokens:
        token = text[start:end]
        if token not in book and (code := next(free, "")):
            book[token] = code
        if token in book:
            parts += (text[at:start], book[token])
            starts += (*range(at, start), start)
            at = end
    return Packed("".join(parts) + text[at:], [*starts, *range(at, len(text) + 1)])


def _whole(text: str) -> Iterator[Span]:
    at = 0
    for one in reads(text, 0):
        figure = one.figure
        yield from _in(_WORD, text, at, figure.start)
        at = figure.end
        if figure.kind == "date":
            yield from _in(_DATE_PART, text, figure.start, figure.end)
        elif at - figure.start > 1:
            yield Span(figure.start, figure.end)
    yield from _in(_WORD, text, at, len(text))


def _in(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*m.span()) for m in pattern.finditer(text, start, end) if m.end() - m.start() > 1)
