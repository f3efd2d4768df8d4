"""A version as it is laid out: lines of its canonical text, in the body and in the cells of tables, and what cannot be cut."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from corpus.readers import wordml
from corpus.zh import Span
from drafting.docx.runs import Piece, Runs
from drafting.tracked.xml import WRAPPERS, drop


@dataclass(frozen=True)
class Cell:
    """A cell that is not covered by another, and what stands in it: numbers of lines, and tables."""

    element: Any
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Row:
    """A row with the lines `[first, last)`; rows of one `form` can stand for each other."""

    element: Any
    form: tuple[tuple[int, bool], ...]
    cells: tuple[Cell, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Table:
    """A table with the lines `[first, last)`."""

    element: Any
    rows: tuple[Row, ...]
    first: int
    last: int


Block = int | Table


@dataclass(frozen=True)
class Atom:
    """Characters `[start, end)` that `element` gives only as a whole: a formula, a reading above its characters."""

    start: int
    end: int
    element: Any


@dataclass
class Side:
    """One of two versions: its tree, the map of its text, its blocks."""

    document: Any
    runs: Runs = field(init=False)
    blocks: tuple[Block, ...] = field(init=False)
    atoms: tuple[Atom, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.runs = Runs(self.document)
        for line in self.runs.lines:
            _undelete_mark(line.paragraphs[-1])
        numbers = _Numbers()
        self.blocks = tuple(b for body in wordml.children(self.document, "body") for b in _blocks(body, numbers))
        self.atoms = tuple(_atoms(self.runs))

    @property
    def text(self) -> str:
        return self.runs.text

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.runs.lines]

    def line_number(self, offset: int) -> int:
        """The line that `offset` is in; the newline belongs to the line it ends."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def span(self, block: "Table | Row") -> Span:
        """The characters of a table or row, the last line's newline included; empty where no line is in it."""
        lines = self.runs.lines
        start = lines[block.first].start if block.first < len(lines) else len(self.text) + 1
        return Span(start, lines[block.last - 1].end + 1 if block.first < block.last else start)

    def elements(self, start: int, end: int) -> list[Any]:
        """The runs and formulas that give `[start, end)` of one line, cut out of what gives more."""
        atoms = [a for a in self.atoms if a.start < end and start < a.end]
        runs, at = list[Any](), start
        for atom in atoms:
            runs += [*self.runs.between(at, atom.start), atom.element] if at < atom.start else [atom.element]
            at = atom.end
        return [*runs, *self.runs.between(at, end)] if at < end else runs

    def piece(self, offset: int) -> Piece | None:
        """What gives the character at `offset`; None for a newline between paragraphs."""
        return next(iter(self.runs.within(offset, offset + 1)), None)


def _undelete_mark(paragraph: Any) -> None:
    """A line of text has an end: a deletion of its mark, before a table or at the very end, says nothing."""
    marks = [mark for group in wordml.children(paragraph, "pPr") for mark in wordml.children(group, "rPr")]
    for deleted in [e for mark in marks for e in mark if wordml.name(e) in ("del", "moveFrom")]:
        drop(deleted)


class _Numbers:
    """Numbers for lines, in order."""

    def __init__(self) -> None:
        self.next = 0

    def take(self) -> int:
        self.next += 1
        return self.next - 1


def _blocks(container: Any, numbers: _Numbers) -> Iterator[Block]:
    for block in wordml.content(container):
        yield numbers.take() if isinstance(block, tuple) else _table(block, numbers)


def _table(element: Any, numbers: _Numbers) -> Table:
    first = numbers.next
    rows = tuple(_row(cells, numbers) for cells in wordml.rows(element) if cells)
    return Table(element, rows, first, numbers.next)


def _row(cells: tuple[wordml.GridCell, ...], numbers: _Numbers) -> Row:
    first = numbers.next
    inner = tuple(Cell(c.element, tuple(_blocks(c.element, numbers))) for c in cells if not c.covered)
    row = next(a for a in cells[0].element.iterancestors() if wordml.name(a) == "tr")
    return Row(row, tuple((c.columns, c.covered) for c in cells), inner, first, numbers.next)


def _atoms(runs: Runs) -> Iterator[Atom]:
    """Runs and formulas that hold their characters deeper than a plain run does."""
    last: Atom | None = None
    for piece in runs.within(0, len(runs.text)):
        whole = _whole(piece)
        if whole is None:
            continue
        if last is not None and last.element is whole:
            last = Atom(last.start, piece.end, whole)
            continue
        if last is not None:
            yield last
        last = Atom(piece.start, piece.end, whole)
    if last is not None:
        yield last


def _whole(piece: Piece) -> Any:
    """The outermost element around `piece` below its paragraph and what holds runs; None where that is a run of its own."""
    found = piece.element
    for ancestor in piece.element.iterancestors():
        if wordml.name(ancestor) == "p":
            break
        if wordml.name(ancestor) not in WRAPPERS:
            found = ancestor
    return None if found is piece.run and wordml.name(found) == "r" else found
