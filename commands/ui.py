"""What all commands share: Chinese click classes, the workspace, messages."""

import gettext
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from base.errors import BiganziError
from base.home import home_folder
from commands.columns import Context

if TYPE_CHECKING:  # pydantic, which a help text does not need
    from drafting.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def speak_chinese() -> None:
    """Give click its Chinese texts through gettext, the way it documents."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    gettext.textdomain("messages")


class Command(click.Command):
    """A command whose usage line is Chinese."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used: `lazy` maps a name to (module or module:attribute, short help)."""

    command_class = Command
    context_class = Context

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **kwargs: Any) -> None:
        kwargs |= {"options_metavar": "[选项]", "subcommand_metavar": "命令 …"}
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(module), attribute or "command")
        found.name = cmd_name
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not self.lazy:
            return super().format_commands(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in self.lazy.items()])
        return None


LazyGroup.group_class = LazyGroup


@dataclass(frozen=True)
class Workspace:
    """Where a command works: the home folder and its settings, read when asked for."""

    home: Path
    named: bool = False  # given as an option: hints repeat it

    @property
    def settings(self) -> "Settings":
        from drafting.settings import load_settings

        return load_settings(self.home)

    @classmethod
    def of(cls, option: Path | None) -> "Workspace":
        return cls(home_folder(option), option is not None)


pass_workspace = click.make_pass_decorator(Workspace)


def say(text: str) -> None:
    """A line for a person, on standard error when standard output carries data."""
    click.echo(text, err=True)


def fail_in_part(errors: tuple[BiganziError, ...]) -> None:
    """Name each bad input on a line of its own and leave with exit 4; nothing to do when there is none."""
    for error in errors:
        say(f"跳过：{error}")
    if errors:
        sys.exit(4)
