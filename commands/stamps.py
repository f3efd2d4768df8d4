"""What commands that write tracked changes share: whose changes they are, of when, and where the document goes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from base.errors import InputError
from commands.history.shared import NAME
from commands.paths import not_an_input
from corpus.readers.formats import OOXML

F = TypeVar("F", bound=Callable[..., Any])
OURS = "笔杆子"


class Moment(click.ParamType[dt.datetime]):
    """A day, or a day and time."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        """`2026-11-20` or `2026-11-20 09:30`."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.fromisoformat(str(value).strip()).replace(tzinfo=None)
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2026-11-20 或 2026-11-20 09:30。", param, ctx)


def author_option(command: F) -> F:
    """`--author`: in whose name changes are tracked."""
    option: Callable[[F], F] = click.option(
        "--author", type=NAME, default=OURS, show_default=True, envvar="BIGANZI_AUTHOR", metavar="姓名",
        help="修订记在谁的名下（或设 BIGANZI_AUTHOR）。",
    )  # fmt: skip
    return option(command)


def date_option(command: F) -> F:
    """`--date`: when."""
    option: Callable[[F], F] = click.option("--date", type=Moment(), metavar="日期", help="修订的日期，如 2026-11-20；不给就是现在。")
    return option(command)


def docx_target(output: Path | None, like: Path) -> Path:
    """Where a docx made from `like` goes; InputError where nothing, a folder, an input or another ending was given."""
    suffix = like.suffix.lower() if like.suffix.lower() in OOXML else ".docx"
    if output is None:
        raise InputError("--format docx 要用 --output 写明结果放在哪里。")
    if output.is_dir():
        raise InputError(f"{output} 是文件夹，请在 --output 里写出文件名。")
    if output.suffix.lower() != suffix:
        raise InputError(f"结果 {output} 的扩展名应当是 {suffix}，请改名（{output.with_suffix(suffix).name}）。")
    not_an_input(output)
    return output
