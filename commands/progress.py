"""How far an addition has come, on standard error."""

import sys
import time
from typing import Any

import click

PATIENCE = 10.0  # seconds without a sign of life


class Bar:
    """A progress bar where a person watches; a line now and then where none does. Takes what `corpus.ingest.Progress` gives."""

    def __init__(self, label: str) -> None:
        """Nothing is drawn before there is something to wait for."""
        self._label, self._done = label, 0
        self._bar: Any = None
        self._told = time.monotonic()

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: int, total: int, name: str) -> None:
        """So many documents done of so many; `name` is the last one or what is going on."""
        if not sys.stderr.isatty():
            self._tell(done, total)
            return
        if self._bar is None:
            self._bar = _bar(total, self._label)
        self._bar.length = total
        self._bar.update(done - self._done, name)
        self._done = done

    def _tell(self, done: int, total: int) -> None:
        if done < total and time.monotonic() - self._told >= PATIENCE:
            self._told = time.monotonic()
            click.echo(f"{self._label}：{done}/{total}", err=True)


def _bar(total: int, label: str) -> Any:
    return click.progressbar(length=total, label=label, file=sys.stderr, show_eta=False, item_show_func=lambda x: str(x or "")[-30:])
