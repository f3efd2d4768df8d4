"""What the words alone show: said twice, two constructions run together, a half of a pair missing. wording_phrases.yaml and its like."""

from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.checks.wording.index import Index, Pattern, beginnings
from evals.checks.wording.view import View
from evals.finding import Edit, Finding, Severity

_DATA = Path(__file__).parents[2] / "data"
_FILES = ("wording_redundant.yaml", "wording_grammar.yaml", "wording_usage.yaml")
_MACROS = {
    "…": "([^，。；：！？、\n“”《》（）]{0,12}?)",  # within one clause
    "～": "([^。；！？\n“”《》]{1,40}?)",  # within one sentence
    "＃": "([\\d一二三四五六七八九十百千万亿两几半零点.,．％%/]+)",
    "＾": "(?<![^。！？；：\n　 ])",  # where a sentence begins
}


class _Entry(BaseModel):
    """`find` is a regular expression that begins with plain words; `to` what is offered instead, with its groups."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    find: str
    why: str
    to: str = ""
    sure: bool = False  # beyond doubt: an error
    safe: bool = False  # there is one way to mend it, and it keeps the meaning


class _File(BaseModel):
    """Entries by rule, and groups of words of one meaning, of which two in a row are one too many."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    entries: dict[
        Literal[
            "redundant-words",
            "mixed-construction",
            "wrong-conjunction",
            "two-sided",
            "double-negation",
            "multiple-decrease",
            "word-misused",
        ],
        tuple[_Entry, ...],
    ]
    synonyms: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()  # two in a row that are right all the same


Compiled = tuple[str, _Entry, Pattern]


def findings(view: View) -> Iterator[Finding]:
    """In order of place; what lies within a finding before it is not said again."""
    done = 0
    for at, (rule, entry, pattern) in _index().candidates(view.text):
        match = pattern.match(view.text, at) if at >= done else None
        if match and view.is_ours(*match.span()):
            yield _finding(view, rule, entry, *match.span(), match.expand(entry.to))
            done = match.end()


def _finding(view: View, rule: str, entry: _Entry, start: int, end: int, instead: str) -> Finding:
    edit = Edit(start, end, instead, "safe" if entry.safe else "unsafe") if instead else None
    mend = f"可改为“{instead}”" if instead else "请改写"
    severity: Severity | None = "error" if entry.sure else None
    return view.finding(rule, start, end, edit, 0.95 if entry.sure else 0.8, severity, why=entry.why, mend=mend)


@cache
def _index() -> Index[Compiled]:
    return Index((word, entry) for entry in _compiled() for word in beginnings(entry[2].source))


def _compiled() -> Iterator[Compiled]:
    for name in _FILES:
        file = load_model(_DATA / name, _File)
        for rule, entries in file.entries.items():
            yield from ((rule, entry, Pattern(_expanded(entry.find))) for entry in entries)
        for one, other in (pair for group in file.synonyms for pair in permutations(group, 2)):
            if one + other not in file.apart and one not in other and other not in one:
                entry = _Entry(find=one + other, to=one, why=f"“{one}”与“{other}”意思重复")
                yield "redundant-words", entry, Pattern(f"{one}{other}")


def _expanded(find: str) -> str:
    for sign, pattern in _MACROS.items():
        find = find.replace(sign, pattern)
    return find
