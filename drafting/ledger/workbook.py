"""XLSX: every sheet as a person sees it, and what is behind the cells."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from base.errors import FileError, InputError
from drafting.ledger.cells import Shown, shown
from drafting.ledger.grid import MOST_ROWS, Grid, Spot

_COLUMNS = 60
_MOST_BYTES = 64_000_000
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")


class _Books(NamedTuple):
    """The workbook with the values that were stored, and with the formulas."""

    values: Any
    formulas: Any


def read(path: Path, raw: bytes) -> list[Grid]:
    """The sheets that a person sees, in order; FileError when the workbook is damaged, locked or too large."""
    books = _opened(path, raw)
    visible = [s.title for s in books.values.worksheets if s.sheet_state == "visible"]
    return [_grid(books, name) for name in visible]


def _opened(path: Path, raw: bytes) -> _Books:
    from openpyxl import load_workbook  # 280 ms: only where a workbook is read

    try:
        _demand_small(path, raw)
        books = _Books(load_workbook(io.BytesIO(raw), data_only=True), load_workbook(io.BytesIO(raw)))
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part raises
        raise FileError(f"{path} 不是可以读取的 XLSX（可能损坏或加密），请用表格软件重新另存。") from error
    if any(s.max_row > MOST_ROWS for s in books.values.worksheets):  # a single cell may stand in the last of a million rows
        raise _too_long(path)
    return books


def _demand_small(path: Path, raw: bytes) -> None:
    """Look at the parts before they are parsed: a small file may unpack to gigabytes, or to millions of empty rows."""
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise FileError(f"{path} 解开后太大，不像一份台账，请只留下要用的指标。")
        for name in parts.namelist():
            if name.startswith("xl/worksheets/") and len(_ROW.findall(parts.read(name))) > MOST_ROWS:
                raise _too_long(path)


def _too_long(path: Path) -> FileError:
    return FileError(f"{path} 有工作表超过 {MOST_ROWS} 行，不像一份台账，请只留下要用的指标。")


def _grid(books: _Books, name: str) -> Grid:
    sheet, formulas = books.values[name], books.formulas[name]
    height, width = sheet.max_row, min(_COLUMNS, sheet.max_column)  # each is counted anew whenever it is asked for
    cells = {
        (r, c): shown(cell, formulas.cell(r + 1, c + 1))
        for r, row in enumerate(sheet.iter_rows(max_col=width))
        for c, cell in enumerate(row)
    }
    merged = _fill(sheet, cells)
    rows = [[cells.get((r, c), Shown()).text for c in range(width)] for r in range(height)]
    return Grid(
        name,
        rows,
        frozenset(r - 1 for r, d in sheet.row_dimensions.items() if d.hidden),
        {spot: s.problem for spot, s in cells.items() if s.problem},
        {spot: s.note for spot, s in cells.items() if s.note},
        merged,
        frozenset(area.min_row - 1 for area in sheet.merged_cells.ranges if area.max_col > area.min_col),
    )


def _fill(sheet: Any, cells: dict[Spot, Shown]) -> dict[Spot, str]:
    """A range merged downwards says the same for each of its rows; sideways it is a heading."""
    filled = {}
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        for row in range(top + 1, min(area.max_row, top + MOST_ROWS)):
            if (top, left) in cells and cells[top, left].text:
                cells[row, left] = cells[top, left]
                filled[row, left] = filled[top, left] = area.coord
    return filled
