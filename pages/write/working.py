"""One run: while it works, when its outline is to be chosen, when it stopped, when it is done."""

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from base.errors import InputError
from corpus.zh import count_zi
from drafting.draft import Outline, Section
from pages.background import runs, threads
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home, own
from pages.write import outline, result
from pages.write.author import drafter
from pages.write.saving import CHANGED

PATIENCE = 15.0  # seconds a person waits for her own change to be checked, which takes about two
HEIGHT = 440
_STATES = {"planned": "请选定提纲", "stopped": "没有写完"}
_WORK = {"outline": "正在拟提纲", "draft": "正在起草", "redo": "正在重写一节", "change": "正在核对改动"}


def show(run: Run) -> None:
    """What there is to see of the run."""
    run = _settled(run)
    back, title = st.columns([1, 6], vertical_alignment="center")
    if back.button("← 返回", key="back", width="stretch"):
        st.query_params.clear()
        st.rerun()
    with title:
        plain.heading(run.title, "　".join(x for x in (run.when, _state(run)) if x))
    if run.state == "working":
        _watch(run.name)
    elif run.state == "planned" or st.query_params.get("view") == "outline":
        outline.show(run)
    elif run.state == "done":
        result.show(run)
    else:
        _stopped(run)


def _settled(run: Run) -> Run:
    """The run after a change that was made on this page has been checked: a second or two, not worth another view."""
    if st.session_state.pop(CHANGED, "") == run.name:
        with st.spinner("正在核对改动、重新排版……"):
            threads.wait(run.path, PATIENCE)
        return runs.find(own(), run.name) or run
    return run


def _state(run: Run) -> str:
    if run.state == "done":
        return f"已完成，用时 {run.seconds:.0f} 秒" if run.seconds >= 1 else "已完成，用时不到 1 秒"
    return _WORK[run.progress.aim] if run.state == "working" else _STATES[run.state]


@fragment(run_every=0.7)
def _watch(name: str) -> None:
    """Looks again and again; the whole page is drawn anew when the thread has ended."""
    run = runs.find(own(), name)
    if run is None or run.state != "working":
        st.rerun()
    else:
        note, button = st.columns([6, 1], vertical_alignment="center")
        with note:
            plain.note("info", f"{_so_far(run)}可以关掉这个页面，照样写下去；回来在“以前的稿子”里打开。")
        _offer_stop(button, run)
        _progress(run)


def _so_far(run: Run) -> str:
    """正在起草，已用 1 分 5 秒，模型用量 3200 个词元。"""
    seconds = int(time.time() - run.progress.since) if run.progress.since else 0
    tokens = f"，模型用量约 {run.tokens} 词元" if run.tokens else ""
    return f"{_WORK[run.progress.aim]}，已用 {seconds // 60} 分 {seconds % 60} 秒{tokens}。"


def _offer_stop(place: DeltaGenerator, run: Run) -> None:
    """The button, until it was pressed."""
    stopping = runs.stopping(run)
    words = "写完这句就停" if stopping else "停下"
    if place.button(words, key="stop", width="stretch", disabled=stopping):
        runs.stop(run)
        st.rerun(scope="fragment")


def _stopped(run: Run) -> None:
    if run.progress.error:
        plain.note("bad", f"{run.progress.error}\n已经写好的部分都保留着，排除以后点“接着写”。")
    else:
        plain.note("warn", "这次起草没有写完就停下了，写好的部分都在，点“接着写”从停下的地方写起。")
    go_on, change, _ = st.columns([2, 2, 5])
    if go_on.button("接着写", type="primary", key="resume", width="stretch"):
        runs.resume(home(), run, drafter())
        st.rerun()
    if run.begun and change.button("先改提纲", key="change-outline", width="stretch"):
        st.query_params["view"] = "outline"
        st.rerun()
    _progress(run)


def _progress(run: Run) -> None:
    """Which section it is at, and what stands already."""
    try:
        plan, sections = run.outline(), run.sections()
    except InputError as error:
        plain.note("bad", str(error))
        return
    writes = run.progress.aim in ("draft", "redo")
    if plan and writes:
        done, total = len(sections), len(plan.sections)
        st.progress(done / (total + 1), text=f"已写好 {done} 节，共 {total} 节" if done < total else "各节已写好，正在核对和排版")
    steps, text = st.columns([2, 3], gap="medium")
    with steps:
        if plan and writes:
            plain.table(("节", "字数", "进度"), _rows(run, plan, sections), tight=(1, 2), height=HEIGHT)
            plain.remark(run.progress.steps[-1] if run.progress.steps else "")
        elif run.progress.steps:
            plain.table(("经过",), [(step,) for step in run.progress.steps])
    with text:
        if plan and writes and (lines := _written(plan, sections, run.progress.writing)):
            plain.sheet("\n".join(lines), height=HEIGHT, titled=False)


def _rows(run: Run, plan: Outline, sections: list[Section]) -> list[tuple[str, str, str]]:
    """Every section of the outline with what has become of it."""
    known = {s.id: s for s in sections}
    at = next((s.id for s in plan.sections if s.id not in known), "") if run.state == "working" else ""
    rows = []
    for s in plan.sections:
        words = known[s.id].text if s.id in known else "".join(run.progress.writing) if s.id == at else ""
        state = "已写好" if s.id in known else "正在写" if s.id == at else "还没写"
        rows.append((s.heading or s.purpose, str(count_zi(words)) if words else "", state))
    return rows


def _written(plan: Outline, sections: list[Section], writing: tuple[str, ...]) -> list[str]:
    """The finished sections under their headings, then the sentences of the one being written."""
    lines = [line for s, section in zip(plan.sections, sections) for line in (s.heading, section.text) if line]
    if len(sections) == len(plan.sections):
        return lines
    return [*lines, plan.sections[len(sections)].heading, "".join(writing)] if writing else lines
