"""The words of each kind: tone_words.yaml, and what the office adds to it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import RootModel

from base.office import remembered
from base.strict_yaml import load_model
from corpus.office import ToneGroup, ToneKind, office

_FILE = Path(__file__).parents[2] / "data" / "tone_words.yaml"
_LITERAL = re.compile(r"[㐀-鿿]+(?![?*+{])")  # how an entry begins, as far as it is plain
_KEY = 2  # characters of it that it is looked up by
SURE, HINT = 2, 1


class _Words(RootModel[dict[ToneKind, ToneGroup]]):
    pass


@dataclass(frozen=True)
class Hit:
    """Words of a kind at `[start, end)`, and how much they tell."""

    kind: str
    start: int
    end: int
    points: int


@dataclass(frozen=True)
class _Entry:
    kind: str
    points: int
    word: str
    begins: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.word)  # only when its beginning is met: most entries' never is

    def at(self, text: str, at: int) -> Hit | None:
        """Where it stands at `at`."""
        match = self.pattern.match(text, at) if text.startswith(self.begins, at) else None
        return self.hit(match) if match else None

    def hit(self, match: re.Match[str]) -> Hit:
        return Hit(self.kind, *match.span(), self.points)


@dataclass(frozen=True)
class _Lexicon:
    """Thousands of entries, most of them plain words: found by their first characters, since one pattern of them all is slow."""

    by_beginning: dict[str, tuple[_Entry, ...]]
    others: tuple[_Entry, ...]
    allowed: frozenset[str]


def hits(text: str) -> dict[str, list[Hit]]:
    """The words in `text` by kind, in order of place; of those that overlap the surer and then the longer stands."""
    found: dict[str, list[Hit]] = defaultdict(list)
    taken: dict[str, bytearray] = defaultdict(lambda: bytearray(len(text)))
    for hit in sorted(_every(text), key=lambda h: (-h.points, h.start - h.end)):
        of_kind = taken[hit.kind]
        if text[hit.start : hit.end] not in _lexicon().allowed and not any(of_kind[hit.start : hit.end]):
            of_kind[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            found[hit.kind].append(hit)
    return {kind: sorted(hits_of_kind, key=lambda h: h.start) for kind, hits_of_kind in found.items()}


def _every(text: str) -> Iterator[Hit]:
    lexicon = _lexicon()
    beginnings = lexicon.by_beginning
    for at, first in enumerate(text):
        for key in (first, text[at : at + _KEY]):
            for entry in beginnings.get(key, ()):
                if hit := entry.at(text, at):
                    yield hit
    for entry in lexicon.others:
        yield from map(entry.hit, entry.pattern.finditer(text))


@remembered
def _lexicon() -> _Lexicon:
    beginnings: dict[str, list[_Entry]] = defaultdict(list)
    others: dict[tuple[str, int], list[str]] = defaultdict(list)
    for kind, points, word in _words():
        if begins := _LITERAL.match(word):
            beginnings[begins[0][:_KEY]].append(_Entry(kind, points, word, begins[0]))
        else:
            others[kind, points].append(word)
    rest = tuple(_Entry(*key, "|".join(words)) for key, words in others.items())
    return _Lexicon({key: tuple(entries) for key, entries in beginnings.items()}, rest, frozenset(office().tone.allow))


def _words() -> Iterator[tuple[str, int, str]]:
    """Kind, points and pattern of every entry; those of the office are plain words."""
    for kind, group in load_model(_FILE, _Words).root.items():
        own = office().tone.words.get(kind, ToneGroup())
        for packaged, added, points in ((group.sure, own.sure, SURE), (group.hint, own.hint, HINT)):
            yield from ((kind, points, word) for word in (*packaged, *map(re.escape, added)))
