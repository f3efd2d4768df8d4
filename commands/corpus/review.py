"""`corpus review`: what the library is not sure of, the worst first, with the command that mends it."""

import json
import shlex
from typing import Any

import click

from commands.corpus.look import FORMAT
from commands.listening import Teller
from commands.ui import Command, Workspace, pass_workspace
from corpus.doubts import Doubt, doubts
from corpus.fields import NAMES
from corpus.organs import LEVELS
from wiring import open_library


@click.command(cls=Command)
@click.option("-n", "--limit", "limit", type=click.IntRange(1), metavar="数", default=20, show_default=True, help="最多几条。")
@click.option("--missing", is_flag=True, help="连空着的标题、机关、日期一并列出。")
@FORMAT
@pass_workspace
def review(workspace: Workspace, limit: int, missing: bool, form: str) -> None:
    """列出读得没有把握的信息，最可疑的在前，并给出更正的命令。"""
    with open_library(workspace.home, Teller()) as library:
        found = doubts(library.documents(), missing=missing)
    if form == "json":
        click.echo(json.dumps([_plain(doubt, workspace) for doubt in found[:limit]], ensure_ascii=False, indent=1))
        return
    for doubt in found[:limit]:
        click.echo(_shown(doubt, workspace))
    left = len(found) - limit
    click.echo(
        f"还有 {left} 条，用 -n {len(found)} 全部列出。" if left > 0 else f"共 {len(found)} 条。" if found else "没有需要核对的信息。"
    )


def _shown(doubt: Doubt, workspace: Workspace) -> str:
    value = f"“{_value(doubt)}”，把握 {doubt.sure:.0%}" if doubt.value else "空着"
    said = f"{NAMES[doubt.field]}：{value}。{doubt.why}。"
    return f"{doubt.document.label}\n  {said}\n  更正：{_command(doubt, workspace)}\n"


def _plain(doubt: Doubt, workspace: Workspace) -> dict[str, Any]:
    return {
        "id": doubt.document.id,
        "title": doubt.document.title,
        "field": doubt.field,
        "value": doubt.value,
        "sure": doubt.sure,
        "why": doubt.why,
        "command": _command(doubt, workspace),
    }


def _command(doubt: Doubt, workspace: Workspace) -> str:
    """The command that corrects or confirms the field; the value read stands in it, so that it can be confirmed as it is."""
    value = doubt.document.date.isoformat() if doubt.field == "date" and doubt.document.date else _value(doubt)
    home = ["--home", str(workspace.home)] if workspace.named else []
    said = f"{doubt.field}={value or '正确的' + NAMES[doubt.field]}"
    return shlex.join(["biganzi", *home, "corpus", "edit", doubt.document.id, "--set", said])


def _value(doubt: Doubt) -> str:
    return LEVELS.get(doubt.value, doubt.value)
