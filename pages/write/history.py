"""What a person has been writing: briefs to go on with, drafts to come back to or to begin the next one from."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from base.errors import InputError
from drafting.briefs import form_of, store
from drafting.briefs.store import Saved
from drafting.rundir import RunDir
from pages.background import runs
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.place import own

SHOWN = 5
STATES = {"working": "正在起草", "planned": "提纲待定", "done": "已完成", "stopped": "中断，可继续"}
T = TypeVar("T")


def briefs() -> None:
    """The briefs being filled in."""
    every = store.newest(own())
    plain.heading("我的任务书", "接着填" if every else "")
    if not every:
        plain.note("info", "还没有。选一个文种开始填，填到一半也会留在这里。")
    _listed(every, _brief)


def drafts() -> None:
    """The newest runs."""
    every = runs.newest(own())
    plain.heading("以前的稿子", "点开可继续看、下载" if every else "")
    if not every:
        plain.note("info", "还没有。起草过的稿子都会留在这里。")
    _listed(every, _draft)


def _listed(every: Sequence[T], entry: Callable[[T], None]) -> None:
    """The first few; the others behind a fold."""
    for one in every[:SHOWN]:
        entry(one)
    if len(every) > SHOWN:
        with st.expander(f"更早的 {len(every) - SHOWN} 份"):
            for one in every[SHOWN:]:
                entry(one)


def _brief(saved: Saved) -> None:
    words, button = st.columns([5, 1], vertical_alignment="center")
    title = saved.form.title.strip() or "（还没有标题）"
    if words.button(plain.label(f"〔{saved.form.frame.name}〕{_when(saved)}　{title}"), key=f"brief-of-{saved.name}", type="tertiary"):
        _open({"brief": saved.name})
    with button.popover("删", width="stretch"):
        st.write("删去后不能恢复，已经起草的稿子不受影响。")
        if st.button("删去这份任务书", key=f"remove-{saved.name}", width="stretch"):
            store.remove(own(), saved.name)
            st.rerun()


def _draft(run: Run) -> None:
    words, button = st.columns([5, 2], vertical_alignment="center")
    said = "　".join(x for x in (f"〔{STATES[run.state]}〕", run.when, run.title) if x)
    if words.button(plain.label(said), key=f"run-{run.name}", type="tertiary"):
        _open({"run": run.name})
    if button.button("照着写", key=f"again-{run.name}", help="用这份稿子的任务书另写一份", width="stretch"):
        _again(run)


def _again(run: Run) -> None:
    """A new brief that begins as the one of an earlier draft."""
    try:
        saved = store.create(own(), form_of(RunDir(run.path).brief()))
    except InputError as error:
        plain.note("bad", str(error))
        return
    _open({"brief": saved.name})


def _open(where: dict[str, str]) -> None:
    st.query_params.from_dict(where)
    st.rerun()


def _when(saved: Saved) -> str:
    return f"{saved.at.month}月{saved.at.day}日 {saved.at:%H:%M}"
