"""Kinds that are a matter of words: empty sentences, the wrong tone, too strong a promise."""

from collections.abc import Iterator

from evals.checks.tone.setting import Setting
from evals.exercises.model import Clean
from evals.exercises.plants import Plant, after_each, body, swapped
from evals.exercises.words import words


def padding(clean: Clean) -> Iterator[Plant]:
    """An empty opening before the first paragraph, closings after the last, empty sentences between."""
    spans = body(clean.text)
    if not spans:
        return
    yield from (Plant("padding", spans[0].start, spans[0].start, said) for said in words().opening)
    yield from after_each("padding", spans[1:-1], words().empty)
    yield from after_each("padding", spans[-1:], words().closing)


def tone(clean: Clean) -> Iterator[Plant]:
    """A sentence in the tone of another direction, or a colloquial word."""
    direction = Setting.of(clean.context, clean.text).direction
    yield from after_each("tone", body(clean.text), words().tone.get(direction, ()))
    yield from swapped("tone", clean.text, words().colloquial)


def strength(clean: Clean) -> Iterator[Plant]:
    """A word that leaves room exchanged for one that does not."""
    return swapped("strength", clean.text, words().stronger)
