"""The rows of a table below its header: what is data, what is a heading or a remark, what each cell says."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from corpus.zh import heading_level
from drafting.ledger.grid import Grid, Spot
from drafting.ledger.headers import Column, Header, doubled, find_header, unit_above, without_unit
from drafting.ledger.values import parse_value

REMARK = re.compile(r"(?:注|说明|备注|附注|填表|制表|审核|填报|数据来源|资料来源|统计时间|单位)[人日期说明]{0,3}\d?[:：.、]|[*※★]")
_OUTLINE = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．]?")  # 一 in the column of numbers: a group begins
NUMBERING = re.compile(r"序号|编号|行次|排序|No\.?", re.IGNORECASE)
_HEAD_OF_NUMBER, _TAIL_OF_NUMBER = re.compile(r"-?\d{1,3}"), re.compile(r"\d{3}(?:\.\d+)?")  # 1,234.5 without quotation marks
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")  # 30000 to 49999: 1982 to 2036 as a spreadsheet counts days
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True)
class Raw:
    """A row not yet validated: where it stands and its cells by field."""

    where: str
    cells: dict[str, Any]
    unit: str = ""  # what the header or the table says, for rows that say none
    spot: Spot = (-1, -1)  # of the value in its grid


class Found(NamedTuple):
    """Data rows, notes on what is read otherwise than it looks, what is wrong with the cells, which rows are not taken and why."""

    rows: list[Raw]
    notes: list[str]
    wrong: list[str]
    skipped: list[str]


@dataclass
class _Reader:
    """Reads the rows of one grid, gathering notes and faults on the way."""

    grid: Grid
    header: Header
    unit: str  # of the whole table
    notes: list[str]
    wrong: list[str]
    skipped: list[str] = field(default_factory=list)

    def rows(self) -> list[Raw]:
        below = [r for r in range(self.header.index + 1, len(self.grid.rows)) if self.grid.filled(r)]
        if hidden := [r + 1 for r in below if r in self.grid.hidden]:
            self.notes.append(f"{self.sheet}第 {'、'.join(map(str, hidden))} 行是隐藏的，没有读；要用请取消隐藏")
        return [raw for r in below if r not in self.grid.hidden and not self._aside(r) and not self._shifted(r) for raw in self._row(r)]

    @property
    def sheet(self) -> str:
        return f"“{self.grid.name}”" if self.grid.name else ""

    def _aside(self, r: int) -> bool:
        """A heading inside the table, a remark below it, the header once more."""
        cells = self.grid.rows[r]
        if cells == self.grid.rows[self.header.index]:
            return True
        used = [(c, cells[c.index]) for c in self.header.columns if c.index < len(cells) and cells[c.index]]
        if any(c.field == "value" for c, _ in used) or any(self.grid.problems.get((r, c.index)) for c in self.header.values):
            return False
        first = next(c for c in cells if c)
        heads = REMARK.match(first) or heading_level(first) or _OUTLINE.fullmatch(first) or r in self.grid.headings
        if len(used) > 1 or (used and not heads):
            return False
        self.notes.append(f"{self.sheet}第 {r + 1} 行“{''.join(c for c in cells if c)[:20]}”没有数值，按小标题或说明跳过")
        return True

    def _shifted(self, r: int) -> bool:
        """A row with more cells than the header: a comma of thousands has split its value, and all behind it is one column off."""
        cells, width = self.grid.rows[r], len(self.grid.rows[self.header.index])
        split = next((s for c in self.header.values if (s := _split_number(cells, c, self.header))), "")
        if not split and not any(cells[width:]):
            return False
        meant = f"，数值可能是“{split}”" if split else ""
        counted = f"有 {len(cells)} 格，表头只有 {width} 格" if len(cells) > width else "的数值后面又是一个数"
        self.skipped.append(f"{self.sheet}第 {r + 1} 行{counted}{meant}，这一行没有读：千分位请加引号或去掉逗号，多出的格请删去。")
        return True

    def _row(self, r: int) -> list[Raw]:
        """One fact, or one for each period where the periods stand side by side; growth beside them is a fact of its own."""
        shared = {c.field: self._cell(r, c) for c in self.header.columns if c.field != "value"}
        found = []
        for column in self.header.values:
            value = self._cell(r, column)
            if column.period and not value:
                continue
            cells = shared | {"value": value} | ({"period": column.period} if column.period else {})
            where = f"{self.sheet}第 {r + 1} 行" + (f"“{column.title}”列" if column.period else "")
            found.append(Raw(where, cells, column.unit or self.unit, (r, column.index)))
        return found + [raw for column in self.header.growths if (raw := self._growth(r, column, shared))]

    def _growth(self, r: int, column: Column, shared: dict[str, str]) -> Raw | None:
        """地区生产总值 with 6.2 under 同比增长（%）; what cannot be read there is no reason to refuse the row."""
        where = f"{self.sheet}第 {r + 1} 行“{column.title}”列"
        if problem := self.grid.problems.get((r, column.index)):
            self.notes.append(f"{where}{problem.rstrip('。')}，这一格没有读")
            return None
        value = self._cell(r, column)
        if parse_value(value) is None:
            return None
        cells = shared | {
            "name": without_unit(shared["name"])[0] + column.growth,
            "value": value,
            "unit": "",
            "period": shared.get("period") or self.header.latest,
        }
        return Raw(where, cells, column.unit, (r, column.index))

    def _cell(self, r: int, column: Column) -> str:
        spot = (r, column.index)
        text = self.grid.rows[r][column.index] if column.index < len(self.grid.rows[r]) else ""
        where = f"{self.sheet}第 {r + 1} 行“{column.title}”列"
        if problem := self.grid.problems.get(spot):
            self.wrong.append(f"{where}：{problem}")
        elif spot in self.grid.merged and column.field == "value":
            self.wrong.append(f"{where}：数值在合并单元格 {self.grid.merged[spot]} 里，分不清是哪一行的，请取消合并。")
        elif note := self.grid.notes.get(spot):
            self.notes.append(f"{where}：{note}")
        return self._day(text, where) if column.field == "period" else text

    def _day(self, text: str, where: str) -> str:
        """46054 in a column of periods is a day as spreadsheets count them."""
        if not _SERIAL.fullmatch(text):
            return text
        day = _EPOCH + dt.timedelta(days=int(float(text)))
        said = f"{day.year}年{day.month}月" + (f"{day.day}日" if day.day > 1 else "")
        self.notes.append(f"{where}：日期序号{text}按“{said}”读")
        return said


def _split_number(cells: list[str], column: Column, header: Header) -> str:
    """1,234.5 where a value ends in the next cell, which is no column of values; '' where it does not."""
    at = column.index
    if at + 1 >= len(cells) or any(c.index == at + 1 and c.field in ("value", "start") for c in header.columns):
        return ""
    whole = _HEAD_OF_NUMBER.fullmatch(cells[at]) and _TAIL_OF_NUMBER.fullmatch(cells[at + 1])
    return f"{cells[at]},{cells[at + 1]}" if whole else ""


def raw_rows(grid: Grid) -> Found:
    """The data rows of `grid` below its header, and what is to be said of them."""
    header = find_header(grid.rows)
    assert header is not None  # the caller chose a grid that has one
    sheet = f"“{grid.name}”" if grid.name else ""
    if twice := doubled(header):
        return Found([], [], [f"{sheet}第 {header.index + 1} 行：表头“{twice}”这一列有两列，请只留一列。"], [])
    reader = _Reader(grid, header, unit_above(grid.rows[: header.index]), _said_of(grid, header, sheet), [])
    return Found(reader.rows(), reader.notes, reader.wrong, reader.skipped)


def _said_of(grid: Grid, header: Header, sheet: str) -> list[str]:
    """What the header makes of all rows."""
    notes = [f"{sheet}表头在第 {header.index + 1} 行，上面的行没有当作数据"] if any(map(any, grid.rows[: header.index])) else []
    notes += [f"{sheet}表头“{c.title}”：没有写单位的行按“{c.unit}”读" for c in header.values if c.unit]
    if unit := unit_above(grid.rows[: header.index]):
        notes.append(f"{sheet}表头上方写着“单位：{unit}”，没有写单位的行按“{unit}”读")
    if periods := [c.period for c in header.values if c.period]:
        notes.append(f"{sheet}{'、'.join(f'“{p}”' for p in periods)}各列按时期读")
    notes += [f"{sheet}“{c.title}”列按各指标的“{c.growth}”读" for c in header.growths]
    if unread := _unread(grid, header):
        notes.append(f"{sheet}没有读的列：{'、'.join(f'“{t}”' for t in unread)}")
    merged = sorted({grid.merged[r, c.index] for r in range(len(grid.rows)) for c in header.columns if (r, c.index) in grid.merged})
    return [*notes, *(f"{sheet}合并单元格 {area} 的内容用于其中每一行" for area in merged)]


def _unread(grid: Grid, header: Header) -> list[str]:
    """Titles of columns that hold something and that nobody reads."""
    known = {c.index for c in header.columns}
    below = grid.rows[header.index + 1 :]
    titles = ((j, t) for j, t in enumerate(grid.rows[header.index]) if t and j not in known and not NUMBERING.fullmatch(t))
    return [t for j, t in titles if any(j < len(row) and row[j] for row in below)]
