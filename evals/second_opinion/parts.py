"""What a model is shown at a time: a stretch of the text with the findings in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.zh import Span, sentences
from evals.finding import Finding

FAMILIES = ("padding", "tone")  # where a person's judgement, not a fact, decides
_MOST_ITEMS = 30  # findings a question; of more a model loses count


@dataclass(frozen=True)
class Part:
    """`text[span]` and the findings that begin in it, in order of place."""

    span: Span
    items: tuple[Finding, ...] = ()


def open_to_opinion(found: Finding) -> bool:
    """Is `found` one to vote on? What stands for the whole document cannot be shown, an error is beyond opinion."""
    return found.family in FAMILIES and found.severity != "error" and found.end > found.start


def parts(text: str, findings: Iterable[Finding], limit: int) -> tuple[Part, ...]:
    """`text` in stretches of whole sentences, of at most `limit` characters each and with few enough findings."""
    items = sorted((f for f in findings if open_to_opinion(f)), key=lambda f: f.start)
    return tuple(Part(span, tuple(f for f in items if span.start <= f.start < span.end)) for span in _stretches(text, items, limit))


def _stretches(text: str, items: list[Finding], limit: int) -> Iterator[Span]:
    start = end = count = 0
    for sentence in _cut(sentences(text), limit):
        within = sum(sentence.start <= f.start < sentence.end for f in items)
        if end > start and (sentence.end - start > limit or count + within > _MOST_ITEMS):
            yield Span(start, end)
            start, count = sentence.start, 0
        end, count = sentence.end, count + within
    if end > start:
        yield Span(start, end)


def _cut(spans: Iterable[Span], limit: int) -> Iterator[Span]:
    """Sentences longer than `limit` in pieces."""
    for span in spans:
        for at in range(span.start, span.end, limit):
            yield Span(at, min(span.end, at + limit))
