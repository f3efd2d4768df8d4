"""The tracked changes of others, page by page, each with its decision."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from drafting.tracked import Revision
from evals.compare.words import CATEGORY
from evals.render.words import shortened
from pages.revise import acting
from pages.revise.marked import Marked
from pages.shared import plain

SHOWN = 12  # on one page
_ALL = "全部"
_KINDS = {"insert": "插入", "delete": "删除", "replace": "替换", "move": "移动", "format": "改格式"}
_CATEGORIES: dict[str, str] = {**{str(key): said for key, said in CATEGORY.items()}, "format": "格式"}
_STATES = {None: "没有决定", True: "已接受", False: "已拒绝"}
_LONGEST, _BESIDE = 120, 24  # characters of a change, and of its paragraph on either side


def show(found: Marked) -> None:
    """Which are wanted, what is done with all of these, and each."""
    if not found.revisions:
        plain.note("info", "这份文稿里没有修订，只有批注，请看“批注”。")
        return
    wanted = _wanted(found)
    numbers = [r.number for r in wanted]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        plain.remark(f"列出 {len(wanted)} 处，把它们")
        for label, accept in (("全部接受", True), ("全部拒绝", False), ("改回没有决定", None)):
            key = f"all-{accept}"
            st.button(label, key=key, disabled=not wanted or bool(found.saved), on_click=_decider(found, numbers, accept))
    pages = -(-len(wanted) // SHOWN)
    page = st.segmented_control("页", range(1, pages + 1), default=1, key=f"marked-page-{pages}") or 1 if pages > 1 else 1
    for revision in wanted[(page - 1) * SHOWN : page * SHOWN]:
        _row(found, revision)


def _wanted(found: Marked) -> list[Revision]:
    """By author, by category, by decision."""
    authors = [_ALL, *dict.fromkeys(_author(r) for r in found.revisions)]
    kinds = [_ALL, *dict.fromkeys(_CATEGORIES[r.category] for r in found.revisions)]
    by, kind, state = st.columns(3, gap="small")
    author = by.selectbox("谁改的", authors, format_func=lambda a: _counted(a, found.revisions, _author), key="marked-author")
    category = kind.selectbox("哪一类", kinds, format_func=lambda k: _counted(k, found.revisions, _category), key="marked-category")
    decided = state.selectbox("决定了没有", [_ALL, *_STATES.values()], key="marked-state")
    return [
        r
        for r in found.revisions
        if author in (_ALL, _author(r)) and category in (_ALL, _category(r)) and decided in (_ALL, _STATES[found.decisions.get(r.number)])
    ]


def _counted(name: str, revisions: Sequence[Revision], of: Callable[[Revision], str]) -> str:
    return f"{name}（{len(revisions) if name == _ALL else sum(of(r) == name for r in revisions)} 处）"


def _author(revision: Revision) -> str:
    return revision.author or "未署名"


def _category(revision: Revision) -> str:
    return _CATEGORIES[revision.category]


def _row(found: Marked, revision: Revision) -> None:
    words, yes, no = st.columns([10, 1.2, 1.2], gap="small", vertical_alignment="center")
    state = found.decisions.get(revision.number)
    with words:
        st.html(_told(revision, _STATES[state], found.around(revision)))
    for box, label, accept in ((yes, "接受", True), (no, "拒绝", False)):
        again = state is accept  # pressing it once more takes the decision back
        box.button(
            f"✓ {label}" if again else label, key=f"{label}-{revision.number}", width="stretch", disabled=bool(found.saved),
            help=f"第{revision.number}处：再点一次改回没有决定" if again else f"{label}第{revision.number}处",
            type="primary" if again else "secondary", on_click=_decider(found, [revision.number], None if again else accept),
        )  # fmt: skip


def _decider(found: Marked, numbers: Sequence[int], accept: bool | None) -> Callable[[], None]:
    def decide() -> str:
        found.decide(numbers, accept)
        return ""

    return acting.doing(decide)


def _told(revision: Revision, state: str, around: str) -> str:
    place = revision.where or f"第{revision.paragraph}段" + ("（表格）" if revision.in_table else "")
    when = revision.date.replace("T", " ").rstrip("Z")[:16]
    about = f"{revision.number}. {_author(revision)}　{when}　{place}　{_KINDS[revision.kind]}（{_category(revision)}）"
    beside = f"　<small>所在段落：{escape(_around(around, revision.now.strip()))}</small>" if around.strip() else ""
    return f'<div class="bz-change"><small>{escape(about)}</small><b>{state}</b><br>{_words(revision)}{beside}</div>'


def _around(line: str, words: str) -> str:
    """So much of the line that the words can be told in it."""
    at = max(0, line.find(words) - _BESIDE) if words else 0
    return ("…" if at else "") + shortened(line[at:], 2 * _BESIDE)


def _words(revision: Revision) -> str:
    was, now = (escape(shortened(words, _LONGEST, "⏎")) for words in (revision.was, revision.now))
    old, new = f'<del class="bz-was">{was}</del>', f'<ins class="bz-now-is">{now}</ins>'
    if revision.kind == "replace":
        return f"〔{old}→{new}〕"
    return f"〔－{old}〕" if revision.kind == "delete" else f"〔＋{new}〕" if revision.kind == "insert" else f"“{now or was}”"
