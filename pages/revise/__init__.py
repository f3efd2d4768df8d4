"""改稿: the versions of a draft beside each other, changes of others accepted or rejected, the steps before it is final."""

from importlib import import_module

import streamlit as st

from base.errors import InputError
from pages.shared import plain

_SUBJECTS = ("draft", "marked", "pair")  # names in the address


def page() -> None:
    """What the address names, else the drafts there are and what can be handed in."""
    from pages.revise import acting, look, start  # the history and its database: not before this page is opened

    look.apply()
    kind = next((kind for kind in _SUBJECTS if st.query_params.get(kind)), "")
    if not kind:
        start.show()
        return
    acting.back()
    try:
        _show(kind, st.query_params[kind])
    except InputError as error:
        plain.note("bad", acting.in_page_words(error))


def _show(kind: str, name: str) -> None:
    import_module(f"pages.revise.{kind}_view").show(name)  # each brings what the others do not need
