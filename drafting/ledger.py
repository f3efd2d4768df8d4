"""The figures ledger (数据台账): a list in YAML, or CSV/XLSX with a header row."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from base.errors import FileError, InputError, reason
from base.strict_yaml import parse, read_text
from corpus.zh import halfwidth

_HEADERS = {
    "指标": "name", "指标名称": "name", "名称": "name", "数值": "value", "值": "value", "数据": "value", "单位": "unit", "计量单位": "unit",
    "时期": "period", "时间": "period", "期间": "period", "范围": "scope", "口径": "scope", "来源": "source", "数据来源": "source",
    "备注": "note",
}  # fmt: skip
_FIELDS = ("name", "value", "unit", "period", "scope", "source", "note")
MOST_ROWS = 20_000  # a workbook of half a megabyte can hold millions of empty rows
_NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?")


def _text(value: object) -> object:
    if value is None:
        return ""
    return str(value).strip() if not isinstance(value, bool | list | dict) else value


Cell = Annotated[str, BeforeValidator(_text)]


class Fact(BaseModel):
    """One row of the ledger. `value` is text as given; `number` and `unit` are what it means."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Cell = Field(min_length=1)
    value: Cell
    unit: Cell = ""
    period: Cell = ""
    scope: Cell = ""
    source: Cell = ""
    note: Cell = ""

    @model_validator(mode="before")
    @classmethod
    def _chinese_keys(cls, raw: Any) -> Any:
        return {_HEADERS.get(str(k), k): v for k, v in raw.items()} if isinstance(raw, dict) else raw

    @field_validator("value")
    @classmethod
    def _is_number(cls, value: str) -> str:
        if parse_value(value) is None:
            raise ValueError(f"数值“{value}”不是数，请填阿拉伯数字（可带千分位、小数点和 %）。")
        return value

    @property
    def number(self) -> Decimal:
        """The value as a number; a `%` in it is part of the unit, not of the number."""
        parsed = parse_value(self.value)
        assert parsed is not None
        return parsed[0]

    @property
    def full_unit(self) -> str:
        """The unit, with what stands in the value cell (`5.2%`, `3万`)."""
        parsed = parse_value(self.value)
        inline = parsed[1] if parsed else ""
        said_twice = inline == self.unit or (inline in ("%", "‰") and self.unit.startswith(inline))
        return inline if said_twice else inline + self.unit

    @property
    def label(self) -> str:
        """How a person would name it: 数据台账：2026年10月全县危化品企业11家（县应急局）."""
        return f"数据台账：{self.said}" + (f"（{self.source}）" if self.source else "")

    @property
    def said(self) -> str:
        """The row as a source text: 2026年1—10月危化品企业11家."""
        return f"{self.period}{self.scope}{self.name}{self.value}{self.unit}"


def parse_value(text: str) -> tuple[Decimal, str] | None:
    """A ledger cell as number and the unit part in it (%, ‰, 万, 亿), or None when it is not a number."""
    plain = halfwidth(text).replace(" ", "").replace("−", "-")
    plain = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", plain)
    match = re.fullmatch(rf"({_NUMBER.pattern})(%|‰|万|亿|万亿)?", plain)
    return (Decimal(match[1]), match[2] or "") if match else None


def load_facts(path: Path) -> tuple[Fact, ...]:
    """The ledger at `path` (.yaml .yml .csv .xlsx); InputError names file and line of every bad row."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return _from_yaml(path)
    if suffix == ".csv":
        return _from_table(_csv_rows(path), path)
    if suffix == ".xlsx":
        return _from_table(_xlsx_rows(path), path)
    raise InputError(f"{path}：台账只认 .csv、.xlsx、.yaml，请另存后再试。")


def _from_yaml(path: Path) -> tuple[Fact, ...]:
    value, lines = parse(read_text(path), str(path))
    if not isinstance(value, list):
        raise InputError(f"{path}：台账应当是一个列表，每项一个指标。")
    return _facts([(lines.get((i,), 1), row if isinstance(row, dict) else {"name": row}) for i, row in enumerate(value)], path)


def _from_table(rows: list[list[Any]], path: Path) -> tuple[Fact, ...]:
    filled = [(i, row) for i, row in enumerate(rows, 1) if any(str(x).strip() for x in row if x is not None)]
    if not filled:
        raise InputError(f"{path}：台账是空的，请至少填写表头和一行数据。")
    header = [str(x or "").strip().strip("﻿") for x in filled[0][1]]
    names = [_HEADERS.get(h, h.lower()) for h in header]
    if "name" not in names or "value" not in names:
        raise InputError(f"{path} 第 {filled[0][0]} 行：表头要有“指标”和“数值”两列（或 name、value）。")
    if doubled := next((h for h, n in zip(header, names, strict=True) if n in _FIELDS and names.count(n) > 1), None):
        raise InputError(f"{path} 第 {filled[0][0]} 行：表头“{doubled}”这一列有两列，请只留一列。")
    keep = [(j, n) for j, n in enumerate(names) if n in _FIELDS]
    return _facts([(i, {n: row[j] for j, n in keep if j < len(row)}) for i, row in filled[1:]], path)


def _facts(rows: list[tuple[int, dict[str, Any]]], path: Path) -> tuple[Fact, ...]:
    facts, wrong = [], []
    for line, row in rows:
        try:
            facts.append(Fact.model_validate(row))
        except ValidationError as error:
            wrong += [f"{path} 第 {line} 行：{_why(e)}" for e in error.errors()]
    if wrong:
        raise InputError("\n".join(wrong))
    return tuple(facts)


def _why(detail: Any) -> str:
    if detail["type"] == "value_error":
        return str(detail["ctx"]["error"])
    column = ".".join(map(str, detail["loc"]))
    return f"列“{column}”" + ("不能为空，请补上。" if detail["type"] in ("missing", "string_too_short") else "不认识或不是文字，请修改。")


def _csv_rows(path: Path) -> list[list[Any]]:
    raw = _read(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise FileError(f"{path} 的编码不认识，请另存为 UTF-8 的 CSV。")
    if "\0" in text:
        raise FileError(f"{path} 不是 CSV 文本，请另存为 CSV 或 XLSX。")
    try:
        return list(csv.reader(io.StringIO(text), strict=False))
    except csv.Error as error:
        raise FileError(f"{path} 不是合格的 CSV，请用表格软件重新另存。") from error


def _xlsx_rows(path: Path) -> list[list[Any]]:
    from openpyxl import load_workbook  # 280 ms: only where a workbook is read

    try:
        book = load_workbook(io.BytesIO(_read(path)), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_cell(c) for c in row] for row in islice(sheet.iter_rows(max_col=50), MOST_ROWS + 1)]
        if len(rows) > MOST_ROWS:
            raise FileError(f"{path} 超过 {MOST_ROWS} 行，不像一份台账，请只留下要用的指标。")
        return rows
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part raises
        raise FileError(f"{path} 不是可以读取的 XLSX（可能损坏或加密），请用表格软件重新另存。") from error


def _cell(cell: Any) -> Any:
    """A cell's value as a person sees it: a percent cell of 0.052 is 5.2%."""
    value = cell.value
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if value.day > 1 else "")  # a period, not a moment
    if isinstance(value, float | int) and not isinstance(value, bool) and "%" in str(getattr(cell, "number_format", "")):
        return f"{(Decimal(str(value)) * 100).normalize():f}%"
    return f"{Decimal(repr(value)).normalize():f}" if isinstance(value, float) else value


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"无法读取台账 {path}（{reason(error)}），请检查路径和权限。") from error
