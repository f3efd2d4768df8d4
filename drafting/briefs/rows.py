"""Rows of the ledger as they are typed, pasted or sent: what is wrong in one, and what a table gives."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from base.errors import InputError
from drafting.briefs.form import Row, filled
from drafting.ledger import Fact, Ledger, load_ledger
from drafting.ledger import Row as LedgerRow
from drafting.ledger.headers import CHINESE, find_header

COLUMNS = ("name", "value", "unit", "period", "scope", "source", "note")  # the contract's, in its order
_PASTED = "粘贴的表格.csv"


def row_faults(row: Row) -> tuple[str, ...]:
    """Why `row` is no fact, in sentences; empty when it is one."""
    if missing := [CHINESE[name] for name in ("name", "value") if not row.get(name, "").strip()]:
        return (f"{'、'.join(missing)}是空的，请补上或删去这一行。",)
    try:
        Fact.model_validate(row)
    except ValidationError as error:
        return tuple(str(e["ctx"]["error"]) if e["type"] == "value_error" else "有不认识的内容，请重新填写这一行。" for e in error.errors())
    return ()


def ledger_of(rows: tuple[Row, ...]) -> Ledger:
    """The rows that are facts, each named by its number in the table."""
    good = [(n, row) for n, row in filled(rows) if not row_faults(row)]
    return Ledger(tuple(LedgerRow(Fact.model_validate(row), f"第 {n} 行") for n, row in good))


def pasted_rows(text: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Rows of a table copied from a spreadsheet, and notes on what is read otherwise than it looks.

    With a header it is read like a file. Without one its columns are taken in the order of ours, and nothing is judged yet.
    InputError says what in a table with a header cannot be read.
    """
    cells = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.strip("\n")), delimiter="\t")]
    if not any(any(row) for row in cells):
        raise InputError("粘贴的内容是空的，请先在 Excel 里选中表格复制，再粘贴到这里。")
    if find_header(cells) is None and all(len(row) <= len(COLUMNS) for row in cells) and _has_values(cells):
        return tuple({name: cell for name, cell in zip(COLUMNS, row) if cell} for row in cells if any(row)), ()
    with TemporaryDirectory(prefix="biganzi-") as folder:
        path = Path(folder, _PASTED)
        path.write_text(text, encoding="utf-8")
        try:
            return file_rows(path)
        except InputError as error:
            raise InputError(str(error).replace(str(path), _PASTED)) from error


def file_rows(path: Path) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of a ledger file, and notes without its folder; InputError as `load_ledger` raises it."""
    ledger = load_ledger(path)
    rows = tuple({k: str(v) for k, v in fact.model_dump().items() if v not in ("", None)} for fact in ledger.facts)
    return rows, tuple(note.removeprefix(str(path)).strip() for note in (*ledger.skipped, *ledger.notes))


def _has_values(cells: list[list[str]]) -> bool:
    """Is the second column one of figures?"""
    return all(len(row) > 1 and any(c.isdigit() for c in row[1]) for row in cells if any(row))
