"""What is handed in: a first revision, a further one, a document that others marked, two files to compare."""

from pathlib import Path

import streamlit as st

from base.errors import InputError
from corpus.documents import own_text
from corpus.readers import canonical_text
from corpus.readers.raw import read_raw
from drafting.docx.parts import free_of_macros
from drafting.history.history import NEWEST, History, NewRevision
from drafting.history.traces import traces
from pages.revise import acting
from pages.revise.kept import PAIRS, keep
from pages.shared import plain, uploads
from pages.shared.place import home, own
from pages.shared.uploads import Upload
from prompts.genres import genre, genre_names

SIDES = (("old", "旧稿"), ("new", "新稿"))
TYPES = ["docx", "md", "txt"]
_NO_GENRE = "没有列出"


def first() -> None:
    """A draft of its own."""
    acting.strip()
    genres = {"": _NO_GENRE} | {id: genre(id).name for id in genre_names()}
    with st.form("first", border=False):
        upload = st.file_uploader("文稿", TYPES, key="first-file")
        name = st.text_input("稿名", key="first-name", placeholder="空着就用文件名", max_chars=100).strip()
        kind = st.selectbox("文种（决定要走哪些签发程序）", list(genres), format_func=genres.__getitem__, key="first-genre")
        if not st.form_submit_button("存为第1版", type="primary"):
            return
    if upload is None:
        plain.note("warn", "还没有选文件，请先选一份文稿。")
        return
    draft = name or Path(upload.name).stem
    if acting.attempt(lambda: _begun(draft, upload, kind)):
        st.query_params.from_dict({"draft": draft})
        st.rerun()
    acting.told()


def further(draft: str, seen: int) -> None:
    """The next revision of `draft`; `seen` is the newest that this person knows of."""
    with st.form("further", border=False):
        upload = st.file_uploader(f"改好的文稿（接在第{seen}版之后，原来各版都不动）", TYPES, key="further-file")
        reason = st.text_input("为什么改", key="further-reason", max_chars=200, placeholder="例如：按县委办意见改第三部分")
        both = st.checkbox("其间别人另存过新版也照样存（两份都留）", key="further-branch")
        if not st.form_submit_button("存为新的一版", type="primary", key="further-save"):
            return
    if upload is None:
        plain.note("warn", "还没有选文件，请先选一份改好的文稿。")
    elif acting.attempt(lambda: _saved(draft, upload, reason.strip(), seen, both)):
        st.rerun()
    else:
        acting.told()


def receive(key: str, draft: str = "", parent: int = 0) -> None:
    """A document that others marked, to be decided on."""
    with st.form(key, border=False):
        upload = st.file_uploader("带修订或批注的 Word 文档", ["docx"], key=f"{key}-file")
        if not st.form_submit_button("列出修订和批注", type="primary"):
            return
    if upload is None:
        plain.note("warn", "还没有选文件，请先选一份别人改过的 Word 文档。")
        return
    from pages.revise import marked

    try:
        kept = marked.receive(own(), upload, draft, parent)
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.query_params.from_dict({"marked": kept.name})
    st.rerun()


def pair() -> None:
    """Two files, read once while another can still be chosen."""
    with st.form("pair", border=False):
        given = {place: st.file_uploader(called, TYPES, key=f"pair-{place}") for place, called in SIDES}
        if not st.form_submit_button("比较两份文件", type="primary"):
            return
    both = {place: upload for place, upload in given.items() if upload}
    if len(both) < len(SIDES):
        plain.note("warn", "旧稿、新稿要各选一份，请补上再点“比较两份文件”。")
        return
    try:
        with uploads.kept(list(both.values())) as paths:
            for path in paths:
                canonical_text(path)
        kept = keep(own() / PAIRS, Path(both["new"].name).stem, dict(both))
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.query_params.from_dict({"pair": kept.name})
    st.rerun()


def _begun(draft: str, upload: Upload, kind: str) -> str:
    with History.open(home()) as history:
        if draft in history.drafts():
            raise InputError(f"已有名为“{draft}”的稿子，请另起稿名，或打开那份稿子，在“各版”里存为新的一版。")
        new, told = _of_upload(draft, upload, "存入的文稿", kind)
        history.save(new)
    return f"已存为“{draft}”第1版。{told}"


def _saved(draft: str, upload: Upload, reason: str, seen: int, both: bool) -> str:
    new, told = _of_upload(draft, upload, reason, "", parent=seen, branch=both)
    with History.open(home()) as history:
        saved = history.save(new)
    said = saved.entry.said
    st.session_state[f"seen {draft}"] = said.revision
    return f"已存为第{said.revision}版，以前的签署要重新办理。{told}" if saved.is_new else f"与第{said.revision}版完全相同，没有另存。"


def _of_upload(
    draft: str, upload: Upload, reason: str, kind: str, *, parent: int = NEWEST, branch: bool = False
) -> tuple[NewRevision, str]:
    """The revision, and what is to be told of the file."""
    by = acting.actor()
    with uploads.kept([upload]) as (path,):
        text = own_text(canonical_text(path))
        docx = free_of_macros(read_raw(path)) if path.suffix.lower() == ".docx" else b""
    new = NewRevision(draft, by, text, reason, docx, genre=kind, parent=parent, branch=branch)
    return new, traces(upload.name, docx) if docx else ""
