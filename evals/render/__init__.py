"""Renderers: a checked file as text or json. Adding a format is adding a module with `render(results) -> str`."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.case import Outcome
from evals.figure_table import FigureRow
from evals.rules import FAMILIES


@dataclass(frozen=True)
class Checked:
    """A file (or pasted text) and what the checks say of it."""

    name: str
    text: str
    outcome: Outcome
    families: tuple[str, ...] = FAMILIES  # those asked for
    figures: tuple[FigureRow, ...] | None = None  # the table of figures, where it is asked for


Results = Sequence[Checked]
