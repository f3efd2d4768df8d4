"""The pages as a clerk meets them: a workspace of their own, settings as the launcher makes them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

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
