"""CSV as offices send it: UTF-8, GBK or UTF-16; commas, tabs, semicolons."""

import csv
import io
from pathlib import Path

from base.errors import FileError
from drafting.ledger.grid import MOST_ROWS, Grid
from drafting.ledger.headers import find_header

_ENCODINGS = ("utf-8-sig", "gb18030")
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = (",", "\t", ";", "，", "；", "|")


def read(path: Path, raw: bytes) -> Grid:
    """The table in `raw`; FileError when it is no text or has too many rows."""
    text = _decoded(path, raw)
    grids = [_split(path, text, d) for d in _DELIMITERS if d in text] or [_split(path, text, ",")]
    return next((g for g in grids if find_header(g.rows)), grids[0])


def _decoded(path: Path, raw: bytes) -> str:
    for encoding in [_BOMS[raw[:2]]] if raw[:2] in _BOMS else [*_unmarked(raw), *_ENCODINGS]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileError(f"{path} 不是 CSV 文本，请另存为 CSV 或 XLSX。")
        return text
    raise FileError(f"{path} 的编码不认识，请另存为 UTF-8 的 CSV。")


def _unmarked(raw: bytes) -> list[str]:
    """UTF-16 without its mark: commas, tabs and line ends have a zero beside them, on the same side throughout."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if not even + odd or len(raw) % 2:
        return []
    return ["utf-16-le"] if even == 0 else ["utf-16-be"] if odd == 0 else []


def _split(path: Path, text: str, delimiter: str) -> Grid:
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise FileError(f"{path} 不是合格的 CSV，请用表格软件重新另存。") from error
    if len(rows) > MOST_ROWS:
        raise FileError(f"{path} 超过 {MOST_ROWS} 行，不像一份台账，请只留下要用的指标。")
    return Grid("", rows)
