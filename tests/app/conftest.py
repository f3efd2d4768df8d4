"""The pages as a clerk meets them: a workspace of their own, settings as the launcher makes them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.app.served import Served

ROOT = Path(__file__).parents[2]
Opened = Callable[[], AppTest]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BIGANZI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BIGANZI_MODEL", raising=False)
    return (tmp_path / "home").resolve()


@pytest.fixture
def on_this_machine() -> Iterator[None]:
    yield from _serving("127.0.0.1")


@pytest.fixture
def open_to_others() -> Iterator[None]:
    """As `on_this_machine`, at an address that other computers reach."""
    yield from _serving("0.0.0.0")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """The app as a process of its own, over a new workspace."""
    from tests.app.served import serving

    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    from tests.app.served import chromium

    pytest.importorskip("playwright.sync_api")
    with chromium() as launched:
        yield launched


def _serving(address: str) -> Iterator[None]:
    before = {key: config.get_option(key) for key in ("server.address", "browser.gatherUsageStats")}
    config.set_option("server.address", address)
    config.set_option("browser.gatherUsageStats", False)
    yield
    for key, value in before.items():
        config.set_option(key, value)


def said(page: AppTest) -> str:
    """Everything the page says through our own HTML."""
    return "\n".join(element.body for element in page.get("html"))


def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
