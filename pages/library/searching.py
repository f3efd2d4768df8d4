"""Searching the library, with filters."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import streamlit as st

from base.errors import BiganziError
from corpus.fields import MARKS
from pages.library import document
from pages.library.shelf import Shelf, with_library
from pages.shared import cards, plain

if TYPE_CHECKING:
    from corpus.distinct import Entry
    from corpus.library import Library

_FOUND = "library found"  # in the session: what was asked, and what it brought
_MOST = 15
_FIRST, _LAST = dt.date(1949, 10, 1), dt.date(2099, 12, 31)


def show(shelf: Shelf) -> None:
    """The form, and under it what it found."""
    asked = _form(shelf)
    if asked:
        try:
            with st.spinner("正在查找……"):
                st.session_state[_FOUND] = (asked, with_library(lambda library: _search(library, **asked), searching=True))
        except BiganziError as error:
            plain.note("bad", str(error))
            return
    if _FOUND in st.session_state:
        _results(*st.session_state[_FOUND])
    else:
        plain.note("info", "词句、文件标题、发文字号、指标名称都可以查，几个词用空格隔开。已废止、已有新版的文件排在后面并注明。")


def _form(shelf: Shelf) -> dict[str, Any] | None:
    """What is asked for now; None while nothing new is."""
    with st.form("library-search", border=False):
        words, button = st.columns([8, 1.2], vertical_alignment="bottom")
        query = words.text_input("查什么", key="library-query", placeholder="例如：夜间值守 危化品").strip()
        go = button.form_submit_button("检索", type="primary", width="stretch")
        kind, issuer, region, since, until, by = st.columns([2, 2, 1.5, 1.4, 1.4, 1.5])
        kinds = sorted({d.kind for d in shelf.documents if d.kind})
        wanted = {
            "kind": tuple(kind.multiselect("文种", kinds, key="library-search-kind", placeholder="全部")),
            "issuer": issuer.text_input("发文机关里有", key="library-search-issuer").strip(),
            "region": region.text_input("地区里有", key="library-search-region").strip(),
            "since": since.date_input("从哪天", None, _FIRST, _LAST, key="library-since", format="YYYY-MM-DD"),
            "until": until.date_input("到哪天", None, _FIRST, _LAST, key="library-until", format="YYYY-MM-DD"),
            "by": "document" if by.selectbox("一份文件", ("可出多段", "只出一段"), key="library-by") == "只出一段" else "passage",
        }
    if go and not query:
        plain.note("warn", "还没有写要查什么。")
    return {"query": query, **wanted} if go and query else None


def _search(library: "Library", query: str, by: Any, **wanted: Any) -> "list[Entry]":
    from corpus.distinct import different

    return different(library, lambda most: library.search(query, k=most, by=by, **wanted), _MOST, by == "document")


def _results(asked: dict[str, Any], entries: "list[Entry]") -> None:
    if not entries:
        narrow = any(asked[name] for name in ("kind", "issuer", "region", "since", "until"))
        plain.note("info", f"没有找到“{asked['query']}”，" + ("请放宽文种、机关、地区、日期的条件再查。" if narrow else "请换个说法再查。"))
        return
    plain.remark(f"“{asked['query']}”查到 {len(entries)} 处，最相关的在前。")
    for n, entry in enumerate(entries):
        hit = entry.hit
        card, button = st.columns([9, 1], vertical_alignment="top")
        with card:
            cards.source(_label(entry), hit.passage.text)
        if button.button("打开", key=f"library-hit-{n}", width="stretch"):
            document.open_it(hit.document.id)


def _label(entry: "Entry") -> str:
    hit = entry.hit
    marked = f"〔{hit.document.secrecy}〕" if hit.document.secrecy else ""
    copies = f"（另有 {entry.copies} 份同文）" if entry.copies else ""
    where = " / ".join(hit.passage.headings)
    return f"{marked}{MARKS.get(hit.document.standing, '')}{hit.document.label}{copies}{'　' + where if where else ''}"
