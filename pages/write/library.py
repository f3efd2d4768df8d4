"""The state of the library, and files for it."""

import streamlit as st

from base.errors import BiganziError
from corpus.address import is_there
from pages.background import intake
from pages.shared import plain, uploads
from pages.shared.place import SAMPLES, home

READABLE = ["docx", "md", "txt", "jsonl"]


def panel() -> None:
    """How many documents there are; how to add some."""
    if intake.running(home()):
        plain.heading("第二步　文库")
        _watch()
        return
    count = _count()
    plain.heading("第二步　文库", f"已收录 {count} 份" if count else "")
    _outcome()
    if not count:
        plain.note("warn", "文库是空的：起草时没有以往讲话和政策文件可引用。第一次试用可先收录样例。")
        _offer_samples()
    with st.expander("添加以往讲话和政策文件", expanded=False):
        _offer_files()


def _count() -> int:
    """The number of documents; a check of the page never makes a workspace."""
    if not is_there(home()):
        return 0
    from corpus.library import Library

    try:
        with Library.open(home()) as library:
            return len(library.documents())
    except BiganziError as error:
        plain.note("bad", str(error))
        return 0


def _offer_samples() -> None:
    archive = SAMPLES / "archive"
    if archive.is_dir() and st.button("收录样例文库", key="add-samples", width="stretch"):
        intake.begin(home(), [archive])
        st.rerun()


def _offer_files() -> None:
    with st.form("add-files", border=False, clear_on_submit=True):
        sent = st.file_uploader(
            "文件（.docx、.md、.txt、.jsonl，可选多个）", type=READABLE, accept_multiple_files=True, key="library-files"
        )
        if st.form_submit_button("收录这些文件", width="stretch") and sent:
            # Kept in the workspace, because a document's identity is its path
            intake.begin(home(), [uploads.keep(file, home() / "uploads") for file in sent])
            st.rerun()


@st.fragment(run_every=0.7)
def _watch() -> None:
    if not intake.running(home()):
        st.rerun()
    now = intake.last(home())
    done = f"已收录 {now.done}" + (f" / {now.total}" if now.total else "") + " 份" if now and now.done else "正在读取文件"
    plain.note("info", f"正在收录：{done}。第一次收录要建立索引，约十秒。可以先看任务书，不必等。")


def _outcome() -> None:
    """What the last addition came to."""
    last = intake.last(home())
    if last and last.said:
        plain.note("good", f"收录完成：{last.said}。")
    if last and last.errors:
        plain.note("bad", "\n".join(last.errors))
