"""Ledger files read into rows: every fault with file, sheet, row and column; whatever is read otherwise than it looks is noted."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from base.errors import InputError, reason
from base.strict_yaml import parse, read_text
from drafting.ledger import delimited, workbook
from drafting.ledger.crossed import crossed_rows, find_crossed
from drafting.ledger.fact import Fact
from drafting.ledger.grid import Grid
from drafting.ledger.headers import CHINESE, almost_header, find_header, without_unit
from drafting.ledger.table import Raw, raw_rows
from drafting.ledger.values import looks_otherwise, parse_value

_NOT_PLAIN = re.compile(
    r"(?:value|数值|值|数据)[\"']?\s*:\s+(?P<n>0[0-7_]+|0[xob][0-9a-fA-F_]+|[0-9]+(?::[0-9]+)+|[0-9]+_[0-9_.]+)\s*(?:[,}#]|$)"
)
SUFFIXES = (".csv", ".xlsx", ".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Row:
    """A fact and where it stands: 第3行, “指标”第3行."""

    fact: Fact
    where: str


@dataclass(frozen=True)
class Ledger:
    """A ledger as read. `notes` are Chinese sentences about what is read otherwise than it looks."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()  # rows that could not be taken, each with what to do

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(r.fact for r in self.rows)


def load_facts(path: Path, tell: Callable[[str], None] | None = None) -> tuple[Fact, ...]:
    """The rows of the ledger at `path`; `tell` hears what was left out, and the notes. Raises InputError as `load_ledger` does."""
    ledger = load_ledger(path)
    for note in (*ledger.skipped, *ledger.notes) if tell else ():
        assert tell is not None
        tell(note)
    return ledger.facts


