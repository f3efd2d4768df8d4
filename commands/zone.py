"""`--zone`: where what other programs are told may end up."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def zone_option(command: F) -> F:
    """The option; without it the furthest zone, to which nothing marked goes."""
    option: Callable[[F], F] = click.option(
        "--zone",
        type=click.Choice(["local", "intranet", "remote"]),
        default="remote",
        show_default=True,
        help="对方和它背后的模型在哪里：本机、内网、外部；按 [secrecy] 的规定决定哪些资料不提供。",
    )
    return option(command)
