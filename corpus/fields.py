"""What the fields of a document are called, and how a person writes their values."""

import datetime as dt
from collections.abc import Collection
from difflib import get_close_matches

from base.errors import InputError
from corpus.corrections import AS_READ, EDITABLE
from corpus.dates import read_date
from corpus.documents import Document
from corpus.marks import LEVELS as SECRECY
from corpus.marks import is_laxer, secrecy_mark
from corpus.organs import LEVELS
from corpus.titles import KINDS
from corpus.zh import chinese_day

NAMES = {
    "id": "编号", "title": "标题", "kind": "文种", "issuer": "发文机关", "level": "层级", "date": "日期", "region": "地区",
    "number": "发文字号", "secrecy": "密级", "standing": "效力",
}  # fmt: skip
STANDINGS = {"": "有效", "superseded": "被替代", "repealed": "已废止"}
MARKS = {"superseded": "〔已有新版〕", "repealed": "〔已废止〕"}
_FIELDS = {name: field for field, name in NAMES.items() if field in EDITABLE} | {"机关": "issuer", "文号": "number"}
_NO_SECRET = {"": "", "无": ""}
_NEAR = 0.4  # of the characters of two kinds are the same: 通知稿 and 通知

Change = tuple[str, str | dt.date | None]


def change_of(text: str) -> Change:
    """The field and value of 项=值, the field by its English or Chinese name; InputError when it cannot be."""
    key, equals, value = text.partition("=")
    field, value = _FIELDS.get(key.strip(), key.strip()), value.strip()
    if not equals or field not in EDITABLE:
        raise InputError(f"“{text}”不对，应当写成 项=值，可改的项：{'、'.join(f'{f}（{NAMES[f]}）' for f in EDITABLE)}。")
    if value == AS_READ:
        return field, None if field == "standing" else AS_READ
    if field == "title" and not value:
        raise InputError(f"标题不能空着（“{text}”），请写上标题；要改回读出来的标题，请写 title={AS_READ}。")
    if field == "date":
        return field, _date(value)
    if field == "level":
        return field, _choice(value, {name: level for level, name in LEVELS.items()} | {"": ""}, "层级")
    if field == "secrecy":
        return field, _choice(value, {name: name for name in SECRECY} | _NO_SECRET, "密级")
    if field == "standing":
        return field, _choice(value, {name: standing for standing, name in STANDINGS.items()}, "效力")
    return field, value


def laxer_than_marked(document: Document, own: Collection[str], value: str) -> str:
    """The 密级 that the file of `document` (with its text) bears when `value` would protect less; '' when it would not.

    `own` are the fields that a person has set.
    """
    read = "" if "secrecy" in own else document.secrecy
    marked = next((level for level in SECRECY if level in (read, secrecy_mark(document.text))), "")
    return marked if value in ("", *SECRECY) and is_laxer(value, marked) else ""


def doubt_about_kind(kind: str) -> str:
    """What to say of a 文种 that the program does not know; '' when it does."""
    if not kind or kind in (*KINDS, AS_READ):
        return ""
    near = get_close_matches(kind, KINDS, cutoff=_NEAR)
    return f"“{kind}”不是常见的文种，已照您写的改" + (f"；相近的有：{'、'.join(near)}。" if near else "。")


def shown(document: Document, field: str) -> str:
    """The value of a field as a person says it."""
    if field == "date":
        return chinese_day(document.date) or "（空）"
    value = str(getattr(document, field))
    return {"level": LEVELS, "standing": STANDINGS}.get(field, {}).get(value, value) or "（空）"


def _date(value: str) -> dt.date | None:
    if value and not (date := read_date(value)):
        raise InputError(f"日期“{value}”不对，应当写成 2026-03-01。")
    return date if value else None


def _choice(value: str, values: dict[str, str], what: str) -> str:
    """The value that a Chinese word stands for; the English one is taken as it is."""
    if value in values:
        return values[value]
    if value in values.values():
        return value
    raise InputError(f"{what}“{value}”不对，可以写：{'、'.join(name for name in values if name)}、{AS_READ}。")
