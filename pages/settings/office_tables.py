"""The lists of the overlay that a page shows as tables: their columns, and rows as entries of the file and back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from corpus.office import Office

Row = dict[str, str]
_APART = re.compile(r"[；;\n]")
_JOINT = "；"


@dataclass(frozen=True)
class Column:
    """One field: `many` words stand in a cell apart by ；, `flag` is 是 or empty."""

    name: str
    words: str
    width: int = 200
    many: bool = False
    flag: bool = False
    needed: bool = False


@dataclass(frozen=True)
class List:
    """A list at `path` of the overlay; without columns of its own an entry is a word, or with `groups` several that go together."""

    path: tuple[str, ...]
    title: str
    help: str
    columns: tuple[Column, ...] = ()
    groups: bool = False

    @property
    def shown(self) -> tuple[Column, ...]:
        return self.columns or (Column("word", "说法", 420, many=self.groups, needed=True),)


_NAMES = (Column("name", "姓名", 120, needed=True), Column("title", "职务", 420, needed=True))
_WORDINGS = (
    Column("right", "规范的写法", 260, needed=True),
    Column("wrong", "错误的写法", 320, many=True, needed=True),
    Column("source", "依据", 220),
)
_ABBREVIATIONS = (
    Column("full", "全称", 240, needed=True),
    Column("short", "可用简称", 180, many=True),
    Column("wrong", "不可用简称", 180, many=True),
    Column("introduce", "先写全称", 90, flag=True),
)
_EXCEPTIONS = (
    Column("text", "文字", 220, needed=True),
    Column("rules", "规则编号", 200, many=True),
    Column("why", "理由", 320, needed=True),
)
LISTS = (
    List(("names",), "领导姓名和职务", "职务不符、姓名差一字都会报；名单上的人不算“人名无出处”。", _NAMES),
    List(("wordings",), "规范表述", "一字不能差的说法，引号里也查；错误的写法几种用分号隔开。", _WORDINGS),
    List(("abbreviations",), "规范简称", "机构、项目的全称和可以用的简称；几种用分号隔开。", _ABBREVIATIONS),
    List(("exceptions",), "例外", "这些文字里面的问题不报；规则编号不写就是所有规则，几条用分号隔开。", _EXCEPTIONS),
    List(("units", "counters"), "量词", "本地用的量词，例如：垧。"),
    List(("units", "compatible"), "可以互换的量词", "一行一组，用分号隔开，例如：垧；坰。", groups=True),
    List(("figures", "phrases"), "含数字但不是数据的说法", "例如：6项清单法。不再当数据查。"),
    List(("padding", "formulas"), "本单位的口头禅", "按空话套话报，例如：擦亮青禾金字招牌。"),
    List(("padding", "required"), "必须这样说的表述", "不算空话，例如：生态立县、工业强县、旅游活县。"),
    List(("tone", "allow"), "说惯了、不算官腔的词", "语气检查不再报。"),
    List(("masked_names",), "要遮盖的姓名", "发给模型以前换成代号，回来再换回；在哪里遮盖由“离线与数据”一页定。"),
)


def rows_of(office: Office, of: List) -> list[Row]:
    """The entries of a list as rows."""
    entries: Any = office
    for name in of.path:
        entries = getattr(entries, name)
    return [_row(entry, of) for entry in entries]


def entry(row: Mapping[str, Any], of: List) -> Any:
    """The entry that a row stands for, as plain values without what is empty."""
    cells = {c.name: _value(str(row.get(c.name) or "").strip(), c) for c in of.shown}
    if not of.columns:
        return cells["word"]
    return {name: value for name, value in cells.items() if value}


def lacking(rows: Sequence[Mapping[str, Any]], of: List) -> str:
    """What is missing in the first row that is not whole; '' when all are."""
    for n, row in enumerate(rows, 1):
        for column in of.shown:
            if column.needed and not str(row.get(column.name) or "").strip():
                return f"“{of.title}”第 {n} 行没有写“{column.words}”，请补上，或勾选“删”。"
    return ""


def _row(entry: Any, of: List) -> Row:
    if not of.columns:
        return {"word": _JOINT.join(entry) if of.groups else entry}
    return {c.name: _cell(getattr(entry, c.name), c) for c in of.columns} if isinstance(entry, BaseModel) else {}


def _cell(value: Any, column: Column) -> str:
    if column.many:
        return _JOINT.join(value)
    return ("是" if value else "") if column.flag else str(value)


def _value(words: str, column: Column) -> Any:
    if column.many:
        return [part.strip() for part in _APART.split(words) if part.strip()]
    return words == "是" if column.flag else words
