"""The office's own words: tables for the lists that offices keep, the whole file as text for the rest."""

from typing import Any

import streamlit as st

from base.errors import InputError
from base.office import FILE_NAME
from corpus.office import Office
from evals.overlay import file as overlay
from pages.settings import office_tables, saving
from pages.settings.office_tables import LISTS, List, Row
from pages.shared import plain
from pages.shared.place import home

_DROP, _ROUND = "drop", "settings office round"
_WHOLE = "整个文件"
_ROOM = 3  # empty rows to type into
_HOW = "双击格子（或按回车）再打字；下面的空行用来添加；勾选“删”可以删行；改完点“保存”。"


def show() -> None:
    """The choice of a list, and the list."""
    titles = [of.title for of in LISTS]
    chosen = st.selectbox("哪一张表", [*titles, _WHOLE], key="settings-office-list", width=420)
    before = overlay.text_of(home())
    try:
        office = overlay.checked(home(), before).office
    except InputError as error:
        plain.note("bad", f"{error}\n这份词表现在不起作用，请在下面改正后保存。")
        _text(before)
        return
    if chosen == _WHOLE:
        _text(before)
    else:
        _table(LISTS[titles.index(chosen)], office, before)


def _table(of: List, office: Office, before: str) -> None:
    plain.remark(f"{of.help}{_HOW}")
    rows = office_tables.rows_of(office, of)
    key = f"settings-office-{of.title}-{st.session_state.get(_ROUND, 0)}-{len(rows)}"
    shown = [*rows, *({} for _ in range(_ROOM))]
    column = st.column_config
    config: dict[str, Any] = {c.name: column.TextColumn(c.words, width=c.width) for c in of.shown}
    config |= {c.name: column.SelectboxColumn(c.words, options=["", "是"], width=c.width) for c in of.shown if c.flag}
    st.data_editor(
        {_DROP: [False] * len(shown)} | {c.name: [row.get(c.name, "") for row in shown] for c in of.shown},
        key=key,
        hide_index=True,
        num_rows="add",
        width="content",
        row_height=32,
        height=min(420, 80 + 32 * len(shown)),
        column_config={**config, _DROP: column.CheckboxColumn("删", width=62, default=False)},
    )
    state = st.session_state.get(key, {})
    if st.button("保存", key="settings-office-save", type="primary", disabled=not (state.get("edited_rows") or state.get("added_rows"))):
        _save(of, rows, state, before)


def _save(of: List, rows: list[Row], state: dict[str, Any], before: str) -> None:
    kept = edited(rows, state)
    if missing := office_tables.lacking([row for _, row in kept], of):
        plain.note("bad", missing)
        return
    old = [office_tables.entry(row, of) for row in rows]
    new = [(n, office_tables.entry(row, of)) for n, row in kept]
    items = [(n, None if n is not None and value == old[n] else value) for n, value in new]
    if len(items) == len(rows) and not any(value for _, value in items):
        plain.note("info", "没有改动。")
        return
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    saving.save(lambda: overlay.save_items(home(), of.path, items, before, of.title), f"“{of.title}”已保存，下一次审稿、起草就按新的。")


def edited(rows: list[Row], state: dict[str, Any]) -> list[tuple[int | None, dict[str, Any]]]:
    """The rows after what the editor holds, each with the number it had; without those ticked 删 and those left empty."""
    found: list[tuple[int | None, dict[str, Any]]] = [(n, dict(row)) for n, row in enumerate(rows)]
    found += [(None, {}) for _ in range(_ROOM)]
    for n, cells in state.get("edited_rows", {}).items():
        found[int(n)][1].update(cells)
    found += [(None, dict(cells)) for cells in state.get("added_rows", ())]
    return [
        (n, row) for n, row in found if not row.get(_DROP) and (n is not None or any(v for k, v in row.items() if not k.startswith("_")))
    ]


def _text(before: str) -> None:
    plain.remark(f"工作目录里的 {FILE_NAME}。表里没有的（自己的规则、停用和改轻重、语气、残留字样）在这里写，格式见说明 docs/overlay.md。")
    with st.form("settings-overlay", border=False):
        text = st.text_area("文件内容", before, height=430, key=f"settings-overlay-text-{hash(before)}", label_visibility="collapsed")
        if st.form_submit_button("检查并保存", type="primary"):
            saving.save(lambda: overlay.save(home(), text if text.endswith("\n") or not text else text + "\n", before), "词表已保存。")
