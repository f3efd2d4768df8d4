"""Thousands of patterns found by how they begin: one walk over the text tells which of them are worth trying where."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")

_HAN = "㐀-鿿“"
_BEHIND = re.compile(r"(?:\(\?<[!=](?:[^()\\]|\\.)*\))+")
_GROUP = re.compile(rf"\((?:\?:|\?P<\w+>)?([{_HAN}|]+)\)(?![?*{{])")
_WORD = re.compile(rf"[{_HAN}]+")
_REPEATS = re.compile(r"[?*+{]")
_KEY = 2  # characters


class Index(Generic[T]):
    """Entries under the first characters of what they look for."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        """Each entry with a word it begins with, of one character or more."""
        self._single: dict[str, list[tuple[str, T]]] = defaultdict(list)
        self._double: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for word, entry in entries:
            (self._double if len(word) >= _KEY else self._single)[word[:_KEY]].append((word, entry))

    def candidates(self, text: str) -> Iterator[tuple[int, T]]:
        """The entries whose beginning stands in `text`, with its place, in order of place."""
        single, double = self._single, self._double
        for at, first in enumerate(text):
            if entries := double.get(text[at : at + _KEY]):
                yield from ((at, entry) for word, entry in entries if text.startswith(word, at))
            if entries := single.get(first):
                yield from ((at, entry) for _, entry in entries)


@dataclass(frozen=True)
class Pattern:
    """A regular expression that is compiled only when its beginning is met."""

    source: str

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    def match(self, text: str, at: int) -> re.Match[str] | None:
        """At `at`; what stands before it can be looked back at."""
        return self._compiled.match(text, at)


def branches(source: str) -> list[str]:
    """The branches of a regular expression at its top level: each begins with words of its own."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(source):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            found.append(source[start:at])
            start = at + 1
    return [*found, source[start:]]


def beginnings(source: str) -> tuple[str, ...]:
    """The words that a match of the regular expression `source` can begin with. ValueError when it does not begin with plain words."""
    return tuple(dict.fromkeys(word for branch in branches(source) for word in _beginnings(branch)))


def _beginnings(source: str) -> tuple[str, ...]:
    """The same of one branch."""
    behind = _BEHIND.match(source)
    at = behind.end() if behind else 0
    if group := _GROUP.match(source, at):
        return tuple(group[1].split("|"))
    word = _WORD.match(source, at)
    if not word:
        raise ValueError(source)
    literal = word[0][:-1] if _REPEATS.match(source, word.end()) else word[0]
    if not literal:
        raise ValueError(source)
    return (literal,)
