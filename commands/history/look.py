"""`history list` and `show`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from commands.history.save import write_revision
from commands.history.shared import DRAFT, FORMAT, NAME, opened
from commands.paths import FILE
from commands.ui import Command, Workspace, pass_workspace, say
from drafting.history import trail
from drafting.history.entry import KIND_NAMES, Entry
from drafting.history.history import NEWEST


@click.command(cls=Command)
@click.argument("draft", required=False, type=NAME, metavar="[稿名]")
@FORMAT
@pass_workspace
def list_(workspace: Workspace, draft: str | None, form: str) -> None:
    """列出留痕里的各份稿子；给出稿名，列出它的全部经过。"""
    with opened(workspace.home) as history:
        if draft:
            chain = history.entries(draft)
            said: list[Any] = [plain(entry) for entry in chain]
            lines = ["  ".join(row) for row in trail.rows(chain)]
        else:
            newest = [history.revision(name) for name in history.drafts()]
            said = [plain(entry) for entry in newest]
            lines = [f"{e.said.draft}  共{e.said.revision}版，最新：{e.said.by.label}，{e.local_time}" for e in newest]
    click.echo(json.dumps(said, ensure_ascii=False, indent=1) if form == "json" else "\n".join(lines) or "留痕里还没有稿子。")


@click.command(cls=Command)
@DRAFT
@click.argument("number", type=click.IntRange(1), required=False, metavar="[版次]")
@click.option("--output", type=FILE, metavar="文件", help="把这一版写成文件（docx 为存入时的原件；txt、md 为正文）。")
@FORMAT
@pass_workspace
def show(workspace: Workspace, draft: str, number: int | None, output: Path | None, form: str) -> None:
    """显示一版（默认最新）：何人、何时、为什么，和正文。"""
    with opened(workspace.home) as history:
        entry = history.revision(draft, number or NEWEST)
        text = history.text(entry)
        if output:
            write_revision(history, entry, output)
            return
    if form == "json":
        click.echo(json.dumps(plain(entry) | {"text": text}, ensure_ascii=False, indent=1))
        return
    for line in _head(entry):
        say(line)
    click.echo(text)


def plain(entry: Entry) -> dict[str, Any]:
    """An entry as JSON for scripts."""
    kept = entry.said.model_dump(mode="json", exclude_defaults=True)
    return kept | {"kind_name": KIND_NAMES[entry.said.kind], "hash": entry.hash, "previous": entry.previous}


def _head(entry: Entry) -> Iterator[str]:
    said = entry.said
    yield f"“{said.draft}”第{said.revision}版　{said.by.label}　{entry.local_time}"
    yield from [f"理由：{said.reason}"] if said.reason else []
    yield from [f"改自第{said.parent}版"] if said.parent else []
    yield from [f"成稿方式：{said.made.how}"] if said.made.how else []
    yield f"校验值 {entry.hash}"
