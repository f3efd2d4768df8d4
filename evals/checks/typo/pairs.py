"""Forms that are wrong wherever they stand: evals/data/typo_pairs.yaml."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from base.strict_yaml import load_model
from corpus.zh import Span

FILE = Path(__file__).parents[2] / "data" / "typo_pairs.yaml"
_HEAD = 2  # characters that every wrong form has at least
Pairs = Annotated[dict[str, str], BeforeValidator(lambda value: dict(pair.split(":") for pair in str(value).split()))]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    pairs: dict[str, Pairs]  # by kind, wrong: right
    unless: dict[str, tuple[str, ...]]  # right words in which a wrong form stands by chance


class Wrong(NamedTuple):
    """A wrong form in a text, and what is right."""

    start: int
    end: int
    right: str


@cache
def _file() -> _File:
    return load_model(FILE, _File)


@cache
def _by_head() -> dict[str, list[tuple[str, str]]]:
    """Wrong forms with the right ones by their first characters, the longest first."""
    heads: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group in _file().pairs.values():
        for wrong, right in group.items():
            heads[wrong[:_HEAD]].append((wrong, right))
    return {head: sorted(pairs, key=lambda pair: (-len(pair[0]), pair)) for head, pairs in heads.items()}


def wrong_forms(text: str) -> Iterator[Wrong]:
    """In order of place, none in another."""
    heads, end = _by_head(), 0
    for at in range(len(text) - 1):
        for wrong, right in heads.get(text[at : at + _HEAD], ()) if at >= end else ():
            if text.startswith(wrong, at) and not _is_by_chance(text, Span(at, at + len(wrong))):
                end = at + len(wrong)
                yield Wrong(at, end, right)
                break


def _is_by_chance(text: str, span: Span) -> bool:
    """Is this part of a right word, 己经 of 自己经历?"""
    words = _file().unless.get(span.of(text), ())
    return any(text.find(word, max(0, span.end - len(word)), span.start + len(word)) >= 0 for word in words)
