"""Renderers: checked files for a person or for another program. Adding a format is adding a module with `render(results) -> str`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evals.case import Outcome
from evals.figure_table import FigureRow
from evals.rules import FAMILIES

if TYPE_CHECKING:
    from evals.trim import Trimmed


@dataclass(frozen=True)
class Checked:
    """A file (or pasted text) and what the checks say of it."""

    name: str
    text: str
    outcome: Outcome
    families: tuple[str, ...] = FAMILIES  # those asked for
    figures: tuple[FigureRow, ...] | None = None  # the table of figures, where it is asked for
    trimmed: "Trimmed | None" = None  # the text without its padding, where that was scored


Results = Sequence[Checked]
