"""Cross tables: a row for each 乡镇, a column for each indicator, the header in one row or several. The commonest form in a county."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.figures.dates import period_of, period_words
from drafting.ledger.grid import Grid
from drafting.ledger.headers import LOOKED_AT, unit_above, without_unit
from drafting.ledger.table import NUMBERING, REMARK, Found, Raw
from drafting.ledger.values import is_unit, parse_value

_HIGHEST = 3  # rows of a header
_NUMBER = re.compile(r"[-+]?[0-9０-９].*")
_EMPTY = re.compile(r"[-—–/／\\]*|无|…+")
_COLUMN_NUMBERS = re.compile(r"[甲乙]|栏[次目]|行次")
_TOTAL = re.compile(r"[合总小共]\s*计")
_ALL = re.compile(r"小计|合计|总计|总数|数量|个数|总量|数")
_PLACES = re.compile(r"乡|镇|街道|村|社区|[县区市]|地区|辖区")
_TOWNSHIPS, _COUNTIES = re.compile(r"乡|镇|街道"), re.compile(r"[县区市]")
_VAGUE = re.compile(r"(?:数[量值据]?|金额|[合总]计|[本上当]期|[本上]年|[本上]月|完成数?|累计数?|实际数?|值)*")
_LABELLED = re.compile(r".{0,4}(?:单位|部门|时间|日期|人|来源|时期)[:：]")  # 填报单位：县统计局 above the table
_MADE_BY = re.compile(r"(?:填报|制表|提供|数据来源|来源)(?:单位|部门)?[:：]\s*(?P<who>\S+)")


@dataclass(frozen=True)
class _Indicator:
    """What a column of values measures."""

    index: int
    title: str
    name: str
    unit: str
    period: str


@dataclass(frozen=True)
class Crossed:
    """Where a cross table has its header and its data; `labels` are the columns that say whose the values are."""

    top: int
    data: int
    labels: tuple[int, ...]
    indicators: tuple[_Indicator, ...]
    unread: tuple[str, ...]


def find_crossed(grid: Grid) -> Crossed | None:
    """The cross table in `grid`; None when there is none, or when its columns do not say what they measure."""
    data = _first_data(grid)
    top = _top(grid, data) if data else 0
    if not data or top == data:
        return None
    width = len(grid.rows[data])
    labels = _labels(grid, top, data, width)
    titles = {c: parts for c in range(width) if c not in labels and (parts := _title(grid, top, data, c))}
    values = {c: parts for c, parts in titles.items() if not NUMBERING.fullmatch(parts[0]) and _is_numeric(grid, data, c)}
    indicators = tuple(_indicator(c, parts) for c, parts in values.items())
    if not labels or not indicators or not all(map(_says_enough, indicators)) or _lists_indicators(grid, top, data, labels):
        return None
    unread = tuple("".join(parts) for c, parts in titles.items() if c not in values and not NUMBERING.fullmatch(parts[0]))
    return Crossed(top, data, labels, indicators, unread)


def crossed_rows(grid: Grid, table: Crossed) -> Found:
    """A fact for each filled cell of `table`: indicator from the header, scope from the row's label."""
    above = [cell for row in grid.rows[: table.top] for cell in row if cell]
    period = next((p for cell in above if (p := period_words(cell))), "")
    unit = unit_above(grid.rows[: table.top])
    source = next((m["who"] for cell in above if (m := _MADE_BY.search(cell))), "")
    found = Found([], _notes(grid, table, period, unit), [], [])
    for r in range(table.data, len(grid.rows)):
        if grid.filled(r) and not _aside(grid, table, r, found.notes):
            scope = _scope(grid, table, r)
            for i in table.indicators:
                cells = {"name": i.name, "unit": i.unit, "period": i.period or period, "scope": scope, "source": source}
                _read_cell(grid, r, i, cells, unit, found)
    return found


