"""文库: what the office has written and was sent, to look at, search, mend and keep."""

from collections.abc import Callable

import streamlit as st

from base.errors import BiganziError
from pages.background import intake
from pages.library import document, doubtful, filling, keeping, progress, searching, table, taste
from pages.library.shelf import Shelf, look
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home

VIEWS: dict[str, tuple[str, Callable[[Shelf], None]]] = {
    "table": ("资料", table.show),
    "search": ("检索", searching.show),
    "doubtful": ("待核对", doubtful.show),
    "style": ("文风", taste.show),
    "add": ("收录", filling.show),
    "keep": ("备份与维护", keeping.show),
}
_MAINTAINING = ("doubtful", "add", "keep")


def page() -> None:
    """One document when one is open, else one of the views."""
    try:
        _show(look())
    except BiganziError as error:
        plain.note("bad", str(error))


def _show(shelf: Shelf) -> None:
    progress.show()
    if document.is_open():
        document.show(shelf)
        return
    may = person().may("维护文库")
    if not shelf.documents and not shelf.removed:
        if not intake.running(home()):  # else its progress is all there is to see
            _welcome(shelf, may)
        return
    views = [name for name in VIEWS if may or name not in _MAINTAINING]
    chosen = st.segmented_control(
        "看什么",
        views,
        default="table",
        required=True,
        format_func=lambda name: VIEWS[name][0],
        key="library-view",
        label_visibility="collapsed",
    )
    VIEWS[chosen or "table"][1](shelf)


def _welcome(shelf: Shelf, may: bool) -> None:
    """Where nothing is there yet."""
    if not may:
        plain.note("info", "文库还是空的，请核稿人或管理员先收录以往的讲话、通知和上级文件。")
        return
    filling.welcome()
    keeping.restoring(shelf)
