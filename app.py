"""The Streamlit application. `biganzi app` starts it with the right settings; it serves this machine only."""

import ipaddress

import streamlit as st
from streamlit import config

from base import office
from pages.background.threads import sentence
from pages.review import page as review_page
from pages.shared import plain, style
from pages.shared.place import home
from pages.write import page as write_page

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="28"><text x="2" y="21" font-size="21" font-weight="700"'
    ' font-family="Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif" fill="#1f5f8b">笔杆子</text></svg>'
)


def main() -> None:
    """One of the pages, or the reason why nothing is served."""
    st.set_page_config("笔杆子", layout="wide", menu_items={"Get help": None, "Report a bug": None, "About": None})
    style.apply()
    if reason := refusal(config.get_option("server.address"), config.get_option("browser.gatherUsageStats")):
        plain.note("bad", reason)
        st.stop()
    office.use(home())
    pages = [st.Page(write_page, title="写稿", url_path="write", default=True), st.Page(review_page, title="审稿", url_path="review")]
    st.logo(LOGO, size="large")
    chosen = st.navigation(pages, position="top")
    try:
        chosen.run()
    except Exception as error:
        plain.note("bad", sentence(error, home()))


def refusal(address: str | None, gathers_statistics: bool) -> str:
    """Why this server must not serve, in Chinese; '' when it may."""
    if not _is_loopback(address or ""):
        return "网页界面只许在本机使用：现在的启动方式会让别的电脑也能打开，请关闭后改用 biganzi app（或 make app）启动。"
    if gathers_statistics:
        return "现在的启动方式会向外发送使用统计，请关闭后改用 biganzi app（或 make app）启动。"
    return ""


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address("127.0.0.1" if address == "localhost" else address).is_loopback
    except ValueError:
        return False


if __name__ == "__main__":
    main()
