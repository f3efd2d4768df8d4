"""审稿: a text and what the five gates say of it."""

from typing import Any

import streamlit as st

from base.errors import InputError
from pages.review import check
from pages.shared import findings, plain

HEIGHT = 560
PASTE, CHOOSE = "粘贴文字", "选择文件"


def page() -> None:
    """Left the text given (or the form for it), right the findings."""
    form, result = st.columns([2, 3], gap="medium")
    with form:
        _form()
    with result:
        if "reviewed" in st.session_state:
            _show(*st.session_state["reviewed"])
        else:
            plain.heading("审核结果")
            plain.note("info", "粘贴文字或选择文件，点“开始审稿”，这里按政治、政策、文字、格式、程序五关列出问题。文稿只在本机处理。")


def _form() -> None:
    plain.heading("要审的文稿")
    pasting = st.radio("来处", (PASTE, CHOOSE), horizontal=True, key="origin", label_visibility="collapsed") == PASTE
    with st.form("review", border=False):
        text, file = ("", None)
        if pasting:
            text = st.text_area("文稿", height=260, key="text", label_visibility="collapsed", placeholder="把文稿粘贴在这里")
        else:
            file = st.file_uploader("文稿（.docx、.md、.txt）", type=check.TEXTS, key="file")
        with st.expander("依据：有了台账和材料，才能核对数字的出处（可以没有）"):
            ledger = st.file_uploader("台账（.csv、.xlsx、.yaml）", type=check.LEDGERS, key="ledger")
            sources = st.file_uploader("材料（.docx、.md、.txt，可选多个）", type=check.TEXTS, accept_multiple_files=True, key="sources")
        if st.form_submit_button("开始审稿", type="primary", width="stretch"):
            _review(check.Given(text, file, ledger, tuple(sources)))


def _review(given: check.Given) -> None:
    st.session_state.pop("reviewed", None)
    try:
        with st.spinner("正在审核……"):
            st.session_state["reviewed"] = check.review(given)
    except InputError as error:
        plain.note("bad", str(error))


def _show(name: str, text: str, report: dict[str, Any]) -> None:
    plain.heading("审核结果", name)
    plain.note("info", findings.summary(report))
    problems, body = st.tabs((f"问题 {len(report['findings'])}", "原文标注"))
    with problems:
        findings.show(report, text, height=HEIGHT)
    with body:
        plain.sheet(text, findings.highlights(report), height=HEIGHT, titled=False)
