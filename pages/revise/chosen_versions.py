"""Two revisions of a draft to compare, with who changed what between them and why."""

from collections.abc import Sequence

import streamlit as st

from drafting.history.entry import Entry
from drafting.history.history import History
from pages.revise import compared
from pages.revise.sides import of_revision
from pages.shared import plain


def show(history: History, known: Sequence[Entry]) -> None:
    """The last two at first."""
    if len(known) < 2:
        plain.note("info", "这份稿子只有一版，还没有可以对照的。在“各版”里存入改好的稿，或在“别人的修订”里交进别人改过的稿。")
        return
    numbers = [entry.said.revision for entry in known]
    labels = {e.said.revision: f"第{e.said.revision}版　{e.said.by.name}　{e.local_time[:16]}" for e in known}
    left, right = st.columns(2, gap="medium")
    old = left.selectbox("旧", numbers, len(numbers) - 2, format_func=labels.__getitem__, key="compare-old")
    new = right.selectbox("新", numbers, len(numbers) - 1, format_func=labels.__getitem__, key="compare-new")
    if old == new:
        plain.note("info", "旧、新选的是同一版，请另选一版。")
        return
    between = [e for e in known if min(old, new) < e.said.revision <= max(old, new)]
    plain.remark("；".join(_who(entry) for entry in between))
    by_number = {entry.said.revision: entry for entry in known}
    compared.show(of_revision(history, by_number[old]), of_revision(history, by_number[new]))


def _who(entry: Entry) -> str:
    return f"第{entry.said.revision}版：{entry.said.by.label}，{entry.said.reason or '没有写理由'}"
