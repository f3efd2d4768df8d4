"""A ledger as the bytes of a file that `load_ledger` reads again: YAML, JSON, CSV, XLSX."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from base import files
from base.errors import InputError
from drafting.ledger.fact import Fact
from drafting.ledger.headers import CHINESE, FIELDS

_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would compute when it opens a CSV
_WIDTHS = {"name": 32, "source": 24, "note": 32, "quote": 60}


def save_ledger(facts: Sequence[Fact], path: Path) -> None:
    """Write `facts` to `path` in the form its suffix names; InputError for another suffix."""
    files.write_bytes(path, as_bytes(facts, path.suffix.lower(), str(path)))


def as_bytes(facts: Sequence[Fact], suffix: str, where: str = "") -> bytes:
    """`facts` in the form of `suffix` (.csv .xlsx .yaml .yml .json)."""
    if suffix not in _WRITERS:
        raise InputError(f"{where or suffix}：台账只能写成 .csv、.xlsx、.yaml、.json，请换一个后缀。")
    return _WRITERS[suffix](facts)


def _columns(facts: Sequence[Fact]) -> list[str]:
    """The columns of the contract, and the others where any row fills them."""
    return [f for i, f in enumerate(FIELDS) if i < 7 or any(getattr(fact, f) not in ("", None) for fact in facts)]


def _cells(fact: Fact, columns: Sequence[str]) -> list[str]:
    return ["" if (value := getattr(fact, c)) is None else str(value) for c in columns]


def _csv(facts: Sequence[Fact]) -> bytes:
    sink, columns = io.StringIO(), _columns(facts)
    writer = csv.writer(sink)
    writer.writerow([CHINESE[c] for c in columns])
    for fact in facts:
        # A space in front is taken off again when the ledger is read
        writer.writerow([f" {x}" if x.startswith(_FORMULA) and c != "value" else x for c, x in zip(columns, _cells(fact, columns))])
    return sink.getvalue().encode("utf-8-sig")  # with its mark, or Excel takes it for GBK


def _listed(facts: Sequence[Fact]) -> list[dict[str, object]]:
    return [{CHINESE[f]: getattr(fact, f) for f in FIELDS if getattr(fact, f) not in ("", None)} for fact in facts]


def _yaml(facts: Sequence[Fact]) -> bytes:
    return yaml.safe_dump(_listed(facts), allow_unicode=True, sort_keys=False, width=10_000).encode()


def _json(facts: Sequence[Fact]) -> bytes:
    return (json.dumps(_listed(facts), ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(facts: Sequence[Fact]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book, columns = Workbook(), _columns(facts)
    sheet = book.active
    sheet.title = "数据台账"
    sheet.freeze_panes = "A2"
    for r, row in enumerate([[CHINESE[c] for c in columns], *(_cells(f, columns) for f in facts)], 1):
        for c, text in enumerate(row, 1):
            cell = sheet.cell(r, c, text or None)
            cell.data_type = "s" if text else cell.data_type  # text stays text: no formula, no lost zero
    for c, field in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(c)].width = _WIDTHS.get(field, 14)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


_WRITERS: dict[str, Callable[[Sequence[Fact]], bytes]] = {".csv": _csv, ".xlsx": _xlsx, ".yaml": _yaml, ".yml": _yaml, ".json": _json}
