"""What the fields of a document are called on the command line, and how a person writes their values."""

import datetime as dt

from base.errors import InputError
from corpus.dates import read_date
from corpus.organs import LEVELS
from corpus.store import EDITABLE

NAMES = {
    "id": "编号", "title": "标题", "kind": "文种", "issuer": "发文机关", "level": "层级", "date": "日期", "region": "地区",
    "number": "发文字号", "secrecy": "密级", "standing": "效力",
}  # fmt: skip
STANDINGS = {"": "有效", "superseded": "被替代", "repealed": "已废止"}
MARKS = {"superseded": "〔已有新版〕", "repealed": "〔已废止〕"}
_FIELDS = {name: field for field, name in NAMES.items() if field in EDITABLE} | {"机关": "issuer", "文号": "number"}
_AUTOMATIC = "自动"  # gives the question of standing back to the library


def change_of(text: str) -> tuple[str, str | dt.date | None]:
    """The field and value of 项=值, the field by its English or Chinese name; InputError when it cannot be."""
    key, equals, value = text.partition("=")
    field = _FIELDS.get(key.strip(), key.strip())
    if not equals or field not in EDITABLE:
        raise InputError(f"“{text}”不对，应当写成 项=值，可改的项：{'、'.join(f'{f}（{NAMES[f]}）' for f in EDITABLE)}。")
    value = value.strip()
    if field == "date":
        return field, _date(value)
    if field == "level":
        return field, _choice(value, {name: level for level, name in LEVELS.items()} | {"": ""}, "层级")
    if field == "standing":
        return field, _choice(value, {name: standing for standing, name in STANDINGS.items()} | {_AUTOMATIC: None}, "效力")
    return field, value


def _date(value: str) -> dt.date | None:
    if value and not (date := read_date(value)):
        raise InputError(f"日期“{value}”不对，应当写成 2026-03-01。")
    return date if value else None


def _choice(value: str, values: dict[str, str | None] | dict[str, str], what: str) -> str | None:
    """The value that a Chinese word stands for; the English one is taken as it is."""
    if value in values:
        return values[value]
    if value in values.values():
        return value
    raise InputError(f"{what}“{value}”不对，可以写：{'、'.join(name for name in values if name)}。")
