"""The Streamlit application. `biganzi app` starts it with the right settings; who opens it from elsewhere has to sign in."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from base import office, offline
from base.roles import Action
from pages import sign_in
from pages.background.threads import sentence
from pages.shared import chinese, console, plain, style
from pages.shared.person import person
from pages.shared.place import home
from pages.sign_in import server

Show = Callable[[], None]

# In the order of the navigation: what a role must allow, which is the title, and the address, which is the package in pages/
PAGES: tuple[tuple[Action, str], ...] = (
    ("写稿", "write"),
    ("审稿", "review"),
    ("改稿", "revise"),
    ("教学", "teach"),
    ("评测", "evaluate"),
    ("文库", "library"),
    ("设置", "settings"),
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="28"><text x="2" y="21" font-size="21" font-weight="700"'
    ' font-family="Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif" fill="#2f7fb5">笔杆子</text></svg>'
)


def main() -> None:
    """One of the pages, the form for signing in, or the reason why nothing is served."""
    server.quiet()
    console.quiet()
    offline.hold()
    st.set_page_config("笔杆子", layout="wide", menu_items={"Get help": None, "Report a bug": None, "About": None})
    style.apply()
    chinese.speak()
    st.logo(LOGO, size="large")
    try:
        admitted = sign_in.admit()
        chosen = _navigation(admitted)
        if admitted:
            sign_in.corner()
            office.use(home())
        chosen.run()
    except Exception as error:
        plain.note("bad", sentence(error, home()))


def _navigation(admitted: bool) -> StreamlitPage:
    """The page at this address. Every page has one of its own; the bare address leads to the first page this person may open.

    The addresses are the same for everybody, and before the sign-in, so that none is lost by it.
    """
    pages = [_page(title, path, admitted) for title, path in PAGES]
    first = next((page for page in pages if page.visibility == "visible"), None)

    def start() -> None:
        if first:
            st.switch_page(first, query_params=st.query_params.to_dict())

    bare = st.Page(start, title="笔杆子", default=True, visibility="hidden")
    return st.navigation([bare, *pages], position="top" if admitted else "hidden")


def _page(title: Action, path: str, admitted: bool) -> StreamlitPage:
    if admitted and person().may(title):
        return st.Page(_show(path), title=title, url_path=path)
    return st.Page(_not_yours if admitted else _nothing, title=title, url_path=path, visibility="hidden")


def _show(name: str) -> Show:
    """The page `name`, loaded when it is opened: the first page must not wait for all of them."""

    def show() -> None:
        import_module(f"pages.{name}").page()

    return show


def _nothing() -> None:
    """What was to be said has been said."""


def _not_yours() -> None:
    plain.note("warn", f"“{person().name}”的角色是{'、'.join(person().roles)}，不能用这一页；需要时请找管理员调整。")


if __name__ == "__main__":
    main()
