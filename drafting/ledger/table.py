"""The rows of a table below its header: what is data, what is a heading or a remark, what each cell says."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from corpus.zh import heading_level
from drafting.ledger.grid import Grid
from drafting.ledger.headers import Column, Header, doubled, find_header, unit_above

_REMARK = re.compile(r"(?:注|说明|备注|附注|填表|制表|审核|填报|数据来源|资料来源|统计时间|单位)[人日期说明]{0,3}\d?[:：.、]|[*※★]")
_OUTLINE = re.compile(r"[（(]?[一二三四五六七八九十]+[）)]?[、.．]?")  # 一 in the column of numbers: a group begins
_SERIAL = re.compile(r"[34]\d{4}(?:\.0+)?")  # 30000 to 49999: 1982 to 2036 as a spreadsheet counts days
_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True)
class Raw:
    """A row not yet validated: where it stands and its cells by field."""

    where: str
    cells: dict[str, Any]
    unit: str = ""  # what the header or the table says, for rows that say none


@dataclass
class _Reader:
    """Reads the rows of one grid, gathering notes and faults on the way."""

    grid: Grid
    header: Header
    unit: str  # of the whole table
    notes: list[str]
    wrong: list[str]

    def rows(self) -> list[Raw]:
        below = [r for r in range(self.header.index + 1, len(self.grid.rows)) if self.grid.filled(r)]
        if hidden := [r + 1 for r in below if r in self.grid.hidden]:
            self.notes.append(f"{self.sheet}第 {'、'.join(map(str, hidden))} 行是隐藏的，没有读；要用请取消隐藏")
        return [raw for r in below if r not in self.grid.hidden and not self._aside(r) for raw in self._row(r)]

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
        heads = _REMARK.match(first) or heading_level(first) or _OUTLINE.fullmatch(first) or r in self.grid.headings
        if len(used) > 1 or (used and not heads):
            return False
        self.notes.append(f"{self.sheet}第 {r + 1} 行“{''.join(c for c in cells if c)[:20]}”没有数值，按小标题或说明跳过")
        return True

    def _row(self, r: int) -> list[Raw]:
        """One fact, or one for each period where the periods stand side by side."""
        shared = {c.field: self._cell(r, c) for c in self.header.columns if c.field != "value"}
        found = []
        for column in self.header.values:
            value = self._cell(r, column)
            if column.period and not value:
                continue
            cells = shared | {"value": value} | ({"period": column.period} if column.period else {})
            where = f"{self.sheet}第 {r + 1} 行" + (f"“{column.title}”列" if column.period else "")
            found.append(Raw(where, cells, column.unit or self.unit))
        return found

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


def raw_rows(grid: Grid) -> tuple[list[Raw], list[str], list[str]]:
    """The data rows of `grid`, notes on what is read otherwise than it looks, and what is wrong with its cells."""
    header = find_header(grid.rows)
    assert header is not None  # the caller chose a grid that has one
    sheet = f"“{grid.name}”" if grid.name else ""
    if twice := doubled(header):
        return [], [], [f"{sheet}第 {header.index + 1} 行：表头“{twice}”这一列有两列，请只留一列。"]
    reader = _Reader(grid, header, unit_above(grid.rows[: header.index]), _said_of(grid, header, sheet), [])
    return reader.rows(), reader.notes, reader.wrong


def _said_of(grid: Grid, header: Header, sheet: str) -> list[str]:
    """What the header makes of all rows."""
    notes = [f"{sheet}表头在第 {header.index + 1} 行，上面的行没有当作数据"] if any(map(any, grid.rows[: header.index])) else []
    notes += [f"{sheet}表头“{c.title}”：没有写单位的行按“{c.unit}”读" for c in header.values if c.unit]
    if unit := unit_above(grid.rows[: header.index]):
        notes.append(f"{sheet}表头上方写着“单位：{unit}”，没有写单位的行按“{unit}”读")
    if periods := [c.period for c in header.values if c.period]:
        notes.append(f"{sheet}{'、'.join(f'“{p}”' for p in periods)}各列按时期读")
    merged = sorted({grid.merged[r, c.index] for r in range(len(grid.rows)) for c in header.columns if (r, c.index) in grid.merged})
    return [*notes, *(f"{sheet}合并单元格 {area} 的内容用于其中每一行" for area in merged)]
