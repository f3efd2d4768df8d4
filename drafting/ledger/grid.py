"""A table of a file as rows of text, with what a person who looks at it would not see."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[int, int]  # row and column, from 0
MOST_ROWS = 20_000  # a workbook of half a megabyte can hold millions of empty rows


@dataclass(frozen=True)
class Grid:
    """One sheet, or a whole CSV file (`name` is ''). Problems and notes matter only where the cell is used."""

    name: str
    rows: list[list[str]]
    hidden: frozenset[int] = frozenset()
    problems: Mapping[Spot, str] = field(default_factory=dict)  # why a cell cannot be read
    notes: Mapping[Spot, str] = field(default_factory=dict)  # how it is read, where it looks otherwise
    merged: Mapping[Spot, str] = field(default_factory=dict)  # cells filled from the merged range they lie in
    headings: frozenset[int] = frozenset()  # rows whose first cells are merged into one

    def filled(self, row: int) -> bool:
        return any(self.rows[row])
