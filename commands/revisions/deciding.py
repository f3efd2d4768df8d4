"""`biganzi revisions accept` and `reject`: a copy of the document with revisions carried out or undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from base import files
from base.errors import InputError
from commands.paths import FILE, beside
from commands.revisions.shared import chosen, document_argument, filters, opened
from commands.stamps import docx_target
from commands.ui import Command, say

F = TypeVar("F", bound=Callable[..., Any])


def _options(command: F) -> F:
    numbers = click.argument("numbers", nargs=-1, metavar="[编号…]")
    every = click.option("--all", "everything", is_flag=True, help="全部修订。")
    output = click.option("--output", type=FILE, metavar="文件", help="结果写到这里；不给就写在原稿旁边。")
    return document_argument(numbers(filters(every(output(command)))))


@click.command("accept", cls=Command)
@_options
def accept(
    path: Path, numbers: tuple[str, ...], authors: tuple[str, ...], categories: tuple[str, ...], everything: bool, output: Path | None
) -> None:
    """接受修订：按编号（如 3 5-7）、按人、按类或全部；结果另存为“原名.接受修订.docx”，原稿和其余修订不动。"""
    _decide(path, (numbers, authors, categories), everything, output, accepting=True)


@click.command("reject", cls=Command)
@_options
def reject(
    path: Path, numbers: tuple[str, ...], authors: tuple[str, ...], categories: tuple[str, ...], everything: bool, output: Path | None
) -> None:
    """拒绝修订：按编号（如 3 5-7）、按人、按类或全部；结果另存为“原名.拒绝修订.docx”，原稿和其余修订不动。"""
    _decide(path, (numbers, authors, categories), everything, output, accepting=False)


def _decide(
    path: Path, wanted: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], everything: bool, output: Path | None, *, accepting: bool
) -> None:
    if everything == any(wanted):
        raise InputError("请写明哪些修订：编号、--author、--category，或者 --all（全部，不与前几样同用）。")
    document = opened(path)
    found = chosen(document, *wanted)
    verb = "接受" if accepting else "拒绝"
    if not found:
        raise InputError(f"{path.name} 里没有合乎条件的修订，没有写出文件，请用 biganzi revisions list 查看。")
    target = docx_target(output or beside(path, f"{verb}修订"), path)
    document.decide(found, accept=accepting)
    files.write_bytes(target, document.pack())
    say(f"{verb}修订 {len(found)} 处，还有 {len(document.revisions) - len(found)} 处未处理：{target}")
