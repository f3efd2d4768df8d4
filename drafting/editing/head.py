"""The lines above and below the text that come from the brief: what was left open there is filled in in the brief."""

import datetime as dt

from pydantic import ValidationError

from base.errors import InputError
from corpus.dates import read_date
from drafting.brief import Brief
from drafting.guard import MARK

_FIELDS = {"主送机关": "audience", "称谓": "audience", "署名": "issuer", "成文日期": "date", "姓名、电话": "contact"}


def filled_brief(brief: Brief, line: str, value: str) -> Brief:
    """`brief` with `value` for what the open mark of `line` asks for. InputError when it is no such value."""
    mark = MARK.search(line)
    field = _FIELDS.get(mark[2]) if mark else None
    if field is None:
        raise InputError("这一行由文种和任务书定，不能在这里改；请下载 Word 文档后修改，或改任务书另写一份。")
    said: object = [value] if field == "audience" else _day(value) if field == "date" else value
    try:
        return Brief.model_validate(brief.model_dump() | {field: said})
    except ValidationError as error:
        raise InputError(f"“{value}”不能填在这里，请核对后重填。") from error


def _day(value: str) -> dt.date:
    day = read_date(value)
    if day is None:
        raise InputError(f"“{value}”不是日期，请写成 2026年11月20日 的样子。")
    return day
