"""The third step: the papers to hand out, the defects to look at, the marking."""

from pathlib import Path
from typing import Any

import streamlit as st

from evals.exercises.model import KIND_NAMES, Exercise
from pages.background import threads, told
from pages.shared import plain
from pages.shared.fragment import fragment
from pages.shared.plain import Highlight
from pages.teach import handing, work
from pages.teach.work import Made

HEIGHT = 430
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DEFECTS = ("号", "段", "类别", "文中写作", "应当是", "错在哪里")
_PUPILS = ("姓名", "得分", "改对", "另改", "只指出", "改错", "没发现", "改坏")


def show(made: Made) -> None:
    """The exercise, or how far it is."""
    if made.state == "working":
        _waiting(str(made.path))
    elif made.state == "done":
        _done(made)
    elif made.state == "failed":
        plain.note("bad", made.error)
    else:
        plain.note("warn", "这份练习没有出完（程序中途关闭了），请在左边再出一次。")


@fragment(run_every=0.7)
def _waiting(path: str) -> None:
    plain.note("info", "正在埋错，每一处都由检查程序核对，请稍候……可以离开，回来时接着看。")
    if Made(Path(path)).state != "working":
        st.rerun()


def _done(made: Made) -> None:
    exercise = made.exercise()
    plain.note("good", f"埋错 {len(exercise.defects)} 处，共 {exercise.total:g} 分。练习编号 {exercise.id}。")
    if missing := exercise.missing():
        said = "、".join(f"{KIND_NAMES[kind]}少 {n} 处" for kind, n in missing.items())
        plain.note("warn", f"{said}：文中没有更多合适的地方。可以换一个卷号、换一篇文稿，或附上台账。")
    _downloads(made)
    handing.show(made)
    marking, defects, text = st.tabs(("改卷", f"埋下的错 {len(exercise.defects)}", "原文标注"))
    with marking:
        _marking(made)
    with defects:
        _defects(exercise)
    with text:
        plain.sheet(exercise.text, _highlights(exercise), height=HEIGHT)


def _downloads(made: Made) -> None:
    sheet, key, again = st.columns(3, gap="small")
    sheet.download_button("下载练习卷", made.data(work.WORKSHEET), f"练习卷-{made.title}.docx", _DOCX, type="primary", width="stretch")
    key.download_button("下载答案（教员留用）", made.data(work.KEY), f"答案-{made.title}.docx", _DOCX, width="stretch")
    again.download_button("下载备份（含答案）", made.data(work.EXERCISE), "exercise.json", "application/json", width="stretch",
                          help="在命令行批改（biganzi class mark）或在别的电脑上重出这份卷子时用；里面有答案。")  # fmt: skip


def _defects(exercise: Exercise) -> None:
    from evals.exercises.sheets import paragraph_of, place_of, right_form

    rows = [
        (str(d.number), str(place_of(exercise, d)), KIND_NAMES[d.kind], d.wrong.strip(), right_form(d), d.why) for d in exercise.defects
    ]
    plain.table(_DEFECTS, rows, tight=(0, 1, 2), height=HEIGHT)
    if exercise.own:
        plain.remark(f"原文自身还有 {len(exercise.own)} 处提示，不是埋下的错，不计分，学员改了也不扣分：")
        own = [(str(paragraph_of(exercise, f.start)), exercise.text[f.start : f.end][:30], f.message) for f in exercise.own]
        plain.table(("段", "原文", "提示"), own, tight=(0,), height=200)


def _highlights(exercise: Exercise) -> list[Highlight]:
    return [Highlight(d.start, d.end, "warn", d.number, d.why) for d in exercise.defects]


def _marking(made: Made) -> None:
    """The results where they are seen at once, below them what else comes back."""
    _marked_so_far(made)
    nothing_yet = not threads.alive(made.marking) and not made.marked()
    with st.expander("批改收到的文件", expanded=nothing_yet):
        _form(made)


def _form(made: Made) -> None:
    with st.form("marking", border=False):
        given = st.file_uploader(
            "学员交回的练习卷（.docx、.md、.txt，可选多份）", type=["docx", "md", "txt"], accept_multiple_files=True, key="back"
        )
        penalty = st.number_input("改坏一处扣几分（0 是不扣）", 0.0, 20.0, 2.0, 0.5, key="penalty")
        if st.form_submit_button("开始批改", type="primary"):
            if given:
                work.begin_marking(made, given, penalty)
                st.rerun()
            else:
                plain.note("warn", "还没有选答卷：请先选择学员交回的文件。")


def _marked_so_far(made: Made) -> None:
    """The result of the last marking, or how far it is."""
    if threads.alive(made.marking):
        _marking_goes_on(str(made.path))
    elif error := told.read(made.marking).error:
        plain.note("bad", error)
    elif marked := made.marked():
        _marked(made, marked)


@fragment(run_every=0.7)
def _marking_goes_on(path: str) -> None:
    marking = Made(Path(path)).marking
    plain.note("info", told.read(marking).step or "正在批改……")
    if not threads.alive(marking):
        st.rerun()


def marked_rows(pupil: dict[str, Any]) -> None:
    """One pupil's answers, as they were marked."""
    plain.table(pupil["headers"], pupil["answers"], tight=(0, 1, 2), height=HEIGHT)
    if pupil["alterations"]:
        plain.remark("没有埋错的地方也改了：")
        plain.table(pupil["alteration_headers"], pupil["alterations"], tight=(0,))


def _marked(made: Made, marked: dict[str, Any]) -> None:
    for error in marked["errors"]:
        plain.note("bad", error)
    handing.give_back(made)
    pupils = marked["pupils"]
    if not pupils:
        return
    plain.table(_PUPILS, [p["row"] for p in pupils], tight=range(len(_PUPILS)))
    one, two, _ = st.columns(3, gap="small")
    one.download_button("下载成绩表", made.table(), "成绩表.csv", "text/csv", width="stretch")
    two.download_button("下载每人的批改结果", made.feedback(), "批改结果.zip", "application/zip", width="stretch")
    for n, pupil in enumerate(pupils):
        with st.expander(plain.label(pupil["summary"]), expanded=len(pupils) == 1 and n == 0):
            marked_rows(pupil)
