"""Fixtures all tests share. Nothing here needs a network."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from base import office

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the developer's own workspace, keys or proxies, or the overlay of the test before it."""
    for name in list(os.environ):
        if name.startswith(("BIGANZI", "OPENAI", "LANGSMITH", "LANGCHAIN", "DATABASE_URL")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BIGANZI_HOME", str(tmp_path / "home"))
    office.use(tmp_path / "home")


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
