"""`corpus edit`, `remove` and `rebuild`: corrections by a person."""

import click

from commands.corpus.fields import NAMES, change_of
from commands.corpus.shared import named
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.store import EDITABLE
from wiring import open_library

_CHANGES = f"可改：{'、'.join(f'{field}（{NAMES[field]}）' for field in EDITABLE)}；可给多次。效力可写 有效、已废止、被替代、自动。"


@click.command(cls=Command)
@click.argument("name", metavar="编号")
@click.option("--set", "changes", multiple=True, required=True, metavar="项=值", help=_CHANGES)
@wait_option
@pass_workspace
def edit(workspace: Workspace, name: str, changes: tuple[str, ...], wait: float) -> None:
    """更正一份文件的信息，例如 --set date=2026-03-01 --set issuer=青禾县人民政府。"""
    values = dict(change_of(c) for c in changes)
    with open_library(workspace.home, Teller(), patience=wait) as library:
        document = named(library, name)
        library.edit(document.id, **values)
    say(f"已更正：{document.label}")


@click.command(cls=Command)
@click.argument("names", nargs=-1, required=True, metavar="编号…")
@wait_option
@pass_workspace
def remove(workspace: Workspace, names: tuple[str, ...], wait: float) -> None:
    """把文件移出文库（不动原文件）。"""
    with open_library(workspace.home, Teller(), patience=wait) as library:
        ids = [named(library, n).id for n in names]
        library.remove(ids)
    say(f"已移出 {len(ids)} 份。")


@click.command(cls=Command)
@wait_option
@pass_workspace
def rebuild(workspace: Workspace, wait: float) -> None:
    """重建检索索引（原文和信息不变）。"""
    with open_library(workspace.home, Teller(), patience=wait) as library:
        library.rebuild()
    say("索引已重建。")
