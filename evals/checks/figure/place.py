"""Where a figure stands, as the words around it, and how alike two places are."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from operator import add

from corpus.figures import Read, read
from corpus.figures.context import MOVE
from evals.checks.figure.aliases import usual

_NOISE = re.compile(r"[0-9０-９.．%％\s“”‘’（）()、]|同比|增速|(?:约|近|接近|超过|超|逾|不足)$")
_AFTERNOON = re.compile(r"(?:下午|傍晚|晚上?|夜里?|夜间|当晚)$")
_NOON = 12 * 60
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
        if len(grams) >= 2:
            return grams
        return grams | (pairs(_plain(self.read.subject)) or pairs(_plain(self.read.indicator)))

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
    return [Place(_on_the_clock(r), text) for r in read(text, today)]


def _on_the_clock(read: Read) -> Read:
    """晚8时 is 20时."""
    figure = read.figure
    if figure.kind != "time" or figure.low >= _NOON or not _AFTERNOON.search(read.left):
        return read
    return replace(read, figure=replace(figure, low=figure.low + _NOON, high=figure.high + _NOON))


def pairs(words: str) -> frozenset[str]:
    """Neighbouring characters; a single character stands for itself."""
    return frozenset(map(add, words, words[1:])) or frozenset(words)


def alike(a: Place, b: Place) -> float:
    """0 … 1: how far the words around two figures are the same."""
    return 0.8 * _dice(a.near, b.near) + 0.2 * _dice(a.far, b.far)


def covered(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of `part` that is in `whole`."""
    return len(part & whole) / len(part) if part else 0.0


def _dice(a: frozenset[str], b: frozenset[str]) -> float:
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))


def _plain(words: str) -> str:
    return usual(_NOISE.sub("", MOVE.sub("", words)))
