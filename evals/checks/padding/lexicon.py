"""The words and turns of phrase of `evals/data/padding.yaml`: which of them stand in a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from base.office import remembered
from base.strict_yaml import load_model
from corpus.office import office

FILE = Path(__file__).parents[2] / "data" / "padding.yaml"
_SLOGAN = "slogan"


class WordClass(BaseModel):
    """Words that speak for padding (`empty`) or for substance; `title` is what a person reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    empty: bool
    words: tuple[str, ...] = Field(min_length=1)


class Shape(BaseModel):
    """A turn of phrase, as a regular expression; `alone` it is enough to call a sentence padding."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    empty: bool
    alone: bool = False
    pattern: str


class KindOfText(BaseModel):
    """A kind of text: the genres that belong to it, and what it adds to the log odds that a sentence of it is padding."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    genres: tuple[str, ...]
    shift: float
    repeats: bool  # is it a fault to say a thing again?
    likely: str = ""  # the genre of such a text where none is given; '' for any


class Data(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, WordClass]
    shapes: dict[str, Shape]
    required: tuple[str, ...]
    kinds: dict[str, KindOfText]


@dataclass(frozen=True)
class Hit:
    """`text[start:end]` is a word of the class `sort`."""

    start: int
    end: int
    sort: str


class Lexicon:
    """All word classes and shapes; a word stands in one class only, the first that names it."""

    def __init__(self, words: dict[str, WordClass], shapes: dict[str, Shape]) -> None:
        self.words, self.shapes = words, shapes
        self.patterns = {name: re.compile(shape.pattern) for name, shape in shapes.items()}

    def hits(self, text: str) -> Iterator[Hit]:
        """The words of `text` from left to right, at each place the longest."""
        at = 0
        while at < len(text):
            word = next((w for n in self._lengths.get(text[at], ()) if (w := text[at : at + n]) in self._sorts), "")
            if word:
                yield Hit(at, at + len(word), self._sorts[word])
            at += len(word) or 1

    @cached_property
    def _sorts(self) -> dict[str, str]:
        return {word: name for name, sort in reversed(self.words.items()) for word in sort.words}

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """For each first character how long the words are that begin with it, longest first."""
        found: dict[str, set[int]] = {}
        for word in self._sorts:
            found.setdefault(word[0], set()).add(len(word))
        return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@cache
def data() -> Data:
    """The packaged lists."""
    return load_model(FILE, Data)


@remembered
def lexicon() -> Lexicon:
    """Words and shapes, the office's own formulas among the slogans."""
    words = data().words
    slogans = words[_SLOGAN].model_copy(update={"words": (*words[_SLOGAN].words, *office().padding.formulas)})
    return Lexicon({**words, _SLOGAN: slogans}, data().shapes)


@remembered
def required() -> re.Pattern[str]:
    """Any required wording, the office's own included."""
    every = (*data().required, *office().padding.required)
    return re.compile("|".join(map(re.escape, sorted(every, key=len, reverse=True))))
