"""写稿: from a brief to a draft, and back to earlier ones."""

import streamlit as st

from pages.background import runs
from pages.shared import plain
from pages.shared.place import home
from pages.write import brief, history, library, start, working


def page() -> None:
    """The run named in the address, else the form for a new one."""
    name = st.query_params.get("run", "")
    run = runs.find(home(), name) if name else None
    if run:
        working.show(run)
        return
    if name:
        plain.note("warn", f"没有找到编号为“{name}”的稿子，可能已被删除；下面可以另写一份。")
    _new()


def _new() -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        plain.heading("第一步　选任务书", "任务书写明写什么、给谁看、必讲什么；台账是可用的数字")
        chosen = brief.choose()
        if chosen:
            brief.show(chosen)
    with right:
        library.panel()
        start.panel(chosen)
        history.panel()
