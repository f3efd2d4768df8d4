"""`corpus edit`, `remove` and `rebuild`: corrections by a person."""

from collections.abc import Iterable, Iterator

import click

from base.errors import InputError
from commands.corpus.shared import named
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.corrections import EDITABLE
from corpus.documents import Document
from corpus.fields import NAMES, Change, change_of, doubt_about_kind, laxer_than_marked, shown
from corpus.library import Library
from wiring import open_library

_CHANGES = (
    f"可改：{'、'.join(f'{field}（{NAMES[field]}）' for field in EDITABLE)}；可给多次。"
    "效力可写 有效、已废止、被替代；任何一项写 自动 就改回读出来的。"
)


@click.command(cls=Command)
@click.argument("name", metavar="编号")
@click.option("--set", "changes", multiple=True, metavar="项=值", help=_CHANGES)
@click.option("--yes", is_flag=True, help="文件标有密级，也照样降低或取消密级。")
@wait_option
@pass_workspace
def edit(workspace: Workspace, name: str, changes: tuple[str, ...], yes: bool, wait: float) -> None:
    """更正一份文件的信息，例如 --set date=2026-03-01 --set issuer=青禾县人民政府。"""
    if not changes:
        raise InputError("没有说要改什么，请加 --set 项=值，例如 --set date=2026-03-01。")
    values = dict(map(change_of, changes))
    with open_library(workspace.home, Teller(), patience=wait) as library:
        before = named(library, name)
        if not yes:
            _check_secrecy(library, before, values.items())
        library.edit(before.id, **values)
        after = library.document(before.id) or before
    say(f"已更正：{after.label}")
    for line in _differences(before, after):
        say(f"　{line}")
    if doubt := doubt_about_kind(str(values.get("kind") or "")):
        say(f"提示：{doubt}")


def _check_secrecy(library: Library, document: Document, changes: Iterable[Change]) -> None:
    """InputError when the 密级 would be less than what the file itself is marked with."""
    for field, value in changes:
        if field == "secrecy" and (marked := laxer_than_marked(document, library.corrected(document.id), str(value))):
            raise InputError(
                f"{document.label}标有“{marked}”，密级改成“{value or '无'}”后内容可能送到外面的模型，没有改；确实要改请加 --yes。"
            )


def _differences(before: Document, after: Document) -> Iterator[str]:
    """标题：旧 → 新, for each field that is another now, those that follow from a corrected one too."""
    changed = [field for field in EDITABLE if getattr(before, field) != getattr(after, field)]
    for field in changed:
        yield f"{NAMES[field]}：{shown(before, field)} → {shown(after, field)}"
    if not changed:
        yield "与原来的相同，今后以此为准。"


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
