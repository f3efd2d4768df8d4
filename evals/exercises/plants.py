"""A defect that could be planted, and the places of a text where one may stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.zh import Span, heading_level, is_article, paragraphs, quotations, sentences
from evals.exercises.model import Kind

_FEWEST = 24  # characters of a paragraph that is more than a heading, a salutation or a date


@dataclass(frozen=True)
class Plant:
    """`words` in place of `[start, end)` of the clean text."""

    kind: Kind
    start: int
    end: int
    words: str
    also: tuple[str, ...] = ()  # other forms as right as that of the clean text


def body(text: str) -> list[Span]:
    """The paragraphs of running text: no title, heading, salutation, signature, table cell."""
    return [span for span in paragraphs(text)[1:] if _is_body(span.of(text))]


def _is_body(line: str) -> bool:
    return len(line) >= _FEWEST and line.endswith(("。", "！", "？")) and not is_article(line) and "|" not in line


def in_body(text: str, start: int, end: int) -> bool:
    """Does `[start, end)` lie in running text, or in a heading, and not in another's words?"""
    title = paragraphs(text)[:1]
    return not any(t.overlaps(start, end) for t in title) and not any(q.overlaps(start, end) for q in quotations(text))


def sentence_at(text: str, start: int, end: int) -> Span:
    """The sentence, or the sentences, that `[start, end)` touches."""
    near = [s for s in sentences(text) if s.start <= end and start <= s.end]
    return Span(near[0].start, near[-1].end) if near else Span(start, end)


def swapped(kind: Kind, text: str, pairs: Mapping[str, str]) -> Iterator[Plant]:
    """Each place where a word of `pairs` could be exchanged for the other."""
    if not pairs:
        return
    pattern = re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))
    for match in pattern.finditer(text):
        if in_body(text, *match.span()):
            yield Plant(kind, *match.span(), pairs[match[0]])


def after_each(kind: Kind, spans: Sequence[Span], said: Sequence[str]) -> Iterator[Plant]:
    """Each sentence of `said` at the end of each paragraph."""
    return (Plant(kind, span.end, span.end, words) for span in spans for words in said)


def headings(text: str) -> list[Span]:
    """The lines with a heading's number."""
    return [span for span in paragraphs(text) if heading_level(span.of(text))]
