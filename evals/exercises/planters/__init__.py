"""How a defect of each kind is made: all places where it could stand, whether or not the checker will see it there."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from evals.exercises.planters import date, figure, numbering, residue, words_of
from evals.exercises.plants import Plant

if TYPE_CHECKING:
    from evals.exercises.model import Clean, Kind

PLANTERS: "dict[Kind, Callable[[Clean], Iterable[Plant]]]" = {
    "figure": figure.plants,
    "strength": words_of.strength,
    "date": date.plants,
    "padding": words_of.padding,
    "tone": words_of.tone,
    "numbering": numbering.plants,
    "residue": residue.plants,
}
