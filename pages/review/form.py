"""What is to be reviewed, and what it is to be held against; beside it the earlier reviews."""

import re
from collections.abc import Sequence
from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.briefs.fields import DIRECTIONS, FIELDS
from evals.review.folder import File
from pages.review import earlier, work
from pages.review.work import Handed
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home, own
from pages.shared.uploads import Upload
from prompts.genres import genre, genre_names

TEXTS = ["docx", "md", "txt"]
LEDGERS = ["csv", "xlsx", "yaml", "yml"]
PASTE, CHOOSE = "粘贴文字", "选择文件"
MOST = 20  # documents at once
AT_ONCE = 2.0  # seconds within which findings are shown without a line on progress
_LONGEST_NAME = 30  # characters


def show() -> None:
    """Left the form, right the earlier reviews."""
    given, before = st.columns([3, 2], gap="medium")
    with given:
        _form()
    with before:
        earlier.show()


def _form() -> None:
    plain.heading("要审的文稿", "文稿不联网处理，原件不会改动")
    pasting = st.radio("来处", (PASTE, CHOOSE), horizontal=True, key="origin", label_visibility="collapsed") == PASTE
    with st.form("review", border=False):
        text = ""
        chosen: Sequence[Upload] = ()
        if pasting:
            text = st.text_area("文稿", height=290, key="text", label_visibility="collapsed", placeholder="把文稿粘贴在这里")
        else:
            chosen = st.file_uploader(f"文稿（docx、md、txt，可一次选几份，最多 {MOST} 份）", TEXTS, accept_multiple_files=True, key="file")
        with st.expander("这是什么稿子（填了，语气、地名、职务才查得准；可以不填）"):
            context = _context()
        with st.expander("依据（有台账和材料，才能核对数字的出处；可以没有）"):
            ledger = st.file_uploader("台账（csv、xlsx、yaml）", type=LEDGERS, key="ledger")
            sources = st.file_uploader("材料（docx、md、txt，可选几份）", type=TEXTS, accept_multiple_files=True, key="sources")
        if st.form_submit_button("开始审稿", type="primary", width="stretch"):
            _begin(text, chosen, ledger, sources, context)


def _context() -> tuple[tuple[str, Any], ...]:
    """The fields of a brief that the checks of tone, names and places ask for."""
    names = {"": "不说明"} | {name: genre(name).name for name in genre_names()}
    ways = {"": "不说明"} | dict(DIRECTIONS)
    values: dict[str, Any] = {}
    left, right = st.columns(2)
    with left:
        values["genre"] = st.selectbox(FIELDS["genre"].label, list(names), format_func=names.__getitem__, key="genre", filter_mode=None)
        values["place"] = _line("place")
        values["occasion"] = _line("occasion")
    with right:
        values["direction"] = st.selectbox(
            FIELDS["direction"].label, list(ways), format_func=ways.__getitem__, key="direction", filter_mode=None
        )
        values["speaker"] = _line("speaker")
        values["audience"] = _line("audience", "各乡镇、县直各部门主要负责同志")
    return tuple((name, value) for name, value in values.items() if value)


def _line(name: str, example: str = "") -> str:
    field = FIELDS[name]
    return st.text_input(field.label, key=f"given-{name}", placeholder=f"例如：{example or field.example}").strip()


def _begin(
    text: str, chosen: Sequence[Upload], ledger: Upload | None, sources: Sequence[Upload], context: tuple[tuple[str, Any], ...]
) -> None:
    documents = [_file(upload) for upload in chosen]
    if text.strip():
        documents = [_pasted(text.replace("\r\n", "\n"))]
    if not documents:
        plain.note("bad", "还没有文稿：请先粘贴文字，或选择一个文件。")
    elif len(documents) > MOST:
        plain.note("bad", f"一次最多审 {MOST} 份，这里选了 {len(documents)} 份，请分几次送审。")
    else:
        _start(Handed(documents, _file(ledger) if ledger else None, [_file(s) for s in sources], context))


def _start(handed: Handed) -> None:
    try:
        begun = work.begin(home(), own(), handed, person().name)
    except InputError as error:
        plain.note("bad", str(error))
        return
    with st.spinner("正在审核……"):
        work.wait(begun[0], AT_ONCE)
    st.query_params.from_dict({"doc": begun[0].name})
    st.rerun()


def _pasted(text: str) -> File:
    """Called by its first line, as far as a file may be called so."""
    first = next(line.strip() for line in text.split("\n") if line.strip())
    name = re.sub(r'[\\/:*?"<>|#\x00-\x1f.]', "", first).strip()[:_LONGEST_NAME]
    return File(f"{name or '粘贴的文稿'}.txt", text.encode("utf-8"))


def _file(upload: Upload) -> File:
    return File(upload.name, upload.getvalue())
