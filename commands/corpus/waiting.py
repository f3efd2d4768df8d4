"""`--wait`: how long a writing command waits for another one."""

import math
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

ALWAYS = "always"


class Wait(click.ParamType[float]):
    """Seconds, or `always`."""

    name = "wait"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds as a number; infinity for `always`."""
        if value == ALWAYS:
            return math.inf
        try:
            seconds = float(value)
        except ValueError:
            seconds = -1
        if not 0 <= seconds < math.inf:
            self.fail(f"“{value}”不对，应当写秒数（例如 30）或 {ALWAYS}（一直等）。", param, ctx)
        return seconds


def wait_option(command: F) -> F:
    """The option `wait`, in seconds."""
    said = "另一个程序正在写入时最多等几秒；always 一直等。"
    return click.option("--wait", type=Wait(), default="10", show_default=True, metavar="秒数|always", help=said)(command)
