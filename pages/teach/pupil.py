"""What a pupil sees: the worksheets handed out, her own answer, her own result once it is given back. Nothing of keys and of others."""

import streamlit as st

from base.errors import InputError
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home
from pages.teach import handout
from pages.teach.handout import Handout, Result, Sheet

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = ["docx", "md", "txt"]
_HANDED_IN = "teach handed in"  # in the session: what the last handing in came to


def show() -> None:
    """All of them, the newest first."""
    plain.heading("发下来的练习", "下载练习卷，改好交回；教员发了成绩，在这里看自己的")
    if said := st.session_state.pop(_HANDED_IN, ""):
        plain.note("good", said)
    found = handout.handed_out(home())
    if not found:
        plain.note("info", "还没有发下来的练习，教员发了就会出现在这里。")
    for one in found:
        with st.container(border=True, key=f"sheet-{one.name}"):
            try:
                _one(one)
            except InputError as error:
                plain.note("bad", str(error))


def _one(one: Handout) -> None:
    sheet, mine = one.sheet(), person().folder.name
    if sheet is None:  # withdrawn this very moment
        return
    words, button = st.columns([5, 2], vertical_alignment="center")
    with words:
        plain.heading(sheet.title, f"{sheet.teacher}　{sheet.at.month}月{sheet.at.day}日 {sheet.at:%H:%M} 发")
    button.download_button(
        "下载练习卷", one.worksheet(), f"练习卷-{sheet.title}.docx", _DOCX, key=f"fetch-{one.name}", width="stretch", on_click="ignore"
    )
    if result := one.result_of(mine):
        _result(one, result)
    elif sheet.state == "open":
        _hand_in(one, sheet, mine)
    else:
        plain.note("info", "这份练习已经收卷，您没有交卷。")


def _hand_in(one: Handout, sheet: Sheet, mine: str) -> None:
    if before := one.answer_of(mine):
        plain.note("good", f"{before.at.month}月{before.at.day}日 {before.at:%H:%M} 已交卷，等教员批改。还可以再交，以最后交的一份为准。")
    with st.form(f"hand-in-{one.name}", border=False, clear_on_submit=True):
        sent = st.file_uploader("改好的练习卷（.docx、.md、.txt）", _TYPES, key=f"answer-{one.name}")
        if not st.form_submit_button("再交一次" if before else "交卷", type="secondary" if before else "primary"):
            return
    if sent is None:
        plain.note("warn", "还没有选文件，请先选改好的练习卷。")
        return
    one.take_in(mine, person().name, sent)
    st.session_state[_HANDED_IN] = f"“{sheet.title}”的答卷已经交上。"
    st.rerun()


def _result(one: Handout, result: Result) -> None:
    from pages.teach.result import marked_rows  # the kinds of defects: not for a list of worksheets

    plain.note("info", result.rows["summary"])
    if "answers" not in result.rows:  # it could not be marked
        return
    marked_rows(result.rows)
    st.download_button("下载批改结果", one.feedback_of(result.pupil), "批改结果.docx", _DOCX, key=f"feedback-{one.name}", on_click="ignore")
