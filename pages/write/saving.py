"""Keeping a person's change, from callbacks: it is on disk, and being checked, before the page is drawn again."""

from collections.abc import Callable

import streamlit as st

from base.errors import InputError
from drafting.editing import Change
from pages.background import runs
from pages.background.runs import Run
from pages.shared.person import demand_still_in
from pages.shared.place import home
from pages.write.author import author

CHANGED = "draft changed"  # in the session: the run whose change is being checked
_REFUSED = "draft refused"  # … why the last change was not kept


def keep(run: Run, make: Callable[[], Change], why: str) -> bool:
    """Keep the change that `make` gives; False, and the page says why, when it cannot be kept: what was typed stays where it is."""
    try:
        demand_still_in()
        runs.change(home(), run, make(), why, author())
    except InputError as error:
        refuse(str(error))
        return False
    changed(run)
    return True


def changed(run: Run) -> None:
    """The run is being checked again: the page waits for it."""
    st.session_state[CHANGED] = run.name


def refuse(why: str) -> None:
    """What a person wanted was not done."""
    st.session_state[_REFUSED] = why


def tried() -> bool:
    """Was a change kept or refused since the page was last drawn as a whole?"""
    return CHANGED in st.session_state or _REFUSED in st.session_state


def refused() -> str:
    """Why the last change was not kept; told once."""
    return str(st.session_state.pop(_REFUSED, ""))
