"""kill -9 in the middle of everything; `soak.py` does the same for long."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.db import HEAD
from corpus.opening import open_engine, revision
from tests.corpus.soak import Yard, prepared, trial


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    yield prepared(tmp_path_factory.mktemp("yard"))


@pytest.mark.parametrize("name", ["add", "edit", "sync", "rebuild", "remove", "restore"])
def test_nothing_that_was_said_to_be_done_is_lost(yard: Yard, name: str) -> None:
    assert trial(yard, name, f"轮{name}", random.Random(name).uniform(0, 0.8)) == []


class Dead(BaseException):
    """Nothing is written after it."""


def _opened(home: Path, steps: int) -> bool:
    """Whether a home can be opened by a program that dies after so many SQL statements."""
    left = itertools.count(steps, -1)

    def die(*_: object) -> None:
        if not next(left):
            raise Dead

    sa.event.listen(sa.Engine, "before_cursor_execute", die)
    try:
        open_engine(home).dispose()
    except Dead:
        return False
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", die)
    return True


def test_a_new_home_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    for steps in itertools.count():
        whole = _opened(tmp_path / str(steps), steps)
        again = open_engine(tmp_path / str(steps))
        assert revision(again) == HEAD
        again.dispose()
        if whole:
            break
