"""`progress.json` of a piece of work with no more to tell than its step: said by its thread, read by the pages."""

import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from base import files


class Told(BaseModel):
    """`error` is why it ended without what it was to make."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    since: float = 0.0  # Unix time at which it began
    step: str = ""
    error: str = ""


def read(folder: Path) -> Told:
    """What is known; nothing where there is nothing or it cannot be read."""
    try:
        return Told.model_validate_json((folder / "progress.json").read_bytes())
    except (OSError, ValidationError):
        return Told()


class Reporter:
    """Keeps what is known current."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._since = folder, time.time()

    def step(self, words: str) -> None:
        self._say(Told(since=self._since, step=words))

    def fail(self, error: str) -> None:
        self._say(Told(since=self._since, error=error))

    def _say(self, now: Told) -> None:
        files.write_json(self._folder / "progress.json", now.model_dump(mode="json"))
