"""审核问题: what the checks say of the draft, and the way to have the office's rules say that something is no fault."""

from functools import partial

import streamlit as st

from base.errors import InputError
from evals.overlay.exceptions import Excepted
from evals.render.words import shortened
from pages.background import runs
from pages.shared import excepting, findings, plain
from pages.shared.person import demand_still_in
from pages.shared.place import home
from pages.write import saving
from pages.write.author import author
from pages.write.view import Json, View

HEIGHT = 430
_WORDS = 12  # characters of the text in a choice
_MESSAGE = 40


def show(view: View) -> None:
    """The findings, and below them the step from one of them to an exception."""
    plain.note("info", findings.summary(view.problems))
    excepting.tell(view.run.name, partial(_take_back, view))
    findings.show(view.problems, view.text, height=HEIGHT)
    placed = {n: f for n, f in enumerate(findings.ordered(view.problems), 1) if f["end"]}
    if placed:
        with st.popover("有一条不该报？", key="except"):
            _form(view, placed)


def _form(view: View, placed: dict[int, Json]) -> None:
    names = {n: f"{n}　“{shortened(f['text'], _WORDS)}”　{shortened(f['message'], _MESSAGE)}" for n, f in placed.items()}
    key = f"{view.run.name}-{len(view.problems['findings'])}"
    chosen = placed[st.selectbox("哪一条", list(names), format_func=names.__getitem__, key=f"except-which-{key}", filter_mode=None)]
    why = excepting.ask_why("为什么不该报", f"except-{key}")
    excepting.offer(chosen["text"], chosen["rule"], "except-always", lambda: _except(view, chosen, why.strip()))


def _except(view: View, found: Json, why: str) -> None:
    try:
        demand_still_in()
        excepting.make(view.run.name, found["text"], found["rule"], why)
        _check_again(view)
    except InputError as error:
        saving.refuse(str(error))


def _take_back(view: View, said: Excepted) -> None:
    try:
        demand_still_in()
        excepting.undo(view.run.name, said)
        _check_again(view)
    except InputError as error:
        saving.refuse(str(error))


def _check_again(view: View) -> None:
    """By the rules as they are now."""
    runs.recheck(home(), view.run, author())
    saving.changed(view.run)
