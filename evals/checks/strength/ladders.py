"""Ladders of strength from `evals/data/strength.yaml`: which rung of which ladder the words of a clause stand on."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from base.strict_yaml import load_model

_FILE = Path(__file__).parents[2] / "data" / "strength.yaml"
_BEFORE = 3  # characters before a word in which a negation takes it back


class Rung(BaseModel):
    """The words of one strength. `plain` verbs count only where nothing looks ahead; a `hedge` is missed when it is dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    level: str
    words: tuple[str, ...] = Field(min_length=1)
    plain: tuple[str, ...] = ()
    hedge: bool = False


class Ladder(BaseModel):
    """Rungs from weak to strong; `not_in` are words in which theirs mean something else."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    rungs: tuple[Rung, ...] = Field(min_length=2)
    not_in: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    ladders: tuple[Ladder, ...]
    negations: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """`text[start:end]` puts its clause on rung `rung` of `ladder`."""

    ladder: int
    rung: int
    start: int
    end: int


@cache
def ladders() -> tuple[Ladder, ...]:
    """Every ladder of the data file."""
    return _data().ladders


def hits(text: str, start: int, end: int) -> dict[int, Hit]:
    """The rung of the clause `text[start:end]` on each ladder that it speaks of; the weakest word governs, a negated one counts not."""
    found: dict[int, Hit] = {}
    for number in range(len(ladders())):
        for match in _pattern(number).finditer(text, start, end):
            hit = _hit(number, match, start)
            if hit and (number not in found or hit.rung < found[number].rung):
                found[number] = hit
    return found


def without_words(text: str) -> str:
    """`text` without the words of any ladder: what is left is the matter it speaks of."""
    return _every_word().sub("", text)


def _hit(number: int, match: re.Match[str], start: int) -> Hit | None:
    if match["other"]:
        return None
    text, (rung, plain) = match.string, _rungs(number)[match[0]]
    if _negated().search(text, max(start, match.start() - _BEFORE), match.start()):
        return None
    if plain and (_ahead(number).search(text, start, match.start()) or text.startswith("的", match.end())):
        return None
    return Hit(number, rung, *match.span())


@cache
def _pattern(number: int) -> re.Pattern[str]:
    ladder = ladders()[number]
    return re.compile(f"(?P<other>{_any(ladder.not_in) or '(?!)'})|{_any(tuple(_rungs(number)))}")


@cache
def _rungs(number: int) -> dict[str, tuple[int, bool]]:
    """Each word of a ladder with its rung, and whether it is a plain verb."""
    rungs = ladders()[number].rungs
    plain = {w: (i, True) for i, rung in enumerate(rungs) for w in rung.plain}
    return plain | {w: (i, False) for i, rung in enumerate(rungs) for w in rung.words}


@cache
def _ahead(number: int) -> re.Pattern[str]:
    return re.compile(_any(ladders()[number].ahead) or "(?!)")


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(f"(?:{_any(_data().negations)})[^，。；]?$")


@cache
def _every_word() -> re.Pattern[str]:
    every = (w for i in range(len(ladders())) for w, (_, plain) in _rungs(i).items() if not plain)
    return re.compile(_any(tuple(dict.fromkeys(every))))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _data() -> _Data:
    return load_model(_FILE, _Data)
