"""The launcher's server as it stands, and every page in a real browser. Without Chromium or playwright the latter is skipped."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from app import PAGES
from tests.app.conftest import ROOT
from tests.app.looks import english, obstacles, settled
from tests.app.served import CHROMIUM, Served, slowness

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
OUT = ROOT / "out" / "screenshots"
PATHS = [path for _, path in PAGES]
STANDS = """path => location.pathname === `/${path}` && document.querySelector('.stApp').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"]')"""
TRIES = 3


@pytest.fixture
def opened(served: Served, browser: "Browser") -> Iterator[Callable[..., "Page"]]:
    """Opens a page of the app at 1366×768 and waits until it can be used; no page may ask anything of another server."""
    asked: list[str] = []
    pages: list[Page] = []

    def open_page(path: str = "") -> "Page":
        page = watched(browser, asked)
        pages.append(page)
        page.goto(f"{served.url}/{path}")
        usable(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert elsewhere(served, asked) == []


@pytest.fixture(scope="module")
def tab(served: Served, browser: "Browser") -> Iterator["Page"]:
    """One page for all that only goes from one to the next, as a person does; asks nothing of another server either."""
    asked: list[str] = []
    page = watched(browser, asked)
    page.goto(f"{served.url}/write")
    usable(page)
    yield page
    page.close()
    assert elsewhere(served, asked) == []


def watched(browser: "Browser", asked: list[str]) -> "Page":
    page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page.on("request", lambda request: asked.append(request.url))
    return page


def elsewhere(served: Served, asked: list[str]) -> list[str]:
    return [url for url in asked if not url.startswith((f"{served.url}/", "data:", "blob:"))]


def usable(page: "Page") -> None:
    page.locator(".stMainBlockContainer button:not([disabled]):visible").first.wait_for(timeout=30_000)
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")


def status(served: Served, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    found = connection.getresponse().status
    connection.close()
    return found


def handshake(served: Served, **headers: str) -> int:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    return status(served, "/_stcore/stream", **upgrade, **headers)


def test_only_this_machine_and_only_our_own_page(served: Served) -> None:
    host = urlsplit(served.url).netloc
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", urlsplit(served.url).port or 0), timeout=5)
    own = {"Host": host, "Origin": served.url}
    assert handshake(served, **own) == 101
    started = time.perf_counter()
    assert handshake(served, **own | {"Origin": "http://evil.example"}) == 403
    assert handshake(served, **own | {"Host": "evil.example"}) == 403
    assert time.perf_counter() - started < 0.9 * slowness()  # nobody outside was asked who we are


def test_programs_do_not_drive_the_pages(served: Served) -> None:
    assert status(served, "/_stcore/agent/interact") in (404, 405)


def test_second_start_says_that_the_port_is_taken(served: Served, tmp_path: Path) -> None:
    port = str(urlsplit(served.url).port)
    arguments = [sys.executable, str(ROOT / "cli.py"), "--home", str(tmp_path), "app", "--port", port]
    second = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode == 2
    assert f"端口 {port} 已被占用" in second.stderr and second.stderr.count("\n") == 1


def test_server_is_ready_soon(served: Served) -> None:
    assert served.seconds <= 2.0


@needs_browser
@pytest.mark.parametrize("path", PATHS)
def test_page_looks_and_reads_well(tab: "Page", path: str) -> None:
    """In Chinese down to what is read aloud, light and dark, at 100 % and at 125 %, without serious obstacles."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    turn_to(tab, path)
    assert tab.get_by_role("dialog").count() == 0
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        settled(tab, scheme)
        tab.screenshot(path=OUT / f"{path}-{scheme}.png")
        assert (obstacles(tab), english(tab)) == ([], set()), scheme
    tab.set_viewport_size({"width": 1366 * 4 // 5, "height": 768 * 4 // 5})  # what 125 % leaves
    settled(tab)
    assert tab.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.stMain'))") <= 0


def turn_to(page: "Page", path: str) -> None:
    title = next(title for title, known in PAGES if known == path)
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_function(STANDS, arg=path)


@needs_browser
def test_pages_come_quickly(opened: Callable[..., "Page"]) -> None:
    """In one of a few tries; what other programs on the machine take from us is allowed for."""
    pages: list[Page] = []
    assert within(3.0, lambda: pages.append(opened()))
    for title, path in [*PAGES[1:], PAGES[0]]:
        other = next(p for p in PATHS if p != path)
        assert within(0.5, partial(turn_to, pages[-1], path), partial(turn_to, pages[-1], other)), title


def within(seconds: float, work: Callable[[], object], before: Callable[[], object] = lambda: None) -> bool:
    """Does `work` take no longer than that, the best of TRIES, each after `before`?"""
    for n in range(TRIES):
        if n:
            before()
        started = time.perf_counter()
        work()
        took = time.perf_counter() - started
        if took <= seconds or took <= seconds * slowness():
            return True
    return False


@needs_browser
def test_unknown_address_says_so_in_chinese(opened: Callable[..., "Page"]) -> None:
    page = opened("nowhere")
    page.get_by_role("dialog").get_by_text("没有这个地址").wait_for(timeout=10_000)
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()


@needs_browser
def test_keyboard_reaches_what_is_on_the_page(opened: Callable[..., "Page"]) -> None:
    page = opened("review")
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("(e => e.innerText || e.getAttribute('aria-label') || '')(document.activeElement)"))
    assert "跳到正文" in names[0]
    assert {"写稿", "审稿"} <= set(names)
