"""A finding that is none becomes an exception of the office's own in one step, with the way back: for every page that shows findings."""

from collections.abc import Callable

import streamlit as st

from base.errors import InputError
from evals.overlay.exceptions import Excepted, except_from_now_on, take_back
from evals.render.words import shortened
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home

REASONS = ("已核实，没有错", "原话如此，照用", "规范表述，不能改")
_OTHER = "其他"
_SHOWN = 20  # characters of the text in a tip


def ask_why(question: str, key: str) -> str:
    """Why something is no fault: one of the usual reasons, or a sentence."""
    chosen = st.radio(question, (*REASONS, _OTHER), key=f"why-{key}")
    return st.text_input("写一句理由", key=f"said-{key}") if chosen == _OTHER else str(chosen)


def make(place: str, words: str, rule: str, why: str) -> None:
    """The office's own rules say so from now on; the page `place` can take it back. For callbacks; InputError where it cannot be."""
    if not why:
        raise InputError("请写一句为什么不该报，例如“本县一向这样叫”。")
    st.session_state[_key(place)] = except_from_now_on(home(), words, rule, why)


def undo(place: str, said: Excepted) -> None:
    """The exception goes out of the office's rules again. For callbacks; InputError where it cannot be."""
    st.session_state.pop(_key(place), None)
    take_back(home(), said.words, said.rule)


def offer(words: str, rule: str, key: str, act: Callable[[], None]) -> None:
    """The button, for who may change the office's rules."""
    may = person().may("设置")
    tip = f"写入本单位规则（overlay.yaml）：以后凡是“{words[:_SHOWN]}”，{rule} 都不报" if may else "要由管理员来做"
    st.button("以后都不报", key=key, on_click=act, help=plain.label(tip), disabled=not may)


def tell(place: str, undone: Callable[[Excepted], None]) -> None:
    """What was written into the office's rules just now on the page `place`, and the way back."""
    said = st.session_state.get(_key(place))
    if not isinstance(said, Excepted):
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        known = "已写入" if said.new else "早已写在"
        plain.note("good", f"{known}本单位规则（{said.place}）：“{shortened(said.words)}”里 {said.rule} 都不报。")
        if said.new:
            st.button("收回这条例外", key="take-back", on_click=undone, args=(said,))


def _key(place: str) -> str:
    return f"excepted-{place}"
