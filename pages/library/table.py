"""All documents in a grid: filtered, corrected in its cells, ticked to be opened or taken out."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from base.errors import InputError
from corpus.documents import Document
from corpus.fields import NAMES
from pages.background import intake, upkeep
from pages.library import document, grid
from pages.library.shelf import Shelf, file_name
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home

_STATES = ("全部", "没有把握", "已废止、被替代", "有密级", "有同文")
_WIDTHS = {"title": 330, "kind": 86, "issuer": 170, "region": 86, "date": 100, "number": 150, "secrecy": 76, "standing": 82}
_ROW, _HEAD, _TALLEST = 32, 46, 430
_HOW = "勾选左边的“选”可以查看或移出；双击格子（或按回车）可以更正，改完点“保存更正”。按列名可以排序。"
_UNSAVED = "更正还没有保存；保存或放弃以前，上面的条件不能改。"
_ROWS = "library rows"  # in the session: the documents the grid shows
_ROUND = "library round"  # in the session: an editor keeps its edits by its key


def show(shelf: Shelf) -> None:
    """Filters, the grid, what can be done with what is chosen in it."""
    may = person().may("维护文库")
    pending = _pending(st.session_state.get(_ROWS, ()), _edits(shelf))
    rows = st.session_state[_ROWS] = _filtered(shelf, locked=bool(pending))
    how = (_UNSAVED if pending else _HOW) if may else "勾选左边的“选”可以查看。"
    plain.remark(f"共 {len(shelf.documents)} 份，显示 {len(rows)} 份。{how}")
    if not rows:
        plain.note("info", "没有符合的资料，请放宽上面的条件。")
        return
    _actions(rows, _edits(shelf), may)
    _grid(shelf, rows, may)


def _filtered(shelf: Shelf, *, locked: bool) -> list[Document]:
    """The documents that the filters leave; they stand still while corrections are not saved, or these would be lost."""
    words, kind, place, state = st.columns([3, 1.5, 2, 1.5])
    said = words.text_input("标题、文号、文件名里有", key="library-words", disabled=locked).strip()
    kinds = ["", *sorted({d.kind for d in shelf.documents if d.kind})]
    wanted = kind.selectbox("文种", kinds, format_func=lambda k: k or "全部", key="library-kind", disabled=locked)
    organ = place.text_input("发文机关、地区里有", key="library-organ", disabled=locked).strip()
    only = state.selectbox("只看", _STATES, key="library-state", disabled=locked)
    return [
        d
        for d in shelf.documents
        if (not said or any(said in text for text in (d.title, d.number, file_name(d.id))))
        and (not wanted or d.kind == wanted)
        and (not organ or organ in d.issuer or organ in d.region)
        and _is_in(d, only, shelf)
    ]


def _is_in(d: Document, state: str, shelf: Shelf) -> bool:
    if state == "没有把握":
        return "没有把握" in grid.hints(d, 0)
    if state == "有同文":
        return d.id in shelf.twins
    return {"已废止、被替代": bool(d.standing), "有密级": bool(d.secrecy)}.get(state, True)


def _grid(shelf: Shelf, rows: Sequence[Document], may: bool) -> None:
    columns: dict[str, Any] = {grid.PICKED: [False] * len(rows)}
    columns |= {name: [grid.cell(d, name) for d in rows] for name in grid.FIELDS}
    columns[grid.HINTS] = [grid.hints(d, len(shelf.twins.get(d.id, ()))) for d in rows]
    st.data_editor(
        columns,
        key=_key(shelf),
        hide_index=True,
        height=min(_TALLEST, _HEAD + _ROW * len(rows)),
        row_height=_ROW,
        column_order=[grid.PICKED, "title", grid.HINTS, *grid.FIELDS[1:]],
        disabled=[grid.HINTS] if may else [*grid.FIELDS, grid.HINTS],
        column_config=_columns(shelf),
    )


def _columns(shelf: Shelf) -> dict[str, Any]:
    column = st.column_config
    config: dict[str, Any] = {name: column.TextColumn(NAMES[name], width=width) for name, width in _WIDTHS.items()}
    config |= {
        name: column.SelectboxColumn(NAMES[name], options=list(options), width=_WIDTHS[name])
        for name, options in {**grid.CHOICES, "kind": grid.kinds(shelf.documents)}.items()
    }
    config[grid.PICKED] = column.CheckboxColumn(grid.PICKED, width=62, default=False)
    config[grid.HINTS] = column.TextColumn(grid.HINTS, width=150)
    return config


def _actions(rows: Sequence[Document], edits: dict[Any, Any], may: bool) -> None:
    chosen, pending = grid.picked(rows, edits), _pending(rows, edits)
    look, out, save, leave, _ = st.columns([1.6, 1.6, 2, 1.6, 4])
    if look.button("查看", key="library-open", width="stretch", disabled=len(chosen) != 1, help="先在表里勾选一份"):
        document.open_it(chosen[0].id)
    if may and out.button(f"移出 {len(chosen)} 份" if chosen else "移出", key="library-remove", width="stretch", disabled=not chosen):
        _again()
        upkeep.remove(home(), [d.id for d in chosen])
        st.rerun()
    words = f"保存更正（{pending} 份）" if pending else "保存更正"
    if may and save.button(words, key="library-save", type="primary", width="stretch", disabled=not pending or intake.running(home())):
        _save(rows, edits)
    if pending and leave.button("放弃更正", key="library-leave", width="stretch"):
        _again()
        st.rerun()


def _save(rows: Sequence[Document], edits: dict[Any, Any]) -> None:
    try:
        upkeep.correct(home(), grid.corrections(rows, edits))
    except InputError as error:
        plain.note("bad", str(error))
        return
    _again()
    st.rerun()


def _pending(rows: Sequence[Document], edits: dict[Any, Any]) -> int:
    """How many documents have corrections that are not saved; one that cannot be is one all the same."""
    return sum(bool(grid.changed(rows[int(n)], cells)) for n, cells in edits.items() if int(n) < len(rows))


def _edits(shelf: Shelf) -> dict[Any, Any]:
    """What the grid holds that is not saved: cells by row."""
    found: dict[Any, Any] = st.session_state.get(_key(shelf), {}).get("edited_rows", {})
    return found


def _key(shelf: Shelf) -> str:
    """Edits are of these rows in this state: another filter or another library has others."""
    filters = [st.session_state.get(f"library-{name}") for name in ("words", "kind", "organ", "state")]
    return f"library-grid-{shelf.mark}-{st.session_state.get(_ROUND, 0)}-{filters}"


def _again() -> None:
    """Draw the grid anew, without the edits it holds."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
