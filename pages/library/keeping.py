"""Keeping the library safe and in order: backups, what was taken out, the indexes."""

from pathlib import Path

import streamlit as st

from base import files
from base.errors import InputError
from pages.background import upkeep
from pages.library.shelf import Shelf, file_name
from pages.shared import plain, uploads
from pages.shared.person import person
from pages.shared.place import home

_BACKUPS = "笔杆子备份-*.zip"
_UNIT = 1 << 20


def show(shelf: Shelf) -> None:
    """Left what is safe in a file, right what is to be done in the library itself."""
    safe, order = st.columns(2, gap="large")
    with safe:
        if person().may("设置"):
            _backing_up()
        restoring(shelf)
    with order:
        _removed(shelf)
        _indexes(shelf)


def restoring(shelf: Shelf) -> None:
    """A backup in the place of what there is: it brings settings along, and a backup may hold the drafts of all."""
    if not person().may("设置"):
        plain.heading("备份、恢复")
        plain.note("info", "备份里有各人的稿件和全套设置，由管理员来做。")
        return
    with st.expander("从备份恢复"), st.form("library-restore", border=False, clear_on_submit=True):
        sent = st.file_uploader("备份文件（.zip）", type=["zip"], key="library-backup-sent")
        replace = st.checkbox("换掉现有的文库和设置（现有的另存一份）", key="library-replace") if shelf.documents else False
        if st.form_submit_button("恢复"):
            _restore(sent, replace)


def _restore(sent: uploads.Upload | None, replace: bool) -> None:
    if sent is None:
        plain.note("warn", "还没有选择备份文件。")
        return
    try:
        kept = uploads.keep(sent, home() / "cache" / "restore")
    except InputError as error:
        plain.note("bad", str(error))
        return
    upkeep.restore(home(), kept, replace=replace, passing=True)
    st.rerun()


def _backing_up() -> None:
    plain.heading("备份", "整个文库存成一个文件，密钥和账号不会写进去")
    everything = st.checkbox("连同起草记录和稿件", key="library-everything")
    if st.button("现在备份", key="library-back-up", type="primary"):
        upkeep.back_up(home(), everything=everything)
        st.rerun()
    for n, path in enumerate(sorted(home().glob(_BACKUPS), reverse=True)):
        _backup(path, n)


def _backup(path: Path, n: int) -> None:
    name, fetch, drop = st.columns([6, 2, 2], vertical_alignment="center")
    with name:
        plain.remark(f"{path.name}　{path.stat().st_size / _UNIT:.1f} MB")
    fetch.download_button(
        "下载", path.read_bytes, path.name, "application/zip", key=f"library-fetch-{n}", width="stretch", on_click="ignore"
    )
    if drop.button("删除", key=f"library-drop-{n}", width="stretch"):
        try:
            files.remove(path)
        except InputError as error:
            plain.note("bad", str(error))
            return
        st.rerun()


def _removed(shelf: Shelf) -> None:
    plain.heading("移出过的", f"{len(shelf.removed)} 份" if shelf.removed else "")
    if not shelf.removed:
        plain.note("info", "没有移出过资料。移出的资料不参加检索和起草，原文件不动，可以在这里放回。")
        return
    chosen = st.multiselect(
        "要放回的",
        list(shelf.removed),
        format_func=file_name,
        key="library-back",
        placeholder="选择要放回文库的资料",
        label_visibility="collapsed",
    )
    if st.button("放回文库", key="library-put-back", disabled=not chosen):
        upkeep.put_back(home(), {id: {} for id in chosen})
        st.rerun()


def _indexes(shelf: Shelf) -> None:
    plain.heading("检索索引", f"{len(shelf.documents)} 份资料，{shelf.passages} 段，{shelf.characters} 字")
    plain.remark("检索结果明显不对、换了向量模型，或者程序提示重建索引时，才需要重建。原文和信息不变，资料多时要几分钟。")
    if st.button("重建索引", key="library-rebuild"):
        upkeep.rebuild(home())
        st.rerun()
