"""Who is working: the person signed in to this session, or the one nameless person of a machine used alone."""

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from base.roles import ALL, Action, Role, may

_KEY = "signed in person"  # of st.session_state; no widget is called so


@dataclass(frozen=True)
class Person:
    """A person and what she may do; `folder` is where her own work is, relative to the workspace."""

    name: str = ""  # '' without sign-in
    roles: tuple[Role, ...] = ALL
    folder: Path = field(default=Path())

    def may(self, action: Action) -> bool:
        return any(may(role, action) for role in self.roles)


def person() -> Person:
    """Who is signed in to this session. Only for the script thread: a thread of its own is told by whoever starts it."""
    known = st.session_state.get(_KEY)
    return known if isinstance(known, Person) else Person()


def sign_in(someone: Person) -> None:
    """From now on this session is `someone`'s."""
    st.session_state[_KEY] = someone


def sign_out() -> None:
    """Forget who is signed in, and all that stood in her session."""
    st.session_state.clear()
