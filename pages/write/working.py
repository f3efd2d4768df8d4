"""One run: while it works, when it stopped, when it is done."""

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from base.errors import InputError
from drafting.draft import Outline, Section
from pages.background import runs
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.place import home
from pages.write import result

STEPS_SHOWN = 8


def show(run: Run) -> None:
    """What there is to see of the run."""
    back, title = st.columns([1, 6], vertical_alignment="center")
    if back.button("← 另写一份", key="back", width="stretch"):
        st.query_params.clear()
        st.rerun()
    with title:
        plain.heading(run.title, "　".join(x for x in (run.when, _state(run)) if x))
    if run.state == "working":
        _watch(run.name)
    elif run.state == "done":
        result.show(run)
    else:
        _stopped(run)


def _state(run: Run) -> str:
    if run.state == "done":
        return f"已完成，用时 {run.seconds:.0f} 秒" if run.seconds >= 1 else "已完成，用时不到 1 秒"
    return "正在起草" if run.state == "working" else "没有写完"


@st.fragment(run_every=0.7)
def _watch(name: str) -> None:
    """Looks again and again; the whole page is drawn anew when the thread has ended."""
    run = runs.find(home(), name)
    if run is None or run.state != "working":
        st.rerun()
    else:
        seconds = int(time.time() - run.progress.since) if run.progress.since else 0
        note, button = st.columns([6, 1], vertical_alignment="center")
        with note:
            plain.note(
                "info", f"正在起草，已用 {seconds // 60} 分 {seconds % 60} 秒。可以关掉这个页面，稿子照写；回来在“以前的稿子”里打开。"
            )
        _offer_stop(button, run)
        _progress(run)


def _offer_stop(place: DeltaGenerator, run: Run) -> None:
    """The button, until it was pressed."""
    stopping = runs.stopping(run)
    words = "写完这句就停" if stopping else "停下"
    if place.button(words, key="stop", width="stretch", disabled=stopping):
        runs.stop(run)
        st.rerun(scope="fragment")


def _stopped(run: Run) -> None:
    if run.progress.error:
        plain.note("bad", run.progress.error)
    else:
        plain.note("warn", "这次起草没有写完就停下了，写好的部分都在，点“继续”接着写。")
    if st.button("继续（写好的部分保留）", type="primary", key="resume"):
        runs.resume(home(), run)
        st.rerun()
    _progress(run)


def _progress(run: Run) -> None:
    """Which section it is at, and what stands already."""
    try:
        outline, sections = run.outline(), run.sections()
    except InputError as error:
        plain.note("bad", str(error))
        return
    if outline:
        done, total = len(sections), len(outline.sections)
        st.progress(done / (total + 1), text=f"已写好 {done} 节，共 {total} 节" if done < total else "各节已写好，正在核对和排版")
    steps, text = st.columns([2, 3], gap="medium")
    with steps:
        if run.progress.steps:
            plain.table(("经过",), [(step,) for step in run.progress.steps[-STEPS_SHOWN:]])
    with text:
        if outline and (lines := _written(outline, sections, run.progress.writing)):
            plain.sheet("\n".join(lines), height=420, titled=False)


def _written(outline: Outline, sections: list[Section], writing: tuple[str, ...]) -> list[str]:
    """The finished sections under their headings, then the sentences of the one being written."""
    lines = [line for plan, section in zip(outline.sections, sections) for line in (plan.heading, section.text) if line]
    return [*lines, *writing] if len(sections) < len(outline.sections) else lines
