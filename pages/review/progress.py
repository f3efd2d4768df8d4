"""How far a review is: said by its thread, read by the pages."""

import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from base import files


class Progress(BaseModel):
    """`error` is why it ended without findings."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    since: float = 0.0  # Unix time at which it began
    step: str = ""
    error: str = ""


def read(folder: Path) -> Progress:
    """What is known; nothing where there is nothing or it cannot be read."""
    try:
        return Progress.model_validate_json((folder / "progress.json").read_bytes())
    except (OSError, ValidationError):
        return Progress()


class Reporter:
    """Keeps what is known current."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._since = folder, time.time()

    def step(self, words: str) -> None:
        self._say(Progress(since=self._since, step=words))

    def fail(self, error: str) -> None:
        self._say(Progress(since=self._since, error=error))

    def _say(self, now: Progress) -> None:
        files.write_json(self._folder / "progress.json", now.model_dump(mode="json"))
