"""What bends the engine for one command: overlay files, a second opinion; and what it could not finish."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from base import office
from base.errors import InputError
from commands.paths import FILE
from commands.ui import Workspace, say
from evals.case import Unscored
from evals.catalogue import catalogue
from evals.engine import Judge

F = TypeVar("F", bound=Callable[..., Any])


def overlay_option(command: F) -> F:
    """`--overlay FILE`, as often as wanted."""
    option: Callable[[F], F] = click.option(
        "--overlay",
        "overlays",
        multiple=True,
        type=FILE,
        metavar="文件",
        help="本单位的规则和词表，加在工作目录的 overlay.yaml 之上，可给多次。",
    )
    return option(command)


def use_overlays(given: Sequence[Path], brief: Path | None = None) -> None:
    """Use the overlay beside the `brief`, then those `given`. InputError for what is wrong in any, before anything is done."""
    office.also(*(office.beside(brief) if brief else ()), *given)
    catalogue()


def second_opinion(workspace: Workspace, families: Sequence[str]) -> Judge:
    """The model the settings name as judge. InputError when there is none."""
    from drafting.model.budget import Limit
    from drafting.model.means import means_of
    from evals.second_opinion import judge

    settings = workspace.settings
    means = means_of(workspace.home, settings, say, run_limit=Limit())  # a check is no draft: the month's limit alone holds
    return judge(settings.judge_endpoint(), settings.judge_votes, families, means=means)


def unfinished(unscored: Iterable[Unscored]) -> tuple[InputError, ...]:
    """One error for each rule that was given up: the result is there, but in part."""
    return tuple(InputError(f"{u.why}。") for u in dict.fromkeys(unscored) if u.rule)
