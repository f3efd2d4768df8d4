"""The lines and tables of an element, as a browser would show them."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.html_body import is_block
from corpus.readers.reading import Cell, Table

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_HAN_SPACE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’]) ?\n ?(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’])")
_CELLS = ("td", "th")
_UNREAD = frozenset(("rt", "rp", "del"))  # readings above characters, deleted text
_MOST_COLUMNS = 64
_UNSEEN = re.compile("[\u200b\u200d\ufeff\xad\x00-\x08\x0e-\x1f]")


def line_of(text: str) -> str:
    """`text` with its white space as a browser shows it: a line end in the source between Chinese characters is none."""
    text = re.sub(r"[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*", "\n", _UNSEEN.sub("", text)).strip()
    return _SPACE.sub(" ", _HAN_SPACE.sub("", text)).strip(" \u3000")


def blocks(element: Any, without: Any = None) -> Iterator[str | Table]:
    """The paragraphs and tables in `element` in order, but for those in the element `without`."""
    flow = _Flow()
    yield from _walk(element, flow, without)
    yield from flow.end()


class _Flow:
    """The line being read."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def end(self) -> Iterator[str]:
        line, self.parts = line_of("".join(self.parts)), []
        if line:
            yield line


def _walk(top: Any, flow: _Flow, without: Any) -> Iterator[str | Table]:
    """Without recursion: pages nest as deep as their tools let them."""
    stack: list[tuple[Any, bool]] = [(top, True)]
    while stack:
        element, enters = stack.pop()
        if enters:
            stack.append((element, False))
            if element.tag == "br" or is_block(element):
                yield from flow.end()
            if element is without or element.tag in _UNREAD:
                continue
            if element is not top and element.tag == "table" and (table := _table(element)):
                yield table
            else:
                flow.parts.append(element.text or "")
                stack += [(child, True) for child in reversed(element)]
        else:
            if is_block(element):
                yield from flow.end()
            if element is not top:
                flow.parts.append(element.tail or "")


def _table(element: Any) -> Table | None:
    """The table, unless it only lays out the page: then it holds other tables, or one column."""
    if element.find(".//table") is not None:
        return None
    rows = list(element.iter("tr"))
    found = tuple(_rows(rows))
    if max((len(row) for row in found), default=0) < 2:
        return None
    header = element.find(".//thead") is not None or all(cell.tag == "th" for cell in rows[0] if cell.tag in _CELLS)
    return Table(found, header)


def _rows(rows: list[Any]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row; those a cell above reaches down to repeat its text."""
    reaching: dict[int, tuple[int, Cell]] = {}  # by column: rows still covered, and the cell
    for row in rows:
        cells, column = list[Cell](), 0
        for element in [child for child in row if child.tag in _CELLS]:
            column = _covered(reaching, column, cells)
            lines = tuple(str(block) for block in _cell_lines(element)) or ("",)
            cell = Cell(lines, _count(element, "colspan"))
            if (below := _count(element, "rowspan") - 1) > 0:
                reaching[column] = (below, cell)
            cells.append(cell)
            column += cell.columns
        _covered(reaching, column, cells)
        if cells:
            yield tuple(cells)


def _covered(reaching: dict[int, tuple[int, Cell]], column: int, cells: list[Cell]) -> int:
    """Put the cells that reach down to `column` into the row; the column after them."""
    while column in reaching:
        rows, cell = reaching.pop(column)
        cells.append(Cell(cell.lines, cell.columns, above=True))
        if rows > 1:
            reaching[column] = (rows - 1, cell)
        column += cell.columns
    return column


def _cell_lines(element: Any) -> Iterator[str]:
    yield from (block for block in blocks(element) if isinstance(block, str))


def _count(element: Any, name: str) -> int:
    said = element.get(name) or ""
    return min(max(1, int(said)), _MOST_COLUMNS) if said.isascii() and said.isdigit() else 1
