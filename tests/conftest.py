"""Fixtures all tests share. Nothing here needs a network."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import cli

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees the developer's own workspace, keys or proxies."""
    for name in list(os.environ):
        if name.startswith(("BIGANZI", "OPENAI", "LANGSMITH", "LANGCHAIN")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BIGANZI_HOME", str(tmp_path / "home"))


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
