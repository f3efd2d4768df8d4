"""Who is working: the person signed in to this session, or the one nameless person of a machine used alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from base.errors import InputError
from base.roles import ALL, Action, Role, may

_KEY = "signed in person"  # of st.session_state; no widget is called so
_STILL = "still signed in"  # … whether that is still true


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


def sign_in(someone: Person, still: Callable[[], bool]) -> None:
    """From now on this session is `someone`'s, as long as `still` says so."""
    st.session_state[_KEY], st.session_state[_STILL] = someone, still


def still_in() -> bool:
    """Is who is signed in to this session still admitted? Her account may have been changed or taken away since."""
    still = st.session_state.get(_STILL)
    return still is None or bool(still())


def demand_still_in() -> None:
    """For callbacks, which run before the page is drawn and asks again who this is: InputError when she is not admitted any more."""
    if not still_in():
        raise InputError("登录已失效，这一步没有办理，请重新登录再做。")


def sign_out() -> None:
    """Forget who is signed in, and all that stood in her session."""
    st.session_state.clear()
