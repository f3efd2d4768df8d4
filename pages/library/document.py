"""One document: what is known of it and how surely, its text, its passages, what was cleaned, and its corrections."""

import streamlit as st

from base.errors import InputError
from corpus.corrections import EDITABLE
from corpus.documents import Document
from corpus.fields import NAMES, change_of, shown
from corpus.mends import summary
from corpus.metadata import DOUBTFUL
from corpus.organs import LEVELS
from pages.background import upkeep
from pages.library import grid
from pages.library.shelf import Opened, Shelf, file_name, opened
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home

_OPEN = "library document"  # in the session: the id of what is looked at
_HEIGHT = 520
_SAYS_OF_OTHERS = {"superseded": "替代了", "repealed": "废止了"}
_SAYS_OF_ITSELF = {"superseded": "有新版", "repealed": "被废止"}


def is_open() -> bool:
    return bool(st.session_state.get(_OPEN))


def open_it(id: str) -> None:
    """Show the document `id` from now on."""
    st.session_state[_OPEN] = id
    st.rerun()


def show(shelf: Shelf) -> None:
    """The open document, with the way back."""
    id = st.session_state[_OPEN]
    if st.button("← 回到文库", key="library-close"):
        del st.session_state[_OPEN]
        st.rerun()
    found = opened(id)
    if found is None:
        plain.note("warn", f"{file_name(id)} 已经不在文库里，可能被移出了。")
        return
    plain.heading(found.document.title or "（没有标题）", found.document.kind)
    known, text = st.columns([2, 3], gap="medium")
    with known:
        _known(found, shelf)
    with text:
        _text(found)


def _known(found: Opened, shelf: Shelf) -> None:
    document = found.document
    plain.pairs([(NAMES[field], _said(found, field)) for field in EDITABLE if field != "title"])
    for link in found.links:
        is_old = link.old == document.id
        other = shelf.document(link.new if is_old else link.old)
        words = (_SAYS_OF_ITSELF if is_old else _SAYS_OF_OTHERS)[link.kind]
        quote = f"\n依据原文：{link.quote}" if link.quote else ""
        plain.note("warn" if is_old else "info", f"{words}：{other.label if other else '（已不在文库）'}{quote}")
    if copies := [id for id in shelf.twins.get(document.id, ()) if id != document.id]:
        plain.note("info", f"同文 {len(copies)} 份，正文与它完全相同：{'、'.join(map(file_name, copies))}")
    plain.pairs([("来自", document.source or document.id)])
    if person().may("维护文库"):
        _correcting(found)
        if st.button("移出文库", key="library-remove-one", help="原文件不动，以后可以放回"):
            upkeep.remove(home(), [document.id])
            del st.session_state[_OPEN]
            st.rerun()


def _said(found: Opened, field: str) -> str:
    share = found.document.sure.get(field, 1.0)
    aside = "（您改定）" if field in found.own else f"（没有把握，{share:.0%}）" if share < DOUBTFUL else ""
    return shown(found.document, field) + aside


def _correcting(found: Opened) -> None:
    document = found.document
    with st.expander("更正"), st.form("library-correct", border=False):
        values = {field: _input(document, field) for field in EDITABLE}
        back = (
            st.multiselect("改回读出来的", found.own, format_func=lambda f: NAMES[f], placeholder="选择不要您的更正的项")
            if found.own
            else []
        )
        sure = st.checkbox("照样降低密级", help="文件标有密级时，密级改低后内容可能送到外面的模型")
        if st.form_submit_button("保存更正", type="primary"):
            _save(document, values, back, sure)


def _input(document: Document, field: str) -> str:
    now, key = grid.cell(document, field), f"library-field-{field}"
    choices = {**grid.CHOICES, "level": ("", *LEVELS.values())}.get(field)
    if choices is None:
        return st.text_input(NAMES[field], now, key=f"{key}-{document.id}-{now}")
    return st.selectbox(
        NAMES[field],
        choices,
        index=choices.index(now) if now in choices else 0,
        format_func=lambda c: c or "（空）",
        key=f"{key}-{document.id}-{now}",
    )


def _save(document: Document, values: dict[str, str], back: list[str], sure: bool) -> None:
    try:
        changes = [grid.correction(f, v) for f, v in values.items() if f not in back and f in grid.changed(document, values)]
        changes += [change_of(f"{field}=自动") for field in back]
    except InputError as error:
        plain.note("bad", str(error))
        return
    if not changes:
        plain.note("info", "没有改动。")
        return
    upkeep.correct(home(), {document.id: changes}, sure=sure)
    st.rerun()


def _text(found: Opened) -> None:
    document = found.document
    text, passages, cleaned = st.tabs(("正文", f"段落 {len(found.passages)}", f"清理 {len(document.mends)}"))
    with text:
        plain.sheet(document.text, height=_HEIGHT, titled=False)
    with passages:
        plain.remark("检索和引用以段落为单位。")
        rows = [(str(p.index + 1), " / ".join(p.headings), p.text) for p in found.passages]
        plain.table(("段", "所在标题", "文字"), rows, tight=(0,), height=_HEIGHT)
    with cleaned:
        if not document.mends:
            plain.note("info", "这一份没有清理什么，与原文件的文字一样。")
            return
        plain.remark(f"收录时清理：{summary(document)}。原文件没有动。")
        plain.table(
            ("为什么", "原来是", "现在是"), [(m.why, _visible(m.was), _visible(m.now)) for m in document.mends], tight=(0,), height=_HEIGHT
        )


def _visible(words: str) -> str:
    """Line ends and blanks as a person can see them."""
    return words.replace("\n", "↵").replace("\t", "⇥").replace("　", "□") or "（删去）"
