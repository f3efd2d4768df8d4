"""Fixtures all tests share. Nothing here needs a network."""

import gc
import itertools
import os
import signal
import sys
from asyncio import events
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cli
from base import office
from tests.browser import CHROMIUM, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SAMPLES = Path(__file__).parent.parent / "samples"
NUMBERS = itertools.count()


def pytest_configure() -> None:
    """Spare what every worker, and every process of a test, would do anew; let tests interrupt the processes they start."""
    gc.disable()  # until all tests are collected: they stay, and looking through them again and again is a third of collecting
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what runs in the background; children inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What was made by now stays to the end: no collection of garbage looks at it again, nor all too often at the packages yet to come."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 20)
    gc.enable()


@pytest.fixture(autouse=True)
def clean_environment(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test sees the developer's own workspace, keys or proxies, or the overlay of the test before it."""
    for name in list(os.environ):
        if name.startswith(("BIGANZI", "OPENAI", "LANGSMITH", "LANGCHAIN", "DATABASE_URL")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = _folder(request, tmp_path_factory) / "home"
    monkeypatch.setenv("BIGANZI_HOME", str(home))
    office.use(home)


@pytest.fixture(autouse=True)
def no_loop_of_the_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Playwright's event loop stays in this thread between the tests of the browser; to all others it is not there."""
    loop = events._get_running_loop()
    hidden = loop is not None and "browser" not in request.fixturenames
    if hidden:
        events._set_running_loop(None)
    yield
    if hidden:
        events._set_running_loop(loop)


def _folder(request: pytest.FixtureRequest, factory: pytest.TempPathFactory) -> Path:
    """The folder of this test; most tests use none, and none is made for them."""
    if "tmp_path" in request.fixturenames:
        return Path(request.getfixturevalue("tmp_path"))
    return factory.getbasetemp() / "unused" / str(next(NUMBERS))


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with chromium() as launched:
        yield launched


@pytest.fixture
def overlay(tmp_path: Path) -> Callable[[str], Path]:
    """Write the overlay.yaml of this test's workspace and use it."""

    def use(text: str) -> Path:
        path = tmp_path / "home" / office.FILE_NAME
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        office.use(path.parent)
        return path

    return use


@pytest.fixture
def biganzi(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process: (exit code, stdout, stderr)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = cli.main([str(a) for a in arguments])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = capsys.readouterr()
        return code, out, err

    return call
