"""`corpus edit`, `remove` and `rebuild`: corrections by a person."""

import datetime as dt
from typing import Any

import click

from base.errors import InputError
from commands.corpus.shared import named
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.library import Library
from corpus.store import EDITABLE


@click.command(cls=Command)
@click.argument("name", metavar="编号")
@click.option("--set", "changes", multiple=True, required=True, metavar="项=值", help=f"可改：{'、'.join(EDITABLE)}；可给多次。")
@pass_workspace
def edit(workspace: Workspace, name: str, changes: tuple[str, ...]) -> None:
    """更正一份文件的信息，例如 --set date=2026-03-01 --set issuer=青禾县人民政府。"""
    values = dict(_change(c) for c in changes)
    with Library.open(workspace.home) as library:
        document = named(library, name)
        library.edit(document.id, **values)
    say(f"已更正：{document.label}")


@click.command(cls=Command)
@click.argument("names", nargs=-1, required=True, metavar="编号…")
@pass_workspace
def remove(workspace: Workspace, names: tuple[str, ...]) -> None:
    """把文件移出文库（不动原文件）。"""
    with Library.open(workspace.home) as library:
        ids = [named(library, n).id for n in names]
        library.remove(ids)
    say(f"已移出 {len(ids)} 份。")


@click.command(cls=Command)
@pass_workspace
def rebuild(workspace: Workspace) -> None:
    """重建检索索引（原文和信息不变）。"""
    with Library.open(workspace.home) as library:
        library.rebuild()
    say("索引已重建。")


def _change(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or key not in EDITABLE:
        raise InputError(f"“{text}”不对，应当写成 项=值，可改的项：{'、'.join(EDITABLE)}。")
    if key != "date":
        return key, value
    try:
        return key, dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(f"日期“{value}”不对，应当写成 2026-03-01。") from error
