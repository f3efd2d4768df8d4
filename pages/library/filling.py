"""Files into the library: sent by the browser, or a folder of this machine that it is kept in step with."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from base.errors import BiganziError
from corpus.readers.formats import SUFFIXES
from pages.background import errands, intake, upkeep
from pages.library.shelf import Shelf, with_library
from pages.shared import plain, uploads
from pages.shared.fragment import fragment
from pages.shared.place import SAMPLES, home

READABLE = [suffix.removeprefix(".") for suffix in (*SUFFIXES, ".jsonl", ".zip")]
_FORMATS = "docx、doc、wps、pdf、html、md、txt、rtf、odt、jsonl，以及装有这些文件的 zip"


def welcome() -> None:
    """An empty library: how the first documents come in."""
    plain.note(
        "info",
        "文库还是空的。收录本单位以往的讲话、汇报、通知和上级文件以后，起草时会引用它们，审稿时会核对引文、查出照抄。\n"
        "第一次试用，可以先收录样例；也可以直接选择自己的文件，一次可以选很多个。",
    )
    archive = SAMPLES / "archive"
    if archive.is_dir() and st.button("收录样例文库", key="library-samples"):
        intake.begin(home(), [archive])
        st.rerun()
    show(Shelf())


def show(_shelf: Shelf) -> None:
    """The two ways in."""
    sending, folder = st.columns(2, gap="large")
    with sending:
        _send()
    with folder:
        _folder()


def _send() -> None:
    plain.heading("选择文件收录", "可以一次选很多个，或整个 zip")
    with st.form("library-add", border=False, clear_on_submit=True):
        sent = st.file_uploader(f"可收录 {_FORMATS}", type=READABLE, accept_multiple_files=True, key="library-sent")
        if st.form_submit_button("收录这些文件", type="primary"):
            _take(sent)
    plain.remark("文库里存的是副本：网页残留、页眉页脚、断行会清理，原文件不动。同一个文件改过以后再选一次，就更新成新的。")


def _take(sent: Sequence[uploads.Upload]) -> None:
    if not sent:
        plain.note("warn", "还没有选择文件。")
        return
    try:
        # Kept in the workspace, because a document's identity is its path
        intake.begin(home(), [uploads.keep(file, home() / "uploads") for file in sent])
    except BiganziError as error:
        plain.note("bad", str(error))
        return
    st.rerun()


def _folder() -> None:
    plain.heading("与文件夹保持一致", "例如共享盘上的文稿文件夹")
    typed = st.text_input(
        "文件夹（笔杆子所在电脑上的路径）", key="library-folder", placeholder="例如：/共享/办公室文稿 或 D:\\文稿"
    ).strip()
    again = st.checkbox("您移出过的也重新收录", key="library-again")
    sure = st.checkbox("一半以上的文件不见了也照样移出", key="library-sure", help="平时不要勾选：文件大片不见，多半是网络盘没有连上。")
    look, go = st.columns(2)
    key = home() / "survey"
    if look.button("先看看会做什么", key="library-survey", width="stretch", disabled=not typed):
        errands.ask(key, lambda: _survey(Path(typed), sure, again))
    if go.button("同步", key="library-sync", type="primary", width="stretch", disabled=not typed):
        errands.forget(key)
        upkeep.sync(home(), Path(typed), sure=sure, again=again)
        st.rerun()
    if errands.answer(key):
        _surveyed()
    plain.remark("新增的收录，改过的更新，改名的保留更正，删去的移出（只限以前由此同步进来的）。文件夹里的文件不会被改动。")


def _survey(folder: Path, sure: bool, again: bool) -> str:
    plan = with_library(lambda library: library.survey(folder, sure=sure, again=again))
    counts = (("新增", plan.new), ("更新", plan.changed), ("改名", plan.renamed), ("再读", plan.retried), ("移出", plan.gone))
    said = "、".join(f"{name} {len(files)} 个文件" for name, files in counts if files)
    over = f"；另有 {len(plan.passed_over)} 个文件格式不收录" if plan.passed_over else ""
    return f"同步时将会：{said or '没有要做的'}，{plan.untouched} 份不用再读{over}。"


@fragment(run_every=0.5)
def _surveyed() -> None:
    found = errands.answer(home() / "survey")
    if found is None or not found.over:
        plain.note("info", "正在比对文件夹……")
    else:
        plain.note("bad" if found.error else "info", found.error or found.value)
