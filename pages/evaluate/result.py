"""One run: how far it is, what came of it, and the report to take away."""

import time

import streamlit as st

from base.errors import InputError
from evals.harness.results import Run
from pages.background import told
from pages.evaluate import runs, tables
from pages.evaluate.runs import EvalRun
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home


def show(run: EvalRun) -> None:
    """Progress while it works; else its results, and the way to go on where it stopped."""
    if run.state == "working":
        _watch(run)
        return
    try:
        found = run.results()
    except InputError as error:
        plain.note("bad", str(error))
        return
    failed = [row for row in found.rows if row.error] if found else []
    if run.state == "stopped" or failed:
        _unfinished(run, len(failed))
    if found:
        tables.show(found)
        _report(run, found)


@fragment(run_every=1.0)
def _watch(run: EvalRun) -> None:
    """Looks again and again; the whole page is drawn anew when it is over."""
    if run.state != "working":
        st.rerun()
    now, done, total = told.read(run.path), run.done, run.total
    seconds = int(time.time() - now.since) if now.since else 0
    st.progress(min(done / total, 1.0) if total else 0.0)
    plain.note("info", f"正在评测：{now.step or '准备'}，已用 {seconds} 秒。可以关掉这个页面，回来在“评测过的”里打开。")
    if st.button("停止（做完的保留）", key="stop"):
        runs.stop(run)
        plain.note("info", "正在停止：手上的几例做完就停。")


def _unfinished(run: EvalRun, failed: int) -> None:
    """Why it is not whole, and the button."""
    why = run.error or (f"有 {failed} 份没有做成。" if failed else "")
    left = max(run.total - run.done, 0)
    said = f"还有 {left} 份没有做，" if left else ""
    plain.note("bad" if why else "warn", f"{why}\n{said}点“接着做”，做完的不重做。".strip())
    if st.button("接着做", key="resume", type="primary"):
        try:
            runs.resume(home(), run)
        except InputError as error:
            plain.note("bad", str(error))
            return
        st.rerun()


def _report(run: EvalRun, found: Run) -> None:
    """The page to take away, made when it is asked for."""

    def made() -> bytes:
        from evals.harness.report import render

        return render([found]).encode()

    st.download_button("下载网页报告", made, f"评测报告-{run.name}.html", "text/html", key="report", on_click="ignore")
