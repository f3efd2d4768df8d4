"""Clauses as statements on a matter, and how sure it is that two speak of the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add

from corpus.zh import sentences
from evals.checks.strength.ladders import Hit, hits, without_words
from evals.finding import Evidence

_CLAUSE = re.compile(r"(?:[^，；：,;:]|(?<=[0-9])[,:](?=[0-9]))+")
_EMPTY = re.compile(r"[\s，“”‘’（）()《》、。！？·—-]|今年|明年|去年|年底前|年内|目前|截至|以来|同时|要|了|的|将|各|对|在|与|和|及")
_COMMON = 40  # a pair of characters that more clauses hold than this tells nothing apart
_TRIED = 12
_SHORT = 6  # pairs of characters from which a clause says by itself what it speaks of
_LEAST = 2  # pairs that two clauses must share
_WIDE = 3  # clauses of the same sentence that lend a short one their words, on either side


@dataclass(frozen=True)
class Statement:
    """The clause `text[start:end]` of `text`."""

    text: str
    start: int
    end: int
    around: tuple[int, int]  # the clauses beside it in its sentence

    @cached_property
    def hits(self) -> dict[int, Hit]:
        return hits(self.text, self.start, self.end)

    @cached_property
    def matter(self) -> frozenset[str]:
        """What the clause speaks of, as pairs of characters."""
        return _pairs(self.text[self.start : self.end])

    @cached_property
    def setting(self) -> frozenset[str]:
        """What the clauses beside it speak of."""
        return _pairs(self.text[slice(*self.around)])


@dataclass(frozen=True)
class Grounded:
    """A statement of the material with where it stands there."""

    statement: Statement
    evidence: Evidence


def statements(text: str) -> Iterator[Statement]:
    """Every clause of `text` that says something."""
    for sentence in sentences(text):
        spans = list(_clauses(text, *sentence))
        for i, (start, end) in enumerate(spans):
            first, last = spans[max(0, i - _WIDE)], spans[min(len(spans) - 1, i + _WIDE)]
            yield Statement(text, start, end, (first[0], last[1]))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; one that names no matter (经初步判断) goes with the next."""
    first = None
    for match in _CLAUSE.finditer(text, start, end):
        first = match.start() if first is None else first
        if len(_pairs(text[first : match.end()])) >= _LEAST:
            yield first, match.end()
            first = None
    if first is not None:
        yield first, end


def likeness(a: Statement, b: Statement) -> float:
    """0 … 1: how sure it is that two clauses speak of the same matter. Short clauses take the words beside them along."""
    shared = len(a.matter & b.matter)
    if shared < _LEAST:
        return 0.0
    own = _overlap(a.matter, b.matter)
    if min(len(a.matter), len(b.matter)) >= _SHORT:
        return own
    return min(own, 0.5 * own + 0.5 * _contained(a.setting, b.setting))


class Statements:
    """The statements of the material, found by their words."""

    def __init__(self, grounded: list[Grounded]) -> None:
        self._all = grounded
        self._at: dict[str, list[int]] = defaultdict(list)
        for i, one in enumerate(grounded):
            for pair in one.statement.matter:
                self._at[pair].append(i)

    def akin(self, to: Statement) -> list[tuple[float, Grounded]]:
        """Those on the same matter, the most alike first."""
        counts: Counter[int] = Counter()
        for pair in to.matter:
            found = self._at.get(pair, ())
            if len(found) <= _COMMON:
                counts.update(found)
        tried = (self._all[i] for i, _ in counts.most_common(_TRIED))
        return sorted(((likeness(to, g.statement), g) for g in tried), key=lambda x: -x[0])


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Between the shared part of the smaller and of both: a long clause may hold the short one and more."""
    shared = len(a & b)
    return 0.5 * shared / min(len(a), len(b)) + shared / (len(a) + len(b))


def _contained(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=65536)
def _pairs(words: str) -> frozenset[str]:
    plain = _EMPTY.sub("", without_words(words))
    return frozenset(map(add, plain, plain[1:]))
