"""Public formulations that stand with a character, a number or their order wrong. What the office lays down itself wins."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.index import Index, Pattern, beginnings, branches
from evals.checks.wording.view import View
from evals.finding import Edit, Finding

_FILE = Path(__file__).parents[2] / "data" / "wording_formulations.yaml"
_LONG = 9  # characters: nobody says nearly all of these by chance
_NUMERALS = "一二两三四五六七八九十"
_IS_HAN = re.compile("[㐀-鿿、，]+")


class _Numbered(BaseModel):
    """A formulation that is known by its number; `also`: another way to write it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    number: str
    rest: str
    also: str = ""


class _Wrong(BaseModel):
    """A regular expression of what is certainly wrong, and what is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    find: str
    right: str


class Members(BaseModel):
    """A formulation with all its members in order; `named`: they are everyday words, so the name must stand near."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    all: tuple[str, ...]
    named: bool = False


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    near: tuple[str, ...]
    numbered: tuple[_Numbered, ...]
    wrong: tuple[_Wrong, ...]
    members: tuple[Members, ...]


def findings(view: View) -> Iterator[Finding]:
    """In order of kind, then of place."""
    done = 0
    for at, (right, pattern) in _certain().candidates(view.text):
        match = pattern.match(view.text, at) if at >= done else None
        if match and view.is_ours(*match.span(), quoted=True):
            yield _finding(view, *match.span(), right)
            done = match.end()
    for at, (offset, right) in _halves().candidates(view.text):
        start, end = at - offset, at - offset + len(right)
        if start >= 0 and _is_slip(view.text, start, end, right) and view.is_ours(start, end, quoted=True):
            yield _finding(view, start, end, right)


def _finding(view: View, start: int, end: int, right: str) -> Finding:
    return view.finding("fixed-formulation", start, end, Edit(start, end, right), right=right)


def _is_slip(text: str, start: int, end: int, right: str) -> bool:
    """Is one character only another one, and that no mark; at its edge a short one may just be other words (三会一起)."""
    said = text[start:end]
    if len(said) != len(right) or said in file().near or not _IS_HAN.fullmatch(said):
        return False
    different = [i for i, (a, b) in enumerate(zip(said, right)) if a != b]
    if len(different) != 1 or {said[different[0]], right[different[0]]} & set("、，和"):
        return False
    return len(right) >= _LONG or {said[different[0]], right[different[0]]} <= set(_NUMERALS) or 0 < different[0] < len(right) - 1


@cache
def file() -> _File:
    """The whole file."""
    return load_model(_FILE, _File)


@cache
def _certain() -> Index[tuple[str, Pattern]]:
    patterns = [(wrong.right, find) for wrong in file().wrong for find in branches(wrong.find)]
    patterns += [(entry.number + entry.rest, _other_number(entry)) for entry in file().numbered]
    return Index((word, (right, Pattern(find))) for right, find in patterns for word in beginnings(find))


def _other_number(entry: _Numbered) -> str:
    others = "|".join(n for n in _NUMERALS if n not in (entry.number, entry.also) and not entry.number.endswith(n))
    return f"(?<![{_NUMERALS}])(?:{others}){entry.rest}"


@cache
def _halves() -> Index[tuple[int, str]]:
    """Both halves of every formulation with the offset at which each stands in it: one wrong character leaves one of them whole."""
    return Index(
        (half, (offset, right))
        for right in file().near
        for offset, half in ((0, right[: len(right) // 2]), (len(right) // 2, right[len(right) // 2 :]))
    )
