"""Signing in with a name and a password of the local accounts. A reload asks again: Streamlit keeps no cookie of ours."""

import math
from pathlib import Path

import streamlit as st

from base import accounts
from base.accounts import Account
from base.attempts import Attempts
from pages.shared import plain
from pages.shared.person import Person
from pages.shared.place import home

_KEY = "account"  # of st.session_state: the account as it was at the sign-in
_attempts = Attempts()


def account() -> Account | None:
    """Whose session it is; None when her account was changed or taken away since."""
    kept = st.session_state.get(_KEY)
    return kept if isinstance(kept, Account) and kept in accounts.accounts(home()) else None


def person_of(known: Account) -> Person:
    return Person(known.name, known.roles, Path("people", f"{known.name}-{known.id}"))


def show(*, primary: bool) -> bool:
    """The form; True when somebody has just signed in."""
    with st.form("sign in", border=False):
        name = st.text_input("姓名", autocomplete="username")
        password = st.text_input("口令", type="password", autocomplete="current-password")
        sent = st.form_submit_button("登录", type="primary" if primary else "secondary", width="stretch")
    return sent and _enter(accounts.plain(name), password)


def _enter(name: str, password: str) -> bool:
    if seconds := math.ceil(_attempts.wait(name)):
        plain.note("warn", f"口令连续输错，请过 {seconds} 秒再试。")
        return False
    if known := accounts.verified(home(), name, password):
        _attempts.right(name)
        st.session_state[_KEY] = known
        return True
    _attempts.wrong(name)
    plain.note("bad", "姓名或口令不对，请重新输入；忘了口令请找管理员重设。")
    return False
