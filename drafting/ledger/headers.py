"""The header of a ledger table: which row it is, which column means what, which unit it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.figures.dates import period_of
from corpus.zh import halfwidth
from drafting.ledger.values import is_unit

_SYNONYMS = {
    "name": "指标 指标名称 指标名 指标项 统计指标 名称 项目",
    "value": "数值 值 数据 数 指标值 完成数 实际数 实际值 本期数 绝对值",
    "unit": "单位 计量单位 数据单位 指标单位",
    "period": "时期 时间 期间 统计时期 统计时间 报告期 日期 年份 年度 月份",
    "scope": "范围 口径 统计范围 统计口径 区域 地区",
    "source": "来源 数据来源 来源单位 出处 提供单位 填报单位 责任单位 责任部门 牵头单位",
    "note": "备注 说明 注",
    "direction": "方向 增减",
    "modifier": "概数",
    "start": "起",
    "end": "止",
    "quote": "原文",
}
FIELDS = tuple(_SYNONYMS)
CHINESE = {field: words.split(" ")[0] for field, words in _SYNONYMS.items()}
HEADERS = {word: field for field, words in _SYNONYMS.items() for word in words.split(" ")}
LOOKED_AT = 20  # filled rows in which a header is looked for
_GROWTH = re.compile(
    r"(?P<kind>同比|环比|[比较](?:上年|去年)(?:同期)?)?(?:增长率?|增速|增幅|增减|升降|(?<=比)|(?<=上年)|(?<=同期))(?:幅度?)?"
)
_ORGAN = re.compile(r".{2,}(?:[局委办厅室院会部镇乡队]|街道|政府|公司|中心)")
_BRACKETED = re.compile(r"(?P<name>.+?)\((?:单位:?)?(?P<unit>[^()]+)\)")
_UNIT_LINE = re.compile(r"(?:计量)?单位[:：]\s*(?P<unit>[^\s，,；;）)]+)")


@dataclass(frozen=True)
class Column:
    """A column that is read: its place, its field, what its header says besides."""

    index: int
    field: str
    title: str
    unit: str = ""  # 数值（万元）
    period: str = ""  # a column of values for one period: 2025年
    growth: str = ""  # a column of rates beside the values: 同比增长


@dataclass(frozen=True)
class Header:
    """The header row (its index in the grid) and the columns below it."""

    index: int
    columns: tuple[Column, ...]

    @property
    def values(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.field == "value" and not c.growth)

    @property
    def growths(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.growth)

    @property
    def latest(self) -> str:
        """The last of the periods that stand side by side: whose growth a column of growth tells."""
        return max((c.period for c in self.values), key=lambda p: period_of(p) or (0,), default="")

    def column(self, field: str) -> Column | None:
        return next((c for c in self.columns if c.field == field), None)


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row that names an indicator column and a value column, or one column of values for each period."""
    filled = [i for i, row in enumerate(rows) if any(row)][:LOOKED_AT]
    found = (_header(i, rows) for i in filled)
    return next((h for h in found if h.column("name") and h.values), None)


def almost_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The row that comes nearest to a header, to say what it lacks."""
    filled = [i for i, row in enumerate(rows) if any(row)][:LOOKED_AT]
    return max((_header(i, rows) for i in filled), key=lambda h: (len(h.columns), sum(map(bool, rows[h.index]))), default=None)


def doubled(header: Header) -> str:
    """The title of a field that stands in two columns, '' when none does."""
    named = [c for c in header.columns if not c.period and not c.growth]
    return next((c.title for c in named if sum(o.field == c.field for o in named) > 1), "")


def unit_above(rows: Sequence[Sequence[str]]) -> str:
    """The unit of the whole table, said in the rows above it: 单位：万元."""
    said = (_UNIT_LINE.search(halfwidth(cell)) for row in rows for cell in row if cell)
    return next((m["unit"] for m in said if m and is_unit(m["unit"])), "")


def without_unit(text: str) -> tuple[str, str]:
    """A name and the unit in brackets after it: 地区生产总值（亿元）; the text and '' when there is none."""
    match = _BRACKETED.fullmatch(halfwidth(text).strip())
    if match and is_unit(match["unit"]):
        return text.strip()[: match.end("name")].strip(), match["unit"]
    return text, ""


def _header(index: int, rows: Sequence[Sequence[str]]) -> Header:
    columns = [c for j, cell in enumerate(rows[index]) if (c := _column(j, cell))]
    columns = _organs_apart(columns, rows[index + 1 :])
    whole = any(c.field == "value" and not c.period and not c.growth for c in columns)
    kept = (c for c in columns if (not c.period or not whole) and not any(_better(o, c) for o in columns))
    return Header(index, tuple(kept))


def _organs_apart(columns: list[Column], below: Sequence[Sequence[str]]) -> list[Column]:
    """单位 is who reports where 计量单位 stands beside it, or where its cells are organs: 县应急局."""
    measured = any(c.field == "unit" and c.title != "单位" for c in columns)
    return [replace(c, field="source") if c.title == "单位" and (measured or _holds_organs(c, below)) else c for c in columns]


def _holds_organs(column: Column, below: Sequence[Sequence[str]]) -> bool:
    cells = [row[column.index] for row in below if column.index < len(row) and row[column.index]]
    return sum(bool(_ORGAN.fullmatch(c)) and not is_unit(c) for c in cells) * 2 > len(cells)


def _better(other: Column, column: Column) -> bool:
    """Is `other` the more usual title for the same field? 指标 beside 项目, 备注 beside 说明."""
    one_each = not any(c.period or c.growth for c in (other, column))
    return other.field == column.field and one_each and _rank(other) < _rank(column)


def _rank(column: Column) -> int:
    plain, words = without_unit(column.title)[0], _SYNONYMS[column.field].split(" ")
    if plain.lower() == column.field:
        return -1
    return words.index(plain) if plain in words else len(words)


def _column(index: int, cell: str) -> Column | None:
    title = re.sub(r"[\s*＊:：\ufeff]", "", cell)
    plain, unit = without_unit(title)
    field = HEADERS.get(plain, plain.lower())
    if field in FIELDS:
        return Column(index, field, title, unit if field == "value" else "")
    period = period_of(plain)
    if period and period.year and len(plain) <= 12:
        return Column(index, "value", title, unit, plain)
    return _growth(index, title, plain, unit)


def _growth(index: int, title: str, plain: str, unit: str) -> Column | None:
    """同比增长（%）, 增速, 比上年增减（个百分点）: a movement of the values beside it."""
    match = _GROWTH.fullmatch(plain)
    if not match:
        return None
    word = "增长" if unit in ("", "%", "‰", "个百分点", "百分点") else "增加"
    return Column(index, "value", title, unit or "%", growth=("环比" if match["kind"] == "环比" else "同比") + word)
