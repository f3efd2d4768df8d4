"""写稿: from a genre or an earlier brief through the form to a draft, and back to earlier ones."""

import streamlit as st

from base.errors import InputError
from pages.background import runs
from pages.shared import plain
from pages.shared.place import own
from pages.write import brief, choose, state, working


def page() -> None:
    """The run or the brief named in the address, else where a new one begins."""
    name = st.query_params.get("run", "")
    run = runs.find(own(), name) if name else None
    if run:
        working.show(run)
        return
    if name:
        plain.note("warn", f"没有找到编号为“{name}”的稿子，可能已被删除；下面可以另写一份。")
    _brief(st.query_params.get("brief", "" if name else state.in_hand()))


def _brief(name: str) -> None:
    if not name:
        choose.show()
        return
    st.query_params["brief"] = name
    try:
        held = state.current(name)
    except InputError as error:
        state.leave()
        plain.note("bad", str(error))
        choose.show()
        return
    brief.show(held)
