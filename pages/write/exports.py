"""The files of a finished draft to take away."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from base.errors import InputError
from drafting.docx.layouts import layout, layout_names
from drafting.rundir import RunDir
from pages.shared import plain
from pages.shared.place import home
from pages.write.view import View

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(view: View) -> None:
    """The document as it was laid out, and behind a fold the other forms."""
    run = view.run
    word, others = st.columns([3, 2])
    try:
        word.download_button("下载 Word 文档（docx）", run.docx(), f"{run.title}.docx", DOCX, type="primary", width="stretch",
                             on_click="ignore", key="docx")  # fmt: skip
    except InputError as error:
        plain.note("bad", str(error))
    with others.popover("其他格式", width="stretch"):
        _others(view)


def _others(view: View) -> None:
    run, given = view.run, view.manuscript.brief.layout
    for name in layout_names():
        if name != given:
            shown = layout(name).name
            _file(f"Word 文档：{shown}", partial(_docx_in, view, name), f"{run.title}-{shown}.docx", DOCX, f"docx-{name}")
    _file("纯文本（md）", view.text, f"{run.title}.md", "text/markdown", "md")
    try:
        _file("审核报告（网页）", run.page(), f"{run.title}-审核报告.html", "text/html", "page")
    except InputError as error:
        plain.note("bad", str(error))


def _file(words: str, data: str | bytes | Callable[[], bytes], name: str, mime: str, key: str) -> None:
    st.download_button(words, data, name, mime, width="stretch", on_click="ignore", key=key)


def _docx_in(view: View, name: str) -> bytes:
    """Made when it is asked for: another layout takes half a second."""
    from drafting.export import docx_in
    from wiring import model_mark

    return docx_in(RunDir(view.run.path), name, model_mark(home()))
