"""The drafts with a history, and three ways to begin: a first version, a document others marked, two versions to compare."""

import streamlit as st

from base.errors import InputError
from drafting.history.history import History
from pages.revise import acting, rights, saving
from pages.revise.kept import MARKED, PAIRS, Kept, newest
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home, own

SHOWN = 12
_MARKED, _TWO, _FIRST = "收到别人改过的稿", "比较两份文件", "存入一份新稿"
_WHAT = {
    _MARKED: "传一份带修订痕迹、批注的 Word 文档，逐处、按人、按类接受或拒绝。",
    _TWO: "传同一份文稿的两个版本，看改了什么：数字、力度、逐字、问题。不记入留痕。",
    _FIRST: "把一份稿子存为第1版，从此每次修改、签署都留痕。写稿页起草的稿子已经自动在左边。",
}


def show() -> None:
    """Left the drafts, right what can be handed in."""
    acting.told()
    drafts, given = st.columns([6, 5], gap="medium")
    with drafts:
        _drafts()
    with given:
        plain.heading("交进文稿", "docx、md、txt")
        way = st.radio("做什么", tuple(_WHAT), key="revise-way", label_visibility="collapsed", horizontal=True)
        plain.remark(_WHAT[way])
        if way == _MARKED:
            saving.receive("revise-marked")
        elif way == _TWO:
            saving.pair()
        else:
            saving.first()


def _drafts() -> None:
    plain.heading("有留痕的稿子", "点稿名打开")
    names = _names()
    if person().name and not any(role in rights.SEE_ALL for role in person().roles):
        plain.remark("只列出您存过的稿子；核稿人、签发人看得到全部。")
    if not names:
        plain.note("info", "还没有。在“写稿”页起草一份，成稿后就会出现在这里；或在右边“存入一份新稿”，把手头的文稿存为第1版。")
    wanted = st.text_input("按稿名查找", key="revise-find", placeholder="输入稿名的一部分").strip() if len(names) > SHOWN else ""
    found = [name for name in names if wanted in name]
    for name in found[:SHOWN]:
        _row(name)
    if len(found) > SHOWN:
        plain.remark(f"另有 {len(found) - SHOWN} 份，请在上面按稿名查找。")
    _earlier()


def _names() -> list[str]:
    if not History.is_there(home()):
        return []
    with History.open(home()) as history:
        return rights.drafts(history)[::-1]


def _row(name: str) -> None:
    with History.open(home()) as history:
        try:
            last = history.revision(name).said
        except InputError as error:
            plain.note("bad", f"“{name}”：{error}")
            return
    aside = f"共{last.revision}版　{last.by.label}"
    if st.button(f"{plain.label(name)}　:gray[{plain.label(aside)}]", key=f"draft-{name}", type="tertiary"):
        st.query_params.from_dict({"draft": name})
        st.rerun()


def _earlier() -> None:
    """What was handed in before and is not in the history."""
    found = [("marked", kept, "别人改过的稿") for kept in newest(own() / MARKED)]
    found += [("pair", kept, "两份文件的比较") for kept in newest(own() / PAIRS)]
    if found:
        plain.heading("交进过的文稿", "删去不影响已经存下的各版")
    for kind, kept, what in sorted(found, key=lambda f: f[1].name, reverse=True)[:SHOWN]:
        _handed_in(kind, kept, what)


def _handed_in(kind: str, kept: Kept, what: str) -> None:
    words, drop = st.columns([8, 1], vertical_alignment="center")
    label = f"{plain.label(kept.title)}　:gray[{what}　{plain.label(kept.when)}]"
    if words.button(label, key=f"{kind}-{kept.name}", type="tertiary"):
        st.query_params.from_dict({kind: kept.name})
        st.rerun()
    drop.button(
        "删", key=f"drop-{kept.name}", help=f"删去交进的“{plain.label(kept.title)}”", type="tertiary", on_click=acting.doing(kept.remove)
    )