def _read_cell(grid: Grid, r: int, indicator: _Indicator, cells: dict[str, str], unit: str, found: Found) -> None:
    where = f"{_sheet(grid)}第 {r + 1} 行“{indicator.title}”列"
    text = _cell(grid, r, indicator.index)
    if problem := grid.problems.get((r, indicator.index)):
        found.wrong.append(f"{where}：{problem}")
    elif (r, indicator.index) in grid.merged:
        found.wrong.append(f"{where}：数值在合并单元格 {grid.merged[r, indicator.index]} 里，分不清是哪一行的，请取消合并。")
    elif not _EMPTY.fullmatch(text):
        parsed = parse_value(text)
        own = "" if parsed and parsed[1].strip("十百千万亿") else cells["unit"]  # 98.5% under 整改率（%）
        found.rows.append(Raw(where, cells | {"value": text, "unit": own}, unit, (r, indicator.index)))
        if note := grid.notes.get((r, indicator.index)):
            found.notes.append(f"{where}：{note}")


def _first_data(grid: Grid) -> int:
    """The first row with a label and a number; 0 when there is none below a header."""
    for r in [r for r in range(len(grid.rows)) if grid.filled(r)][:LOOKED_AT]:
        cells = [c for c in grid.rows[r] if c]
        if any(map(_is_number, cells)) and not _is_number(cells[0]) and not _COLUMN_NUMBERS.fullmatch(cells[0]):
            return r
        if len(cells) > 2 and _is_number(cells[0]) and any(map(_is_number, cells[2:])) and not all(map(_is_number, cells)):
            return r  # 序号 comes first
    return 0


def _top(grid: Grid, data: int) -> int:
    """Where the header begins: rows of two cells or more above the data; a title has one, a line of remarks a colon."""
    top = data
    while top > 0 and data - top < _HIGHEST and _is_header(grid.rows[top - 1]):
        top -= 1
    return top


def _is_header(row: Sequence[str]) -> bool:
    cells = [c for c in row if c]
    return len(cells) > 1 and not any(_LABELLED.match(c) for c in cells) and not any(map(_is_number, cells))


def _labels(grid: Grid, top: int, data: int, width: int) -> tuple[int, ...]:
    """The first column of words, and those beside it that name places too: 乡镇, 村."""
    words = [c for c in range(width) if not _is_numeric(grid, data, c) and not NUMBERING.fullmatch("".join(_title(grid, top, data, c)))]
    if not words:
        return ()
    first, *others = words
    beside = [c for i, c in enumerate(others, 1) if c == first + i and _PLACES.search("".join(_title(grid, top, data, c)))]
    return first, *beside


def _title(grid: Grid, top: int, data: int, column: int) -> list[str]:
    """The parts of a column's title from above: 排查隐患（条）, 一般."""
    rows = [r for r in range(top, data) if not _COLUMN_NUMBERS.fullmatch(_cell(grid, r, 0))]
    parts = [_spanning(grid, r, rows[i + 1 :], column) for i, r in enumerate(rows)]
    flat = (re.sub(r"\s", "", p) for p in parts if p)
    return list(dict.fromkeys(flat))


def _spanning(grid: Grid, row: int, below: Sequence[int], column: int) -> str:
    """The cell, or the one to its left that spans it: a title with titles of its own below it."""
    here = column
    while here > 0 and not _cell(grid, row, here) and any(_cell(grid, r, here) and (r, here) not in grid.merged for r in below):
        here -= 1
    spans = here == column or any(_cell(grid, r, here) and _cell(grid, r, here) != _cell(grid, row, here) for r in below)
    return _cell(grid, row, here) if spans else ""


def _indicator(index: int, parts: list[str]) -> _Indicator:
    period = next((p for p in parts if _is_period(p)), "")
    split = [without_unit(p) for p in parts if p != period]
    unit = next((u for _, u in reversed(split) if u), without_unit(period)[1])
    names = [re.sub("^其中[:：]?", "", n) for n, _ in split]
    named = [n for i, n in enumerate(names) if i == 0 or not _ALL.fullmatch(n)]
    whole = [n for i, n in enumerate(named) if not any(n in later for later in named[i + 1 :])]
    return _Indicator(index, "".join(parts), "".join(whole), unit, without_unit(period)[0])


