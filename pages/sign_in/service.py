"""Signing in with the office's own service (OpenID Connect), which Streamlit keeps in a signed cookie."""

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section
from streamlit.errors import Error, StreamlitMissingAuthlibError

from base.access import Access
from base.errors import InputError
from base.roles import Role
from pages.shared.person import Person

DAY = 12 * 3600  # seconds a sign-in holds: the cookie alone would hold for a month, whatever became of the person
_NAMES = ("name", "preferred_username", "email", "sub")


def offered() -> bool:
    """Is such a service set in secrets.toml?"""
    return bool(get_secrets_auth_section())


def claims() -> dict[str, Any] | None:
    """What the service says of who is signed in; None when nobody is, or it was too long ago."""
    said: dict[str, Any] = st.user.to_dict()
    fresh = time.time() - float(said.get("iat") or 0) < DAY
    return said if said.get("is_logged_in") is True and said.get("sub") and fresh else None


def person_of(said: Mapping[str, Any], access: Access) -> Person:
    """The person the claims speak of; without roles when the office's table gives her none."""
    value = said.get(access.claim)
    groups = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    roles: list[Role] = [role for group in groups for role in access.roles.get(str(group), ())]
    name = next(str(said[key]) for key in _NAMES if said.get(key))
    identity = f"{said.get('iss', '')} {said['sub']}"
    return Person(name, tuple(dict.fromkeys(roles)), Path("people", hashlib.sha256(identity.encode()).hexdigest()[:16]))


def go_to() -> None:
    """Send the browser to the service."""
    try:
        st.login()
    except StreamlitMissingAuthlibError as error:
        raise InputError('单位统一登录缺少组件，请管理员运行 pip install "biganzi[login]" 后重新启动。') from error
    except Error as error:
        raise InputError("单位统一登录的设置不完整，请管理员检查 secrets.toml 的 [auth]。") from error
