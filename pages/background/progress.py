"""`progress.json` of a run: what the drafting thread says for the pages to read."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from base import files

Aim = Literal["outline", "draft", "redo", "change"]


class Progress(BaseModel):
    """What is known of the last attempt."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    aim: Aim = "draft"  # what the attempt is to end with
    model: str = ""  # name in settings.toml; 'none' is the extractive writer, '' the default one
    since: float = 0.0  # Unix time at which the attempt began
    steps: tuple[str, ...] = ()  # Chinese lines, oldest first
    writing: tuple[str, ...] = ()  # the finished sentences of the section being written
    error: str = ""  # why it ended without a draft


def read(folder: Path) -> Progress:
    """The progress kept in `folder`; an empty one where there is none or it cannot be read."""
    try:
        return Progress.model_validate_json((folder / "progress.json").read_bytes())
    except (OSError, ValidationError):
        return Progress()


class StoppedError(Exception):
    """A person asked the attempt to end."""


class Reporter:
    """Keeps `progress.json` of one attempt current. Raises StoppedError where the attempt may end, once `stopping` says that it should."""

    def __init__(self, folder: Path, aim: Aim, model: str, stopping: Callable[[], bool]) -> None:
        self._folder, self._stopping = folder, stopping
        self._now = Progress(aim=aim, model=model, since=time.time())
        self._save()

    def step(self, line: str) -> None:
        """The attempt has come to `line`."""
        self._now = self._now.model_copy(update={"steps": (*self._now.steps, line), "writing": ()})
        self._save()
        self._go_on()

    def sentence(self, words: str) -> None:
        """One more sentence of the section being written, its figures grounded."""
        self._now = self._now.model_copy(update={"writing": (*self._now.writing, words)})
        self._save()
        self._go_on()

    def fail(self, error: str) -> None:
        """The attempt ended with `error`, one Chinese sentence."""
        self._now = self._now.model_copy(update={"error": error})
        self._save()

    def _go_on(self) -> None:
        if self._stopping():
            raise StoppedError

    def _save(self) -> None:
        files.write_json(self._folder / "progress.json", self._now.model_dump(mode="json"))
