"""The header of a ledger table: which row it is, which column means what, which unit it names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.figures.dates import period_of
from corpus.zh import halfwidth
from drafting.ledger.values import is_unit

_SYNONYMS = {
    "name": "指标 指标名称 指标名 指标项 统计指标 名称 项目",
    "value": "数值 值 数据 数 指标值 完成数 实际数 实际值 本期数 绝对值",
    "unit": "单位 计量单位 数据单位 指标单位",
    "period": "时期 时间 期间 统计时期 统计时间 报告期 日期 年份 年度 月份",
    "scope": "范围 口径 统计范围 统计口径 区域 地区",
    "source": "来源 数据来源 来源单位 出处 提供单位 填报单位",
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


@dataclass(frozen=True)
class Header:
    """The header row (its index in the grid) and the columns below it."""

    index: int
    columns: tuple[Column, ...]

    @property
    def values(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.field == "value")

    def column(self, field: str) -> Column | None:
        return next((c for c in self.columns if c.field == field), None)


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row that names an indicator column and a value column, or one column of values for each period."""
    filled = [i for i, row in enumerate(rows) if any(row)][:LOOKED_AT]
    found = (_header(i, rows[i]) for i in filled)
    return next((h for h in found if h.column("name") and h.values), None)


def almost_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The row that comes nearest to a header, to say what it lacks."""
    headers = [_header(i, row) for i, row in enumerate(rows) if any(row)][:LOOKED_AT]
    return max(headers, key=lambda h: len(h.columns), default=None)


def doubled(header: Header) -> str:
    """The title of a field that stands in two columns, '' when none does."""
    named = [c for c in header.columns if not c.period]
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


def _header(index: int, row: Sequence[str]) -> Header:
    columns = [c for j, cell in enumerate(row) if (c := _column(j, cell))]
    whole = any(c.field == "value" and not c.period for c in columns)
    kept = (c for c in columns if (not c.period or not whole) and not any(_better(o, c) for o in columns))
    return Header(index, tuple(kept))


def _better(other: Column, column: Column) -> bool:
    """Is `other` the more usual title for the same field? 指标 beside 项目, 备注 beside 说明."""
    words = _SYNONYMS[column.field].split(" ")
    return other.field == column.field and not column.period and not other.period and _rank(other, words) < _rank(column, words)


def _rank(column: Column, words: list[str]) -> int:
    plain, _ = without_unit(column.title)
    return words.index(plain) if plain in words else -1  # the English names come first


def _column(index: int, cell: str) -> Column | None:
    title = re.sub(r"[\s*＊:：\ufeff]", "", cell)
    plain, unit = without_unit(title)
    field = HEADERS.get(plain, plain.lower())
    if field in FIELDS:
        return Column(index, field, title, unit if field == "value" else "")
    period = period_of(plain)
    if period and period.year and len(plain) <= 12:
        return Column(index, "value", title, unit, plain)
    return None
