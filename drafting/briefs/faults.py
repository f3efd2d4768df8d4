"""What is wrong in the form of a brief, and what would be better said: Chinese sentences by the field they belong to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from drafting.briefs.form import BriefForm, filled, items
from drafting.briefs.rows import row_faults

Said = dict[str, tuple[str, ...]]


class _Remark(NamedTuple):
    field: str
    words: str


def faults(form: BriefForm) -> Said:
    """Why the form is no brief yet, by field; empty when it is one."""
    return _by_field(_faults(form))


def advice(form: BriefForm) -> Said:
    """What a careful colleague would remark; nothing of it stands in the way."""
    return _by_field(_advice(form))


def _by_field(remarks: Iterator[_Remark]) -> Said:
    found: dict[str, list[str]] = defaultdict(list)
    for remark in remarks:
        found[remark.field].append(remark.words)
    return {field: tuple(words) for field, words in found.items()}


def _faults(form: BriefForm) -> Iterator[_Remark]:
    if not form.title.strip():
        yield _Remark("title", "还没有标题，请填写。")
    if not _is_day(form.date):
        yield _Remark("date", f"“{form.date}”不是日期，请重新选择。")
    low, high = form.length
    if low < 1 or high < low:
        yield _Remark("length", f"最少 {low} 字、最多 {high} 字，前一个应当不大于后一个，请修改。")
    for n, row in filled(form.people):
        if not row.get("name", "").strip():
            yield _Remark("people", f"第 {n} 行没有姓名，请补上或删去这一行。")
    for n, row in filled(form.facts):
        yield from (_Remark("facts", f"第 {n} 行：{said}") for said in row_faults(row))


def _advice(form: BriefForm) -> Iterator[_Remark]:
    frame, low_high = form.frame, form.length
    if frame.official and form.title.strip() and not form.title.strip().endswith(tuple(frame.kinds)):
        yield _Remark("title", f"{frame.name}的标题一般以“{'”或“'.join(frame.kinds)}”结尾。")
    if frame.limit and low_high[1] > frame.limit:
        yield _Remark("length", f"超过 {frame.limit} 字：{frame.limit_source}。")
    if form.speaker.strip() and form.speaker.strip() not in {row.get("title", "").strip() for row in form.people}:
        yield _Remark("speaker", f"“人员”里没有职务是“{form.speaker.strip()}”的人，稿中不署姓名。")
    if not items(form.must_cover):
        yield _Remark("must_cover", "没有写必讲内容，提纲只能照文种的一般写法列。")
    if not filled(form.facts):
        yield _Remark("facts", "没有台账：稿中凡要用数字的地方，会标为待核或待写。")


def _is_day(text: str) -> bool:
    try:
        return not text or bool(dt.date.fromisoformat(text))
    except ValueError:
        return False
