"""Libraries that are filled once and copied for every test that wants one of its own: filling is most of what such a test costs."""

import atexit
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from corpus.library import Library
from tests.conftest import SAMPLES


@cache
def _filled(fill: Callable[[Library], object]) -> Path:
    home = Path(mkdtemp(prefix="biganzi-test-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    with Library.open(home) as library:
        fill(library)
    return home


def filled(home: Path, fill: Callable[[Library], object]) -> Path:
    """`home` with a library as `fill`, a function of a module, leaves it."""
    shutil.copytree(_filled(fill), home, dirs_exist_ok=True)
    return home


def samples(library: Library) -> None:
    library.add([SAMPLES / "archive"])
