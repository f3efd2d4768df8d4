"""The annex: sentences of the original that pupils compare with, those that were changed among others that were not."""

import re
from collections.abc import Sequence
from random import Random

from corpus.zh import Span, sentences
from evals.exercises.plants import Plant, in_body, sentence_at
from evals.exercises.words import words

_COMPARED = ("figure", "date", "strength")  # kinds that are told by comparing
_FEWEST = 8  # characters of a sentence that says something


def annex_of(text: str, chosen: Sequence[Plant], random: Random) -> tuple[str, ...]:
    """The sentences in order of place; () where none of `chosen` is told by comparing."""
    needed = [_whole(text, sentence_at(text, p.start, p.end)) for p in chosen if p.kind in _COMPARED]
    if not needed:
        return ()
    others = [s for s in sentences(text) if _says_something(text, s) and not any(s.overlaps(*n) for n in needed)]
    decoys = random.sample(others, min(len(others), len(needed)))
    return tuple(dict.fromkeys(span.of(text) for span in sorted([*needed, *decoys])))


def _whole(text: str, span: Span) -> Span:
    """Without the sentence before or after that the place only touches at its edge."""
    return Span(span.start, span.end) if "\n" not in span.of(text) else sentences(text[span.start : span.end])[0]


def _says_something(text: str, span: Span) -> bool:
    said = span.of(text)
    soft = "|".join(map(re.escape, words().stronger))
    return span.end - span.start >= _FEWEST and in_body(text, *span) and bool(re.search(rf"\d|{soft}", said))
