"""What the server under the pages is like: whom it reaches, what it must not do."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config, net_util

# Set by whoever passes on requests of others
PROXY_HEADERS = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def quiet() -> None:
    """Streamlit asks a server on the internet for our address when a page of another origin knocks; it shall not."""
    net_util.get_external_ip = lambda: None


def refusal() -> str:
    """Why this server must not serve anybody, in Chinese; '' when it may."""
    if config.get_option("browser.gatherUsageStats"):
        return "现在的启动方式会向外发送使用统计，请关闭后改用 biganzi app（或 make app）启动。"
    if config.get_option("server.enableAgentApi"):
        return "现在的启动方式让程序不经登录就能操作网页，请关闭后改用 biganzi app（或 make app）启动。"
    return ""


def reaches_others() -> bool:
    """Does somebody at another computer open this page, or could she?"""
    return listens_to_others() or passed_on(st.context.headers)


def listens_to_others() -> bool:
    """Is the server open to other computers?"""
    return not is_loopback(config.get_option("server.address") or "")


def passed_on(headers: Mapping[str, str]) -> bool:
    """Did a proxy pass on the request with these headers, or was it sent to another name than this machine's own?"""
    host = headers.get("Host")
    return any(name in headers for name in PROXY_HEADERS) or bool(host and not is_loopback(urlsplit(f"//{host}").hostname or ""))


def is_loopback(address: str) -> bool:
    """Is `address` one that only this machine reaches? '' is every address."""
    try:
        return ipaddress.ip_address("127.0.0.1" if address == "localhost" else address).is_loopback
    except ValueError:
        return False
