"""Who may come in: everybody at this machine alone; from elsewhere only who signs in."""

import streamlit as st

from base import accounts
from base.access import Access, load_access
from base.errors import InputError
from pages.shared import plain
from pages.shared.person import person, sign_in, sign_out
from pages.shared.place import home
from pages.sign_in import form, server, service


def admit() -> bool:
    """May the pages be shown to this session? If not, it has been said what to do instead."""
    if reason := server.refusal():
        plain.note("bad", reason)
        return False
    known, by_service = accounts.accounts(home()), service.offered()
    access = _access(bool(known) or by_service)
    if not (access.require_login or server.reaches_others()):
        return True
    if not known and not by_service:
        plain.note("bad", _closed())
        return False
    return _signed_in(access, by_service) or _ask(bool(known), by_service)


def corner() -> None:
    """Who is signed in, and the way out; nothing for the nameless person of a machine used alone."""
    now = person()
    if not now.name:
        return
    with st.container(key="bz-person", horizontal=True, vertical_alignment="center", width="content"):
        plain.remark(f"{now.name}（{'、'.join(now.roles)}）")
        if st.button("退出", key="sign out", type="tertiary"):
            _leave()


def _signed_in(access: Access, by_service: bool) -> bool:
    """Is it known who this is, and still true?"""
    said = service.claims() if by_service else None
    if said:
        sign_in(service.person_of(said, access), lambda: service.claims() is not None)
        return _has_roles()
    if account := form.account():
        sign_in(form.person_of(account), lambda: form.account() is not None)
        return True
    if person().name:
        sign_out()
        plain.note("warn", "登录已失效（账号有变动，或时间太久），请重新登录；写过的都在。")
    return False


def _ask(with_password: bool, by_service: bool) -> bool:
    if person().name:  # signed in, but without roles: that has been said
        return False
    with st.columns([2, 3, 2])[1]:
        plain.heading("登录", "稿子按人分开保存，登录后才能看到自己的")
        try:
            if by_service and st.button("单位统一登录", type="primary", width="stretch"):
                service.go_to()
            if with_password and form.show(primary=not by_service):
                st.rerun()
        except InputError as error:
            plain.note("bad", str(error))
    return False


def _has_roles() -> bool:
    if person().roles:
        return True
    plain.note("warn", f"“{person().name}”还没有分配角色，请管理员在 settings.toml 的 [app.roles] 里把所在的组对应到角色。")
    if st.button("退出登录", key="sign out"):
        _leave()
    return False


def _leave() -> None:
    by_service = bool(service.offered() and service.claims())
    sign_out()
    if by_service:
        st.logout()
    else:
        st.rerun()


def _access(somebody_could: bool) -> Access:
    """The settings; when they cannot be read they may have demanded a sign-in, so they do."""
    try:
        return load_access(home())
    except InputError as error:
        plain.note("bad", str(error))
        return Access(require_login=somebody_could)


def _closed() -> str:
    if server.listens_to_others():
        return (
            "网页界面没有设置登录时只许在本机使用：现在的启动方式会让别的电脑也能打开，请关闭后改用 biganzi app（或 make app）启动，"
            "或先用 biganzi user add 添加账号。"
        )
    return "这个网页不是从本机直接打开的，要登录才能使用，可是还没有账号：请管理员先用 biganzi user add 添加账号。"
