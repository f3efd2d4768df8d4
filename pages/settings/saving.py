"""Saving a part of the settings: one sentence on what came of it, and the page anew."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from base.errors import BiganziError
from drafting import settings_file
from drafting.settings import Settings, load_settings
from pages.shared import plain
from pages.shared.place import home

_TOLD = "settings told"  # in the session, until the page is drawn


def current() -> Settings:
    """The settings as they are in the file; what the environment puts over them is not of this page."""
    return load_settings(home(), {})


def told() -> None:
    """What the last change came to, once."""
    for kind, words in st.session_state.pop(_TOLD, ()):
        plain.note(kind, words)


def save(change: Callable[[], Path | None], done: str, *ended: str) -> None:
    """Carry out `change`, forget the keys `ended` of the session and draw the page anew; why is said when it is refused."""
    try:
        aside = change()
    except BiganziError as error:
        plain.note("bad", str(error))
        return
    said = [("good", done)]
    if aside:
        said.append(("info", f"旧文件另存为 {aside.name}。"))
    st.session_state[_TOLD] = said
    for key in ended:
        st.session_state.pop(key, None)
    st.rerun()


def put(changes: dict[tuple[str, ...], object], done: str) -> None:
    """Set some values of settings.toml."""
    save(lambda: settings_file.change(home(), changes), done)
