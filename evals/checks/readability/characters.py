"""Rare characters and words that are often misread, with their reading, each once."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from corpus.office import office
from corpus.proper_names import places
from evals.checks.readability.view import View
from evals.finding import Finding

_FILE = Path(__file__).parents[2] / "data" / "readability_misread.yaml"
_FIRST_OF_LEVEL_TWO = 0xD8  # GB/T 2312 puts its 3,755 common characters before the rare ones
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_REPEATED = 2  # times that a name is said by which it is one of home
_ROUND = 4  # characters at either side by which the reading is chosen


class _Table(BaseModel):
    """What the data file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: dict[str, str]
    rare_known: str


@cache
def _table() -> _Table:
    return load_model(_FILE, _Table)


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_table().words, key=lambda w: (-len(w), w))))


def findings(view: View) -> Iterator[Finding]:
    """The words first: a rare character in one of them is told by the word. Who speaks can say the names of home."""
    told = set(_at_home(view))
    for match in _words().finditer(view.text):
        if match[0] not in told and view.is_said(match.start()):
            told |= {match[0], *match[0]}
            yield view.finding("word-often-misread", *match.span(), reading=_table().words[match[0]])
    for match in _HAN.finditer(view.text):
        if match[0] not in told and _is_rare(match[0]) and view.is_said(match.start()):
            told.add(match[0])
            yield view.finding("rare-character", *match.span(), reading=_reading(view.text, match.start()))


def _at_home(view: View) -> Iterator[str]:
    """The characters of the names that the brief and the office give, and of the places that the text names again and again."""
    yield from "".join((*view.own_names, *(officer.name for officer in office().names)))
    said = Counter(place.stem for place in places(view.text))
    yield from "".join(stem for stem in said if said[stem] >= _REPEATED)


@cache
def _is_rare(char: str) -> bool:
    """Is it beyond the common characters of GB/T 2312, and not known to everybody all the same?"""
    if char in _table().rare_known:
        return False
    try:
        return char.encode("gb2312")[0] >= _FIRST_OF_LEVEL_TWO
    except UnicodeEncodeError:
        return True


def _reading(text: str, at: int) -> str:
    """The reading of the character at `at` among those round it."""
    from pypinyin import pinyin  # its tables take a while to load: only where a rare character stands

    start = max(0, at - _ROUND)
    around = "".join(char if _HAN.match(char) else "的" for char in text[start : at + _ROUND])
    return str(pinyin(around)[at - start][0])
