"""Idioms that say something else than what is meant here: the words round them tell. wording_idioms.yaml has the signs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.index import Index
from evals.checks.wording.view import View
from evals.finding import Edit, Finding

_FILE = Path(__file__).parents[2] / "data" / "wording_idioms.yaml"
_CUE = re.compile(r"\{(\w+)\}")
_NEVER = re.compile(r"(?!)")


class _Group(BaseModel):
    """Idioms with one trap: `words` has for each its sense and, where there is one, what is said instead.

    `signs`, and `before` and `after` the idiom, are regular expressions with {names} of cues; one that matches in the segment shows the
    misuse, unless `fits` does. `bare`: misused wherever nothing shows that it fits.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    signs: str = ""
    before: str = ""
    after: str = ""
    fits: str = ""
    bare: bool = False
    words: dict[str, tuple[str, ...]]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    cues: dict[str, str]
    groups: tuple[_Group, ...]


@dataclass(frozen=True)
class _Idiom:
    """One idiom with the signs of its group."""

    word: str
    sense: str
    instead: str
    group: _Group
    cues: tuple[tuple[str, str], ...]

    def _compiled(self, source: str) -> re.Pattern[str]:
        return re.compile(_CUE.sub(lambda m: f"(?:{dict(self.cues)[m[1]]})", source)) if source else _NEVER

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        group = self.group
        return tuple(self._compiled(source) for source in (group.fits, group.signs, group.before, group.after))

    def is_misused(self, before: str, after: str) -> bool:
        """Between these words of its segment?"""
        fits, signs, leads, follows = self._patterns
        around = f"{before}◇{after}"  # ◇ stands for the idiom itself
        if fits.search(around):
            return False
        return self.group.bare or bool(signs.search(around) or leads.search(before) or follows.match(after))


def findings(view: View) -> Iterator[Finding]:
    """In order of place; an idiom with several traps is told once."""
    done = 0
    for at, idiom in _index().candidates(view.text):
        end = at + len(idiom.word)
        if at >= done and view.is_ours(at, end):
            segment = view.segment(at, end)
            if idiom.is_misused(view.text[segment.start : at], view.text[end : segment.end]):
                yield _finding(view, at, idiom)
                done = end


def _finding(view: View, at: int, idiom: _Idiom) -> Finding:
    end = at + len(idiom.word)
    edit = Edit(at, end, idiom.instead) if idiom.instead else None
    mend = f"可改为“{idiom.instead}”" if idiom.instead else "请换一种说法"
    return view.finding("idiom-misused", at, end, edit, sense=idiom.sense, mend=mend)


@cache
def _index() -> Index[_Idiom]:
    file = _file()
    cues = tuple(file.cues.items())
    idioms = (
        _Idiom(word, said[0], said[1] if len(said) > 1 else "", group, cues) for group in file.groups for word, said in group.words.items()
    )
    return Index((idiom.word, idiom) for idiom in idioms)


@cache
def _file() -> _File:
    return load_model(_FILE, _File)
