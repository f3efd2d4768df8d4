"""The launcher's server, and the way of a clerk through it in a real browser. Without Chromium or playwright the latter is skipped."""

import http.client
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.app.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NAMES = {"docx", "md", "txt", "yaml", "csv", "xlsx", "jsonl", "Word", "Excel", "MB", "settings", "toml"}
SEEN = """() => [...document.querySelectorAll('.stApp *')]
    .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) > 0 && e.dataset.testid !== 'stIconMaterial')
    .flatMap(e => [...[...e.childNodes].filter(n => n.nodeType === 3 && e.tagName !== 'STYLE').map(n => n.data), e.placeholder || ''])
    .join('\\n')"""


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """`biganzi app` over an empty workspace; gives its home."""
    home = tmp_path_factory.mktemp("home")
    arguments = [sys.executable, str(ROOT / "cli.py"), "--home", str(home), "app", "--port", str(port), "--no-browser"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"BIGANZI_MODEL": ""}, text=True)
    try:
        _await(process, port)
        yield home
    finally:
        process.terminate()
        out, err = process.communicate(timeout=20)
    assert (out, err.splitlines()) == ("", [f"请用浏览器打开 http://127.0.0.1:{port} ，按 Ctrl+C 结束。"])


def _await(process: "subprocess.Popen[str]", port: int) -> None:
    for _ in range(600):
        assert process.poll() is None
        try:
            if _status(port, "/_stcore/health") == 200:
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the server does not come up")


def _status(port: int, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    status = connection.getresponse().status
    connection.close()
    return status


def _handshake(port: int, **headers: str) -> int:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    return _status(port, "/_stcore/stream", **upgrade, **headers)


@pytest.mark.usefixtures("server")
def test_only_this_machine_and_only_our_own_page(port: int) -> None:
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), timeout=5)
    own = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}"}
    assert _handshake(port, **own) == 101
    started = time.perf_counter()
    assert _handshake(port, **own | {"Origin": "http://evil.example"}) == 403
    assert _handshake(port, **own | {"Host": "evil.example"}) == 403
    assert time.perf_counter() - started < 0.9  # nobody outside was asked who we are


@pytest.mark.usefixtures("server")
def test_second_start_says_that_the_port_is_taken(port: int, tmp_path: Path) -> None:
    arguments = [sys.executable, str(ROOT / "cli.py"), "--home", str(tmp_path), "app", "--port", str(port)]
    second = subprocess.run(arguments, capture_output=True, text=True, timeout=30, check=False)
    assert second.returncode == 2
    assert f"端口 {port} 已被占用" in second.stderr and second.stderr.count("\n") == 1


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
@pytest.mark.usefixtures("server")
def test_clerk_drafts_from_a_sample(port: int) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    asked: list[str] = []
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{port}/review")  # the first visit of all, not to the first page
        page.get_by_role("button", name="开始审稿").wait_for(timeout=20_000)
        assert page.get_by_role("dialog").count() == 0
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert _english(page) == set()
        page.get_by_role("link", name="写稿").click()
        page.get_by_role("button", name="收录样例文库").click(timeout=20_000)
        page.get_by_text("收录完成：新增").wait_for(timeout=30_000)
        assert _english(page) == set()
        page.get_by_role("button", name="开始起草").click()
        with page.expect_download(timeout=30_000) as download:
            page.get_by_role("button", name="下载 Word 文档").click(timeout=30_000)
        words = Document(io.BytesIO(Path(download.value.path()).read_bytes())).paragraphs
        assert words[0].text == "在全县安全生产工作会议上的讲话"
        assert download.value.suggested_filename == "在全县安全生产工作会议上的讲话.docx"
        again = browser.new_page()  # another tab, nothing of the first one's session
        again.goto(page.url)
        again.get_by_role("button", name="下载 Word 文档").wait_for(timeout=20_000)
        browser.close()
    assert [url for url in asked if not url.startswith((f"http://127.0.0.1:{port}/", "data:", "blob:"))] == []


def _english(page: "Page") -> set[str]:
    """English words a person sees on the page, file names and paths apart."""
    return set(re.findall(r"[A-Za-z]{2,}", re.sub(r"[/\\\\][\w./\\\\-]+", "", page.evaluate(SEEN)))) - NAMES
