"""A finished draft: the text, and beside it what is left to do, what the checks say, one paragraph, one section again, the sources."""

import streamlit as st

from base.errors import InputError
from pages.background import runs
from pages.background.runs import Run
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.place import home
from pages.shared.sheet import sheet
from pages.write import exports, grounds, look, paragraph, problems, redo, saving, selection, todo
from pages.write.author import author
from pages.write.view import TODO, Json, View, view_of

TEXT_HEIGHT = "max(340px, calc(100vh - 330px))"
PANEL_HEIGHT = 470
_PANELS = {"todo": "待补", "problems": "审核问题", "line": "这一段", "redo": "重写一节", "sources": "来源"}


def show(run: Run) -> None:
    """The remarks on top, then left the text and right what to do with it."""
    try:
        view = view_of(run)
        stale = view.text != run.draft_text()
    except InputError as error:
        plain.note("bad", str(error))
        return
    if stale:
        _renew(run)
    _remarks(view)
    look.apply()
    _body(view)


def _renew(run: Run) -> None:
    """The text has changed and was not checked since: the program was closed in the middle, or the files were changed by hand."""
    plain.note("warn", "稿子有改动还没有核对和排版，下面的审核结果是改动以前的。")
    if st.button("现在核对", key="recheck", type="primary"):
        runs.recheck(home(), run, author())
        st.rerun()


def _remarks(view: View) -> None:
    """How the draft was made and what the clerk does next."""
    run = view.run
    if words := saving.refused():
        plain.note("bad", words)
    if run.progress.error:
        plain.note("bad", f"{'这一节没有重写成，原稿没有动：' if run.progress.aim == 'redo' else ''}{run.progress.error}")
    counts = [f"{kind} {n} 处" for kind in TODO if (n := sum(m["kind"] == kind for m in view.marks))]
    todo = f"还有{'、'.join(counts)}，在右边“待补”里逐处填写。" if counts else "没有待核、待写的地方，请通读后送审。"
    spent = f"用量：{run.spent.said}。" if run.spent.asked else ""
    plain.note("info", f"{run.record.get('note', '')}{spent}\n{_length(view.report['metrics'])}{todo}".strip())
    if missing := run.record.get("missing"):
        plain.note("warn", f"文库中没有任务书引用的“{'”“'.join(missing)}”，凡引用它的地方已标为待核；收录后可另写一份。")


def _length(metrics: Json) -> str:
    parts = [f"全文 {metrics['zi']} 字"] if "zi" in metrics else []
    if minutes := metrics.get("minutes"):
        parts.append(f"宣读约 {minutes[0]:g}—{minutes[1]:g} 分钟")
    return "，".join(parts) + "。" if parts else ""


@fragment()
def _body(view: View) -> None:
    if saving.tried():
        st.rerun()  # of the whole page: the draft is another one, or the reason must be told
    left, right = st.columns([5, 6], gap="medium")
    with left:
        exports.show(view)
        shown = selection.ground()
        sheet(view.text, grounds.touches(view, shown), chosen=selection.line(view), on_press=selection.press, key="text",
              height=TEXT_HEIGHT)  # fmt: skip
    with right:
        _panel(view)


def _panel(view: View) -> None:
    counts = {"todo": len(view.marks), "problems": len(view.problems["findings"]), "sources": len(view.report["sources"])}
    names = {key: f"{name} {counts[key]}" if key in counts else name for key, name in _PANELS.items()}
    chosen = selection.panel(names)
    if chosen == "todo":
        todo.show(view)
    elif chosen == "problems":
        problems.show(view)
    elif chosen == "line":
        paragraph.show(view)
    elif chosen == "redo":
        redo.show(view)
    else:
        paragraph.all_sources(view, PANEL_HEIGHT)
