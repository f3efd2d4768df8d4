"""Changes of others, decided on one by one, by author, by category; what comes of it is a new revision."""

import streamlit as st

from base.errors import InputError
from drafting.history.history import History, NewRevision
from drafting.tracked import Note
from pages.revise import acting, compared, marked_list
from pages.revise.kept import MARKED, find
from pages.revise.marked import Marked
from pages.shared import plain
from pages.shared.place import home, own

_EACH, _NOTES, _EFFECT = "逐处取舍", "批注", "取舍后的变化"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_REASON, _DRAFT = "marked-reason", "marked-draft"


def show(name: str) -> None:
    """The changes, the comments, what the decisions lead to; and the saving."""
    kept = find(own() / MARKED, name)
    if kept is None:
        plain.note("warn", f"没有找到编号为“{name}”的文稿，请点“另选一份”重新上传。")
        return
    found = Marked.of(kept)
    head, who = st.columns([5, 4], gap="medium", vertical_alignment="bottom")
    with head:
        plain.heading(kept.title, _counts(found))
        parts = (_EACH, f"{_NOTES} {len(found.notes)}", _EFFECT)
        part = st.segmented_control("看什么", parts, default=_EACH, key="marked-part", label_visibility="collapsed") or _EACH
    with who:
        acting.strip()
    acting.told()
    if found.draft and not found.saved:
        _news(found)
    _saving(found)
    if part == _EFFECT:
        if found.open:
            plain.remark(f"还有 {found.open} 处没有决定，这里先按接受算。")
        compared.show(found.before(), found.after())
    elif part == _EACH:
        marked_list.show(found)
    else:
        _notes(found.notes)


def _counts(found: Marked) -> str:
    accepted = sum(found.decisions.values())
    return f"修订 {len(found.revisions)} 处：已接受 {accepted}，已拒绝 {len(found.decisions) - accepted}，没有决定 {found.open}"


def _news(found: Marked) -> None:
    """What was saved of the draft since this document was handed in: the result is put on top of it only knowingly."""
    with History.open(home()) as history:
        last = history.revision(found.draft).said
    if last.revision == found.parent:
        return
    words, button = st.columns([6, 2], gap="small", vertical_alignment="center")
    with words:
        plain.note(
            "warn",
            f"交进这份文稿以后，{last.by.label}存了“{found.draft}”第{last.revision}版，这里的结果没有那一版的改动，请先打开稿子对照。",
        )
    label = f"知道了，接在第{last.revision}版之后"
    button.button(label, key="marked-seen", width="stretch", on_click=acting.doing(lambda: found.kept.change(parent=last.revision)))


def _notes(notes: tuple[Note, ...]) -> None:
    if not notes:
        plain.note("info", "这份文稿里没有批注。")
        return
    rows = [(n.author or "未署名", n.date.replace("T", " ").rstrip("Z")[:16], _place(n), n.quote, n.words) for n in notes]
    plain.table(("何人", "何时", "位置", "批在哪里", "批注"), rows, tight=(0, 1, 2), height=460)


def _place(note: Note) -> str:
    return f"第{note.paragraph}段" if note.paragraph else "—"


def _saving(found: Marked) -> None:
    """The result as a file at any time, as a revision when all is decided."""
    name = f"{found.raw.stem}.取舍后.docx"
    if found.saved:
        words, way = st.columns([6, 2], gap="small", vertical_alignment="center")
        with words:
            plain.note("good", f"取舍的结果已存为“{found.draft}”第{found.saved}版。")
        if way.button("打开这份稿子", key="marked-open", width="stretch"):
            st.query_params.from_dict({"draft": found.draft})
            st.rerun()
        return
    title, reason, save, file = st.columns([3, 4, 2, 2.4], gap="small", vertical_alignment="bottom")
    file.download_button("取舍后的 Word 文档", found.result, name, _DOCX, key="marked-docx", width="stretch", on_click="ignore")
    if found.draft:
        title.text_input("存在这份稿子名下", found.draft, key="marked-known", disabled=True)
    else:
        title.text_input("稿名（存为一份新稿）", found.raw.stem, key=_DRAFT, max_chars=100)
    reason.text_input("理由", key=_REASON, max_chars=200, placeholder="例如：按各科室意见取舍")
    save.button(
        "存为新的一版", key="marked-save", type="primary", width="stretch", disabled=bool(found.open), help="原来各版都不动。",
        on_click=acting.doing(lambda: _saved(found)),
    )  # fmt: skip
    if found.open:
        plain.remark(f"还有 {found.open} 处没有决定，全部决定后才能存为新的一版；Word 文档随时可以取，没有决定的修订留在里面。")


def _saved(found: Marked) -> str:
    draft = found.draft or str(st.session_state.get(_DRAFT, "")).strip()
    if not draft:
        raise InputError("还没有写稿名，请写明存在哪份稿子名下。")
    reason = str(st.session_state.get(_REASON, "")).strip() or f"对“{found.raw.stem}”里的修订作了取舍"
    with History.open(home()) as history:
        if not found.draft and draft in history.drafts():
            raise InputError(f"已有名为“{draft}”的稿子，请另起稿名，或打开那份稿子，在“别人的修订”里交进这份文稿。")
        new = NewRevision(draft, acting.actor(), found.after().text, reason, found.result(), parent=found.parent)
        saved = history.save(new).entry.said
    found.kept.change(saved=saved.revision, draft=draft)
    st.session_state[f"seen {draft}"] = saved.revision
    return ""
