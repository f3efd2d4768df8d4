"""Earlier runs, to come back to."""

import streamlit as st

from pages.background import runs
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.place import home

SHOWN = 5
STATES = {"working": "正在起草", "done": "已完成", "stopped": "中断，可继续"}


def panel() -> None:
    """The newest runs; older ones behind a fold."""
    every = runs.newest(home())
    if not every:
        return
    plain.heading("以前的稿子", "点开可继续看、下载")
    for run in every[:SHOWN]:
        _entry(run)
    if len(every) > SHOWN:
        with st.expander(f"更早的 {len(every) - SHOWN} 份"):
            for run in every[SHOWN:]:
                _entry(run)


def _entry(run: Run) -> None:
    words = "　".join(x for x in (f"〔{STATES[run.state]}〕", run.when, run.title) if x)
    if st.button(plain.label(words), key=f"run-{run.name}", type="tertiary"):
        st.query_params["run"] = run.name
        st.rerun()
