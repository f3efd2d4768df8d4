"""What is loaded before it is needed, and what the first page does not wait for."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from app import PAGES
from commands.app_warming import FIRST, LATER, OTHERS
from tests.app.conftest import ROOT

HEAVY = ("altair", "chromadb", "docx", "lxml", "numpy", "openai", "pandas", "sklearn", "sqlalchemy", "tantivy", "evals.engine")


@pytest.mark.parametrize("name", [*FIRST, *OTHERS, *LATER])
def test_what_is_loaded_beforehand_is_there(name: str) -> None:
    assert find_spec(name) is not None


def test_every_page_is_loaded_beforehand() -> None:
    assert {f"pages.{path}" for _, path in PAGES} <= {*FIRST, *OTHERS}


def test_first_page_waits_for_nothing_heavy() -> None:
    loaded = f"import sys, app, pages.write; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
