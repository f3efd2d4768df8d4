"""The Streamlit application. `biganzi app` starts it with the right settings; who opens it from elsewhere has to sign in."""

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from base import office, offline
from base.roles import Action
from pages import sign_in
from pages.background.threads import sentence
from pages.evaluate import page as evaluate_page
from pages.library import page as library_page
from pages.review import page as review_page
from pages.revise import page as revise_page
from pages.settings import page as settings_page
from pages.shared import chinese, plain, style
from pages.shared.person import person
from pages.shared.place import home
from pages.sign_in import server
from pages.teach import page as teach_page
from pages.write import page as write_page

Show = Callable[[], None]

# In the order of the navigation; the title is what a role must allow
PAGES: tuple[tuple[Action, str, Show], ...] = (
    ("写稿", "write", write_page),
    ("审稿", "review", review_page),
    ("改稿", "revise", revise_page),
    ("教学", "teach", teach_page),
    ("评测", "evaluate", evaluate_page),
    ("文库", "library", library_page),
    ("设置", "settings", settings_page),
)
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="28"><text x="2" y="21" font-size="21" font-weight="700"'
    ' font-family="Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif" fill="#2f7fb5">笔杆子</text></svg>'
)


def main() -> None:
    """One of the pages, the form for signing in, or the reason why nothing is served."""
    server.quiet()
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
    pages = [_page(title, path, show, admitted) for title, path, show in PAGES]
    first = next((page for page in pages if page.visibility == "visible"), None)

    def start() -> None:
        if first:
            st.switch_page(first, query_params=st.query_params.to_dict())

    bare = st.Page(start, title="笔杆子", default=True, visibility="hidden")
    return st.navigation([bare, *pages], position="top" if admitted else "hidden")


def _page(title: Action, path: str, show: Show, admitted: bool) -> StreamlitPage:
    if admitted and person().may(title):
        return st.Page(show, title=title, url_path=path)
    return st.Page(_not_yours if admitted else _nothing, title=title, url_path=path, visibility="hidden")


def _nothing() -> None:
    """What was to be said has been said."""


def _not_yours() -> None:
    plain.note("warn", f"“{person().name}”的角色是{'、'.join(person().roles)}，不能用这一页；需要时请找管理员调整。")


if __name__ == "__main__":
    main()
