"""The whole trail of a draft, whether it holds, and all of it to take along."""

import json
from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.history import trail
from drafting.history.history import History
from drafting.history.record import departures, record_of
from pages.shared import plain
from pages.shared.place import home
from pages.shared.uploads import Upload

_HEADS = ("号", "何时", "事项", "何人", "理由和说明")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(history: History, draft: str) -> None:
    """The entries, the files, the proof."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "留痕（Word 文档，供归档）",
            lambda: _docx(draft),
            f"留痕-{draft}.docx",
            _DOCX,
            key="trail-docx",
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            "留痕（json，含各版原件）", lambda: _json(draft), f"留痕-{draft}.json", "application/json", key="trail-json", on_click="ignore"
        )
        with st.popover("校验留痕"):
            plain.remark("逐条核对有没有改动、缺失、调换。")
            against = st.file_uploader("同以前导出的 json 对照（可以不选；整条重做过的也能看出）", ["json"], key="trail-against")
            verify = st.button("开始校验", key="trail-verify", type="primary")
    if verify:
        _verify(history, draft, against)
    plain.table(_HEADS, trail.rows(history.entries(draft)), tight=(0, 1, 2), height=460)


def _verify(history: History, draft: str, against: Upload | None) -> None:
    faults = history.faults(draft)
    if against and not faults:
        faults = departures(history, _record(against, draft))
    if faults:
        found = "\n".join(f"不符：{fault}。" for fault in faults)
        plain.note("bad", f"留痕被动过 {len(faults)} 处，请查明原因，并从备份恢复。\n{found}")
    else:
        plain.note("good", f"“{draft}”的留痕逐条校验无误：没有改动、缺失或调换{'，与导出的一致' if against else ''}。")


def _record(upload: Upload, draft: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(upload.getvalue())
        of, _ = found["draft"], (found["entries"], found["contents"])
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{upload.name} 不是导出的留痕，请选在这里导出的 json。") from error
    if of != draft:
        raise InputError(f"{upload.name} 是“{of}”的留痕，不是这份稿子的，请另选。")
    return found


def _docx(draft: str) -> bytes:
    with History.open(home()) as history:
        return trail.as_docx(history, draft)


def _json(draft: str) -> str:
    with History.open(home()) as history:
        return json.dumps(record_of(history, draft), ensure_ascii=False, indent=1) + "\n"
