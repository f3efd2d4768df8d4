"""The pages as a clerk meets them: a workspace of their own, settings as the launcher makes them."""

import atexit
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest
from streamlit import config
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from drafting.brief import load_brief
from pages.background import runs, threads

if TYPE_CHECKING:
    from tests.app.served import Served

ROOT = Path(__file__).parents[2]
Opened = Callable[[], AppTest]


@pytest.fixture(scope="session", autouse=True)
def _packages_are_read_once() -> Iterator[None]:
    """Streamlit reads the particulars of every package that is installed for each `AppTest`: half of what all these tests cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


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


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """The app as a process of its own, one for all tests of a worker: each finds in its workspace what those before it left."""
    from tests.app.served import serving

    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running


def _serving(address: str) -> Iterator[None]:
    before = {key: config.get_option(key) for key in ("server.address", "browser.gatherUsageStats")}
    config.set_option("server.address", address)
    config.set_option("browser.gatherUsageStats", False)
    yield
    for key, value in before.items():
        config.set_option(key, value)


@cache
def _workspace(brief: Path, outline: bool) -> Path:
    """A workspace in which `brief` has been drafted, or outlined, without library and model; made once for all tests."""
    home = Path(mkdtemp(prefix="biganzi-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    name = (runs.begin_outline if outline else runs.begin)(home, load_brief(brief), runs.NO_MODEL)
    threads.wait(home / "runs" / name, 60)
    return home


def drafted(home: Path, brief: Path, *, outline: bool = False) -> runs.Run:
    """The run of a workspace of one's own in which `brief` has been drafted, as if it had been done here."""
    shutil.copytree(_workspace(brief, outline), home, dirs_exist_ok=True)
    (run,) = runs.newest(home)
    return run


def said(page: AppTest) -> str:
    """Everything the page says through our own HTML."""
    return "\n".join(element.body for element in page.get("html"))


def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
