"""Where a figure stands, as the words around it, and how alike two places are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import add

from corpus.figures import Read, read
from corpus.figures.context import MOVE

_NOISE = re.compile(r"[0-9０-９.．%％\s“”‘’（）()、]|同比|(?:约|近|超过|超|逾)$")
_FAR = 36
_LEAD = 24


@dataclass(frozen=True)
class Place:
    """A figure in `text`. `near` are pairs of characters of its own clause, movement words left out; `far` those around it."""

    read: Read
    text: str

    @cached_property
    def near(self) -> frozenset[str]:
        left, right = _plain(self.read.left)[-18:], _plain(self.read.right)[:8]
        grams = pairs(left) | {f">{g}" for g in pairs(right)}
        return grams if len(grams) >= 2 else grams | pairs(_plain(self.read.subject))

    @cached_property
    def far(self) -> frozenset[str]:
        start = self.read.start - len(self.read.left)
        before = self.text[max(0, start - _FAR) : start].rpartition("\n")[2]
        after = self.text[self.read.end : self.read.end + _FAR // 2].partition("\n")[0]
        return pairs(_plain(before)) | pairs(_plain(after))

    @property
    def lead(self) -> str:
        """The words before it in its sentence, other figures among them: where 合计, 平均, 目标 stand."""
        return self.text[max(self.read.sentence, self.read.start - _LEAD) : self.read.start]

    @cached_property
    def words(self) -> frozenset[str]:
        """All that may name the indicator: the clause and the subject taken over."""
        return pairs(_plain(self.read.left)) | pairs(_plain(self.read.right)) | pairs(_plain(self.read.subject))


def places(text: str, today: int = 0) -> list[Place]:
    """The figures of `text` as places."""
    return [Place(r, text) for r in read(text, today)]


def pairs(words: str) -> frozenset[str]:
    """Neighbouring characters; a single character stands for itself."""
    return frozenset(map(add, words, words[1:])) or frozenset(words)


def alike(a: Place, b: Place) -> float:
    """0 … 1: how far the words around two figures are the same."""
    return 0.8 * _dice(a.near, b.near) + 0.2 * _dice(a.far, b.far)


def covered(part: Iterable[str], whole: frozenset[str]) -> float:
    """The share of `part` that is in `whole`."""
    grams = list(part)
    return sum(g in whole for g in grams) / len(grams) if grams else 0.0


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def _plain(words: str) -> str:
    return _NOISE.sub("", MOVE.sub("", words))
