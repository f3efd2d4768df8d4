"""What the library is not sure of, the worst first, to be put right or found right."""

import streamlit as st

from base.errors import InputError
from corpus.doubts import Doubt, doubts
from corpus.fields import NAMES, Change, change_of
from corpus.organs import LEVELS
from pages.background import upkeep
from pages.library import document, grid
from pages.library.shelf import Shelf
from pages.shared import plain
from pages.shared.place import home

_RIGHT, _OPEN, _NEW = "对", "看", "应为"
_ROUND = "library doubts round"
_MOST = 200


def show(shelf: Shelf) -> None:
    """The grid of doubts."""
    missing = st.checkbox("连空着的标题、机关、日期一并列出", key="library-missing")
    found = doubts(shelf.documents, missing=missing)
    if not found:
        plain.note("good", "没有需要核对的信息。")
        return
    plain.remark(f"共 {len(found)} 条，最可疑的在前。读得对的勾“对”；不对的在“应为”里写上正确的；要看原文勾“看”。")
    key = f"library-doubts-{shelf.mark}-{missing}-{st.session_state.get(_ROUND, 0)}"
    _grid(found[:_MOST], key)
    edits = {int(n): cells for n, cells in st.session_state.get(key, {}).get("edited_rows", {}).items()}
    asked = [found[n].document.id for n, cells in edits.items() if cells.get(_OPEN)]
    save, look, _ = st.columns([2, 2, 6])
    if save.button("保存", key="library-doubts-save", type="primary", width="stretch", disabled=not edits):
        _save(found, edits)
    if look.button("看原文", key="library-doubts-open", width="stretch", disabled=len(asked) != 1, help="先勾选一条的“看”"):
        document.open_it(asked[0])


def _grid(found: list[Doubt], key: str) -> None:
    column = st.column_config
    st.data_editor(
        {
            _RIGHT: [False] * len(found),
            _OPEN: [False] * len(found),
            "资料": [d.document.title or d.document.id for d in found],
            "项": [NAMES[d.field] for d in found],
            "读作": [LEVELS.get(d.value, d.value) or "（空着）" for d in found],
            _NEW: [""] * len(found),
            "把握": [f"{d.sure:.0%}" for d in found],
            "原因": [d.why for d in found],
        },
        key=key,
        hide_index=True,
        row_height=32,
        height=min(460, 46 + 32 * len(found)),
        disabled=["资料", "项", "读作", "把握", "原因"],
        column_config={
            _RIGHT: column.CheckboxColumn(_RIGHT, width=62),
            _OPEN: column.CheckboxColumn(_OPEN, width=62),
            "资料": column.TextColumn("资料", width=330),
            "项": column.TextColumn("项", width=80),
            "读作": column.TextColumn("读作", width=190),
            _NEW: column.TextColumn(_NEW, width=190),
            "把握": column.TextColumn("把握", width=60),
            "原因": column.TextColumn("原因", width=300),
        },
    )


def settled(found: list[Doubt], edits: dict[int, dict[str, object]]) -> dict[str, list[Change]]:
    """What a person said of the doubts, by document. InputError names a value that cannot be."""
    changes: dict[str, list[Change]] = {}
    for n, cells in edits.items():
        doubt, new = found[n], str(cells.get(_NEW) or "").strip()
        if new or (cells.get(_RIGHT) and doubt.value):
            value = new or grid.cell(doubt.document, doubt.field)
            changes.setdefault(doubt.document.id, []).append(change_of(f"{doubt.field}={value}"))
    return changes


def _save(found: list[Doubt], edits: dict[int, dict[str, object]]) -> None:
    try:
        changes = settled(found, edits)
    except InputError as error:
        plain.note("bad", str(error))
        return
    if not changes:
        plain.note("info", "还没有勾“对”，也没有写“应为”。")
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    upkeep.correct(home(), changes)
    st.rerun()
