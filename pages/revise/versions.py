"""The revisions of a draft: who, when, why, with which model; one of them to read, to fetch, to bring back."""

from collections.abc import Sequence

import streamlit as st

from drafting.history.entry import Entry
from drafting.history.history import History
from pages.revise import acting, saving
from pages.shared import plain
from pages.shared.place import home

_HEADS = ("版", "何人", "职务", "何时", "为什么", "用的模型", "改自")
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEIGHT = 260


def show(history: History, known: Sequence[Entry], seen: int) -> None:
    """All of them, the newest first; below, one of them and the next."""
    plain.table(_HEADS, [_row(entry) for entry in reversed(known)], tight=(0, 1, 3, 6), height=_HEIGHT)
    one, new = st.columns([6, 5], gap="medium")
    with one:
        _one(history, known)
    with new:
        plain.heading("存入改好的稿")
        saving.further(known[0].said.draft, seen)


def _row(entry: Entry) -> tuple[str, ...]:
    said = entry.said
    made = said.made.model or said.made.how or "—"
    again = f"恢复第{said.restores}版" if said.restores else f"第{said.parent}版" if said.parent else "—"
    return f"第{said.revision}版", said.by.name, said.by.role or "—", entry.local_time, said.reason or "—", made, again


def _one(history: History, known: Sequence[Entry]) -> None:
    numbers = [entry.said.revision for entry in reversed(known)]
    number = st.selectbox("看一版", numbers, format_func=lambda n: f"第{n}版", key="revise-number")
    entry = next(entry for entry in known if entry.said.revision == number)
    said, text = entry.said, history.text(entry)
    name = f"{said.draft}-第{number}版"
    with st.container(horizontal=True, gap="small"):
        if docx := history.docx(entry):
            st.download_button("取 Word 原件", docx, f"{name}.docx", _DOCX, key="version-docx", on_click="ignore")
        st.download_button("取正文", text, f"{name}.txt", key="version-text", on_click="ignore")
        if number != known[-1].said.revision:
            st.button(
                "恢复成最新一版", key="version-restore", help="另存为新的一版，其间各版都还在。",
                on_click=acting.doing(lambda: _restored(said.draft, number)),
            )  # fmt: skip
    plain.sheet(text, height=_HEIGHT)


def _restored(draft: str, number: int) -> str:
    with History.open(home()) as history:
        entry = history.restore(draft, number, acting.actor())
    st.session_state[f"seen {draft}"] = entry.said.revision
    return f"第{number}版已恢复为第{entry.said.revision}版，以前的签署要重新办理。"
