"""Where the material tells a value: of which place, of which year."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from corpus.figures import Figure, Read, read
from corpus.figures.dates import Period
from corpus.proper_names import places
from corpus.zh import Span
from evals.checks.figure.place import pairs
from evals.guarding.known import Known

_SENTENCE_END, _CLAUSE_END = re.compile(r"[。；！？\n]"), re.compile(r"[，,。；：！？\n]")
_WIDER = re.compile(r"全[国省市县区]")
_LONGEST = 400  # characters of a sentence to either side that are looked at
_BEFORE = re.compile(r"去年|上年|上一年|前年|同期")
_ALIKE = 0.6  # of the characters that the most alike place shares
_YEAR = re.compile(r"(?:19|20)\d\d")

Value = tuple[Decimal, Decimal, str]


class Telling(NamedTuple):
    """One figure of a source."""

    value: Value
    words: str  # the sentence it stands in
    left: str  # its clause, before it
    clause: str  # its whole clause when no other figure stands there
    place: str  # the last place named before it in the paragraph
    period: Period | None
    label: str  # the last line of the source: what it is called and when it was made

    def is_of_place(self, stem: str) -> bool:
        """Is it told of this place?"""
        return stem == self.place or stem in self.clause or stem in self.label

    def is_of_year(self, first: int, last: int) -> bool:
        """May it be told of one of these years? A year before its own (上年同期9起) may be any."""
        if self.period is not None and self.period.year:
            return self.period.year <= last and first <= self.period.last_year
        years = set(map(int, _YEAR.findall(f"{self.words}{self.label}")))
        return not years or bool(_BEFORE.search(self.left)) or any(first <= year <= last for year in years)


def tellings(said: Read, known: Known) -> list[Telling]:
    """Everywhere that the material holds the value that is said."""
    value = _value(said.figure)
    return [telling for source in known.texts for telling in _of_source(source) if telling.value == value]


def most_alike(told: list[Telling], sentence: str) -> list[Telling]:
    """Those worded most like `sentence`: small values are equal by chance."""
    around = pairs(sentence)
    shared = [len(around & pairs(telling.words)) for telling in told]
    return [telling for telling, count in zip(told, shared) if count >= _ALIKE * max(shared)]


def _value(figure: Figure) -> Value:
    """What makes two figures equal, however they are written."""
    return figure.low, figure.high, figure.unit.name


@lru_cache(maxsize=512)
def _of_source(source: str) -> tuple[Telling, ...]:
    return tuple(_read(source))


def _read(source: str) -> Iterator[Telling]:
    named, figures = places(source), [found for found in read(source) if found.figure.kind == "quantity"]
    label = source.rstrip().rpartition("\n")[2]
    for found in figures:
        at, end = found.figure.start, found.figure.end
        clause = _around(_CLAUSE_END, source, at, end)
        others = sum(clause.start <= other.figure.start < clause.end for other in figures) > 1
        place = next((p for p in reversed(named) if source.rfind("\n", 0, at) < p.start and p.end <= at), None)
        yield Telling(
            _value(found.figure),
            _around(_SENTENCE_END, source, at, end).of(source),
            found.left,
            "" if others else clause.of(source),
            place.stem if place and not _WIDER.search(source, place.end, at) else "",
            found.period,
            label,
        )


def _around(end_marks: re.Pattern[str], text: str, start: int, end: int) -> Span:
    """What lies between two of `end_marks` round `text[start:end]`."""
    before = max((match.end() for match in end_marks.finditer(text, max(0, start - _LONGEST), start)), default=max(0, start - _LONGEST))
    after = end_marks.search(text, end, end + _LONGEST)
    return Span(before, after.start() if after else min(len(text), end + _LONGEST))
