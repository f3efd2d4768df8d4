"""Numbers that everybody knows and no ledger holds: 1949年, 二十届三中全会, 110, 上午9时, from `evals/data/known_figures.yaml`."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from base.strict_yaml import load_model
from evals.case import Case
from evals.checks.figure.place import Place

_FILE = Path(__file__).parents[2] / "data" / "known_figures.yaml"
_AROUND = 16  # characters on each side in which a way of speaking is told


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    known: tuple[str, ...]


def is_commonplace(place: Place, case: Case) -> bool:
    """Does the figure need no row in a ledger? With sources at hand, or for the guard, everything is asked for."""
    if case.strict or case.sources is not None:
        return False
    first, last = max(0, place.read.start - _AROUND), place.read.end + _AROUND
    found = (m.span() for pattern in _patterns() for m in pattern.finditer(place.text, first, last))
    return any(start <= place.read.start and place.read.end <= end for start, end in found)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, load_model(_FILE, _Data).known))
