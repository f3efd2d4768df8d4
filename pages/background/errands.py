"""Short questions that may take a while (does a model answer?), asked off the script thread; pages look whether the answer is there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pages.background import threads


@dataclass
class Answer:
    """What came of a question: a value, or why there is none."""

    value: Any = None
    error: str = ""
    over: bool = False


_answers: dict[Path, Answer] = {}


def ask(key: Path, work: Callable[[], Any]) -> None:
    """Find out `work()`, unless it is being found out; an unforeseen error leaves its traceback beside `key`."""

    def find() -> None:
        try:
            found.value = work()
        except Exception as error:
            found.error = threads.sentence(error, key.parent)
        found.over = True

    found = Answer()
    if threads.start(key, find):
        _answers[key] = found


def answer(key: Path) -> Answer | None:
    """What is known of the question `key`; None when it was not asked."""
    return _answers.get(key)


def forget(key: Path) -> None:
    """The answer is not wanted any more."""
    _answers.pop(key, None)
