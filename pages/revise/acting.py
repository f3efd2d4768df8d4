"""Who acts and what came of it. Callbacks run before the page is drawn anew, so what they have to say is kept to be said there."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.history.entry import Person
from drafting.history.history import ConflictError
from pages.shared import plain
from pages.shared.person import demand_still_in, person

_NAME, _ROLE = "revise-name", "revise-role"
_TOLD = "revise told"
_LONGEST = 200  # characters of what a person says
# The same advice where there is no command line
_WORDS = (
    ("请改 --role", "请在上面改写职务"),
    ("请加 --reason", "请写明"),
    ("不涉及的可以免办（--waive）", "不涉及的可以选“不涉及，免办”"),
    ("请运行 history verify 查看", "请在“留痕”里点“校验”查看"),
    ("可用 history list 查看", "见“各版”"),
)


def back() -> None:
    """The way to the list of drafts."""
    if st.button("← 另选一份", key="revise-back", type="tertiary"):
        st.query_params.clear()
        st.rerun()


def strip() -> None:
    """In whose name things are done here: asked once, above all parts, or known from the sign-in."""
    who, role = st.columns([3, 4], gap="small", vertical_alignment="bottom")
    signed_in = person()
    if signed_in.name:
        who.text_input("办理人", signed_in.name, disabled=True, key=f"{_NAME}-known")
        role.selectbox("以什么身份", signed_in.roles, key=_ROLE)
        return
    for box, key, label, hint in (
        (who, _NAME, "您的姓名", "记入留痕，例如：李明"),
        (role, _ROLE, "职务", "例如：综合科科长"),
    ):
        kept = st.session_state.get(f"{key} kept", "")
        st.session_state[f"{key} kept"] = box.text_input(label, kept, key=key, placeholder=hint, max_chars=_LONGEST).strip()


def actor() -> Person:
    """Who acts now; InputError where nobody said so."""
    name = person().name or str(st.session_state.get(_NAME, "")).strip()
    if not name:
        raise InputError("还没有写姓名，请先在页面上方填写姓名和职务，再办理。")
    return Person(name=name, role=str(st.session_state.get(_ROLE) or "").strip())


def name_or(other: str) -> str:
    """The name of who acts, or `other` where nobody said so."""
    return person().name or str(st.session_state.get(_NAME, "")).strip() or other


def attempt(act: Callable[[], str | None]) -> bool:
    """Do it, and keep what it says, or why it could not be done."""
    try:
        demand_still_in()
        st.session_state[_TOLD] = ("good", act())
    except InputError as error:
        st.session_state[_TOLD] = ("bad", in_page_words(error))
        return False
    return True


def doing(act: Callable[[], str | None]) -> Callable[[], None]:
    """`attempt` as a callback."""

    def do() -> None:
        attempt(act)

    return do


def told() -> None:
    """What the last act has to say, once."""
    said: Any = st.session_state.pop(_TOLD, None)
    if said and said[1]:
        plain.note(*said)


def in_page_words(error: InputError) -> str:
    """What is wrong, with advice that a page can follow."""
    words = str(error)
    if isinstance(error, ConflictError):
        return f"{words.partition('，请先')[0]}，这次没有记入；请先在“对照”里看差别，点“知道了”接到最新一版之后再办。"
    for theirs, ours in _WORDS:
        words = words.replace(theirs, ours)
    return words
