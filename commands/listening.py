"""What the library says while it works, on standard error."""

import sys
from typing import Any

import click

from corpus.embedders.listening import Listener


class Teller(Listener):
    """Passes sentences on to the person; draws a bar for embedding where a person watches."""

    def __init__(self) -> None:
        """Nothing is drawn before there is something to wait for."""
        self._bar: Any = None
        self._done = 0

    def say(self, sentence: str) -> None:
        """One line."""
        click.echo(f"提示：{sentence}", err=True)

    def embedding(self, done: int, total: int) -> None:
        """The bar appears with the first passages and ends with the last."""
        if self._bar is None:
            self._bar = click.progressbar(length=total, label="计算语义向量（段）", file=sys.stderr)
        self._bar.update(done - self._done)
        self._done = done
        if done >= total:
            self._bar.render_finish()
            self._bar, self._done = None, 0
