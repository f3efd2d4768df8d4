"""What is chosen on the page of a draft: the line, the open mark, the panel, what the colours of the text mean."""

import streamlit as st

from pages.write.view import View

GROUNDS = {"todo": "标出待补", "problems": "标出问题", "padding": "标出空话", "sources": "标出有出处的"}
_LINE, _MARK, _TYPED, PANEL, _GROUND = "draft line", "draft mark", "draft typed", "draft-panel", "draft-ground"


def line(view: View) -> int:
    """The number of the line chosen, from 0; -1 when none is, or the draft is another one."""
    name, number = st.session_state.get(_LINE, ("", -1))
    return number if name == view.run.name and number < len(view.manuscript.lines) else -1


def choose_line(view: View, number: int) -> None:
    st.session_state[_LINE] = (view.run.name, number)


def press(number: int) -> None:
    """The line was chosen in the text: what there is to say of it comes up. For callbacks."""
    st.session_state[_LINE] = (st.query_params.get("run", ""), number)
    st.session_state[PANEL] = "line"


def mark(view: View) -> int:
    """The number of the open mark being filled in, from 0; the first one at the beginning, the next one after a saving."""
    name, number = st.session_state.get(_MARK, ("", 0))
    return min(number if name == view.run.name else 0, len(view.marks) - 1)


def choose_mark(view: View, number: int) -> None:
    """For callbacks: the mark, and its line in the text."""
    st.session_state[_MARK] = (view.run.name, number)
    choose_line(view, view.line_number(view.marks[number]["start"]))


def remember(typed: str) -> None:
    """What was typed into a field that will not be there any more: it is shown to be copied."""
    st.session_state[_TYPED] = typed


def remembered() -> str:
    """What was typed in vain; told once."""
    return str(st.session_state.pop(_TYPED, ""))


def panel(names: dict[str, str]) -> str:
    """The panel a person looks at."""
    st.session_state.setdefault(PANEL, next(iter(names)))
    chosen = st.segmented_control(
        "看什么", list(names), format_func=names.__getitem__, key=PANEL, required=True, label_visibility="collapsed", width="stretch"
    )
    return str(chosen or next(iter(names)))


def ground() -> str:
    """What the colours of the text mean."""
    st.session_state.setdefault(_GROUND, "todo")
    chosen = st.segmented_control(
        "底色标出", list(GROUNDS), format_func=GROUNDS.__getitem__, key=_GROUND, required=True, label_visibility="collapsed"
    )
    return str(chosen or "todo")
