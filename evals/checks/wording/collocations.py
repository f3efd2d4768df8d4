"""Words that do not go together: 加快……水平, 热情……踊跃. wording_collocations.yaml has the verbs each noun does not take."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.index import Index, Pattern
from evals.checks.wording.view import View
from evals.finding import Edit, Finding

_FILE = Path(__file__).parents[2] / "data" / "wording_collocations.yaml"
_LED = 8  # characters before a verb in which another may govern it
_REACH = 40  # characters that verb, noun and what is between them never fill
_CLOSE = r"(?=[，。；！？”\n]|$)"


class _Object(BaseModel):
    """Verbs that none of the nouns is the object of."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    instead: str


class _Subject(BaseModel):
    """Predicates that none of the nouns is the subject of."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    nouns: tuple[str, ...]
    predicates: tuple[str, ...]
    instead: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    modifiers: tuple[str, ...]
    acting: tuple[str, ...]
    objects: tuple[_Object, ...]
    subjects: tuple[_Subject, ...]


Compiled = tuple[dict[str, str], Pattern]  # what is said instead, by noun


def findings(view: View) -> Iterator[Finding]:
    """In order of place, each place once."""
    done = 0
    for at, (instead, pattern) in _index().candidates(view.text):
        near = view.text[at : at + _REACH]  # the patterns are long: most are never compiled
        match = pattern.match(view.text, at) if at >= done and any(noun in near for noun in instead) else None
        if match and view.is_ours(*match.span()) and not _acted_on().search(view.text[max(0, at - _LED) : at]):
            yield _finding(view, match, instead[match["noun"]])
            done = match.end()


@cache
def _acted_on() -> re.Pattern[str]:
    """Another verb before in the clause: in 加大改善民生力度 the noun is its object."""
    file = _file()
    verbs = {verb for entry in file.objects for verb in (*entry.verbs, entry.instead)} | set(file.acting)
    return re.compile(f"(?:{_any(verbs)})[^，。；：！？、\n]{{0,{_LED}}}$")


def _finding(view: View, match: re.Match[str], instead: str) -> Finding:
    edit = Edit(*match.span("wrong"), instead)
    start, end = match.span()
    return view.finding("collocation-wrong", start, end, edit, one=match["wrong"], other=match["noun"], instead=instead)


@cache
def _index() -> Index[Compiled]:
    return Index((*_objects(_file()), *_subjects(_file())))


@cache
def _file() -> _File:
    return load_model(_FILE, _File)


def _objects(file: _File) -> Iterator[tuple[str, Compiled]]:
    """For each verb the nouns it must not lead to; another verb between the two, or a second noun beside, leaves them unjudged."""
    every = {verb for entry in file.objects for verb in (*entry.verbs, entry.instead)} | set(file.acting)
    between = f"(?:(?!{_any(every)})[^，。；：！？、\n“”《》（）和与及并而]){{0,8}}?"
    for verb in dict.fromkeys(verb for entry in file.objects for verb in entry.verbs):
        instead = {noun: entry.instead for entry in file.objects if verb in entry.verbs for noun in entry.nouns}
        nouns = _any(instead)
        close = f"(?:{_CLOSE}|(?=[和与及、](?:{nouns}){_CLOSE}))"
        pattern = f"(?<![得不在以所和与及并、])(?P<wrong>{verb})(?![和与及、并性型])了?{between}(?P<noun>{nouns}){close}"
        yield verb, (instead, Pattern(pattern))


def _subjects(file: _File) -> Iterator[tuple[str, Compiled]]:
    """For each noun the predicates it must not have."""
    for entry in file.subjects:
        for noun in entry.nouns:
            pattern = f"(?P<noun>{noun})(?:{_any(file.modifiers)}){{0,4}}(?P<wrong>{_any(entry.predicates)})了?{_CLOSE}"
            yield noun, ({noun: entry.instead}, Pattern(pattern))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