def _is_period(title: str) -> bool:
    period = period_of(without_unit(title)[0])
    return bool(period and period.year) and len(title) <= 12


def _says_enough(indicator: _Indicator) -> bool:
    return not _VAGUE.fullmatch(indicator.name)


def _lists_indicators(grid: Grid, top: int, data: int, labels: tuple[int, ...]) -> bool:
    """Is it a list of indicators whose header is odd? Its labels are indicators, or a column holds units."""
    if any("指标" in part for part in _title(grid, top, data, labels[0])):
        return True
    columns = range(len(grid.rows[data]))
    return any(c not in labels and _cell(grid, data, c) and is_unit(_cell(grid, data, c)) for c in columns)


def _scope(grid: Grid, table: Crossed, r: int) -> str:
    said = "".join(dict.fromkeys(_cell(grid, r, c) for c in table.labels if _cell(grid, r, c)))
    return _whole(grid, table) or said if _TOTAL.fullmatch(said) else said


def _whole(grid: Grid, table: Crossed) -> str:
    """What the 合计 of all the rows is of: 全县 where they are 乡镇, 全市 where they are 县区."""
    title = "".join(_title(grid, table.top, table.data, table.labels[0]))
    return "全县" if _TOWNSHIPS.search(title) else "全市" if _COUNTIES.search(title) else ""


def _aside(grid: Grid, table: Crossed, r: int, notes: list[str]) -> bool:
    """A hidden row, the numbers of the columns, a remark, a heading."""
    label = _cell(grid, r, table.labels[0])
    if r in grid.hidden:
        notes.append(f"{_sheet(grid)}第 {r + 1} 行是隐藏的，没有读；要用请取消隐藏")
        return True
    if _COLUMN_NUMBERS.fullmatch(label):
        return True
    filled = [i for i in table.indicators if not _EMPTY.fullmatch(_cell(grid, r, i.index)) or (r, i.index) in grid.problems]
    if filled and not REMARK.match(label):
        return False
    notes.append(f"{_sheet(grid)}第 {r + 1} 行“{''.join(grid.rows[r])[:20]}”没有数值，按小标题或说明跳过")
    return True


def _notes(grid: Grid, table: Crossed, period: str, unit: str) -> list[str]:
    sheet, label = _sheet(grid), "".join(_title(grid, table.top, table.data, table.labels[0]))
    taken = "、".join(f"“{i.name}”" for i in table.indicators)
    said = [f"{sheet}按一行一个“{label}”、一列一个指标读：指标是{taken}，范围取自“{label}”列"]
    said += [f"{sheet}时期“{period}”取自表头上方"] if period else []
    said += [f"{sheet}表头上方写着“单位：{unit}”，没有写单位的列按“{unit}”读"] if unit else []
    total = any(_TOTAL.fullmatch(_cell(grid, r, table.labels[0])) for r in range(table.data, len(grid.rows)))
    said += [f"{sheet}“合计”行的范围按“{_whole(grid, table)}”读"] if total and _whole(grid, table) else []
    return said + ([f"{sheet}没有读的列：{'、'.join(f'“{t}”' for t in table.unread)}"] if table.unread else [])


def _is_numeric(grid: Grid, data: int, column: int) -> bool:
    """Are most cells of this column numbers, or cells that would hold one?"""
    filled = [
        (r, c) for r in range(data, len(grid.rows)) if not _EMPTY.fullmatch(c := _cell(grid, r, column)) or (r, column) in grid.problems
    ]
    numbers = sum(_is_number(c) or (r, column) in grid.problems for r, c in filled)
    return numbers * 2 > len(filled)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text)) and parse_value(text) is not None and not text.endswith(("年", "月", "日"))


def _cell(grid: Grid, r: int, c: int) -> str:
    return grid.rows[r][c] if c < len(grid.rows[r]) else ""


def _sheet(grid: Grid) -> str:
    return f"“{grid.name}”" if grid.name else ""