def load_ledger(path: Path) -> Ledger:
    """The ledger at `path`; InputError names file, sheet, row and column of every bad cell."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml", ".json"):
        return _ledger(path, _listed(path), [])
    if suffix not in SUFFIXES:
        raise InputError(f"{path}：台账只认 .csv、.xlsx、.yaml、.json，请另存后再试。")
    grids = [delimited.read(path, _read(path))] if suffix == ".csv" else workbook.read(path, _read(path))
    grid, notes = _chosen(path, grids)
    crossed = None if find_header(grid.rows) else find_crossed(grid)
    found = crossed_rows(grid, crossed) if crossed else raw_rows(grid)
    skipped = tuple(f"{path} {s}" for s in found.skipped)
    if found.wrong or (skipped and not found.rows):
        raise InputError("\n".join([*(f"{path} {w}" for w in found.wrong), *skipped]))
    if not found.rows:
        raise InputError(f"{path}：台账只有表头，没有数据，请至少填写一行。")
    return replace(_ledger(path, found.rows, [*notes, *found.notes]), skipped=skipped)


def _listed(path: Path) -> list[Raw]:
    text = read_text(path)
    _demand_plain_numbers(path, text)
    value, lines = parse(text, str(path)) if path.suffix.lower() != ".json" else (_json(path, text), {})
    if not isinstance(value, list):
        raise InputError(f"{path}：台账应当是一个列表，每项一个指标。")
    return [_entry(i, row, lines.get((i,))) for i, row in enumerate(value)]


def _demand_plain_numbers(path: Path, text: str) -> None:
    """YAML takes 010 for 8, 1:30 for 90 and 1_2 for 12: what is not read as it looks is refused."""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _NOT_PLAIN.search(line):
            raise InputError(f"{path} 第 {number} 行：数值“{match['n']}”会被读成别的数，请去掉开头的 0 等写法，或加上引号。")


def _json(path: Path, text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        line = f" 第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}{line}：不是合格的 JSON，请检查括号、引号和逗号。") from error


def _entry(index: int, row: Any, line: int | None) -> Raw:
    where = f"第 {line} 行" if line else f"第 {index + 1} 项"
    return Raw(where, dict(row) if isinstance(row, dict) else {"name": row})


def _chosen(path: Path, grids: list[Grid]) -> tuple[Grid, list[str]]:
    """The first table with a header; with several sheets it is said which."""
    if not any(any(row) for g in grids for row in g.rows):
        raise InputError(f"{path}：台账是空的，请至少填写表头和一行数据。")
    headed = [g for g in grids if find_header(g.rows)] or [g for g in grids if find_crossed(g)]
    if not headed:
        raise InputError(_no_header(path, next(g for g in grids if any(map(any, g.rows)))))
    others = "、".join(f"“{g.name}”" for g in grids if g is not headed[0] and any(map(any, g.rows)))
    return headed[0], [f"有多张工作表，读的是“{headed[0].name}”，{others}没有读"] if others else []


def _no_header(path: Path, grid: Grid) -> str:
    nearest = almost_header(grid.rows)
    at = f"第 {nearest.index + 1} 行" if nearest else "前几行"
    sheet = f"“{grid.name}”" if grid.name else ""
    return (
        f"{path}{sheet} {at}：看不出哪一列是指标、哪一列是数值，请改成一行一个指标（表头写“指标”“数值”“单位”“时期”），"
        "或一行一个乡镇、一列一个指标（第一列写乡镇，其余各列的表头写指标和单位，如“排查隐患（条）”）。"
    )


def _ledger(path: Path, raw: list[Raw], notes: list[str]) -> Ledger:
    rows, said, wrong = [], list(notes), []
    for each in raw:
        said += _name_with_unit(each)
        _with_general_unit(each)
        try:
            rows.append(Row(Fact.model_validate(each.cells), each.where))
        except ValidationError as error:
            wrong += [f"{path} {each.where}：{_why(e)}" for e in error.errors()]
            continue
        said += _told(rows[-1])
    if wrong:
        raise InputError("\n".join(wrong))
    return Ledger(tuple(rows), tuple(f"{path} {note}。" for note in said))


def settled(raw: Raw) -> Fact:
    """The fact in `raw`, its unit taken from name or header where the row says none; pydantic's ValidationError when it is none."""
    _name_with_unit(raw)
    _with_general_unit(raw)
    return Fact.model_validate(raw.cells)


def _name_with_unit(raw: Raw) -> list[str]:
    """地区生产总值（亿元） is the indicator 地区生产总值 in 亿元, where no other unit is given."""
    key = next((k for k in ("name", "指标", "指标名称", "名称") if k in raw.cells), "name")
    if raw.cells.get("unit") or raw.cells.get("单位"):
        return []
    name, unit = without_unit(str(raw.cells.get(key) or ""))
    if not unit:
        return []
    raw.cells.update({key: name, "unit": unit})
    return [f"{raw.where}：指标名“{name}（{unit}）”里的“{unit}”按单位读"]


def _with_general_unit(raw: Raw) -> None:
    """The unit of the header or the table, where the row says none in any cell: 5.2% is no 万元."""
    parsed = parse_value(str(raw.cells.get("value") or ""))
    if raw.unit and not raw.cells.get("unit") and parsed and not parsed[1].strip("十百千万亿"):
        raw.cells["unit"] = raw.unit


def _told(row: Row) -> list[str]:
    fact = row.fact
    said = f"{fact.number:f}{fact.full_unit}"
    return [f"{row.where}：数值“{fact.value}”按{said}读"] if looks_otherwise(fact.value) else []


def _why(detail: Any) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    field = str(detail["loc"][0]) if detail["loc"] else ""
    known = CHINESE.get(field, field)
    if detail["type"] in ("missing", "string_too_short"):
        return f"列“{known}”不能为空，请补上。"
    return f"列“{known}”不认识或不是文字，请修改。" if detail["type"] != "int_parsing" else f"列“{known}”应当是整数，请修改。"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"无法读取台账 {path}（{reason(error)}），请检查路径和权限。") from error
