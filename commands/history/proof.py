"""`history verify` and `export`: that nothing was altered, and all of it to take along."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from base import files
from base.errors import InputError
from commands.history.shared import DRAFT, NAME, opened
from commands.paths import FILE
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.readers.raw import read_bytes
from drafting.history import trail
from drafting.history.record import departures, record_of


@click.command(cls=Command)
@click.argument("draft", required=False, type=NAME, metavar="[稿名]")
@click.option("--against", type=FILE, metavar="文件", help="以前导出、另处保存的 json：连整条重做过的留痕也能看出。")
@pass_workspace
def verify(workspace: Workspace, draft: str | None, against: Path | None) -> None:
    """校验留痕（默认全部稿子）：有改动、缺失、调换的逐条指出，并以 1 退出。"""
    record = _record(against) if against else None
    with opened(workspace.home) as history:
        names = history.drafts()
        faults = history.faults(draft or "")
        if record and not faults:
            faults = departures(history, record)
        if draft and draft not in names and not faults:
            history.entries(draft)  # says that there is no such draft
    for fault in faults:
        click.echo(f"不符：{fault}。")
    if faults:
        say(f"留痕被动过 {len(faults)} 处，请查明原因，并从备份恢复。")
        sys.exit(1)
    say(f"{f'“{draft}”' if draft else f'{len(names)} 份稿子'}的留痕逐条校验无误。")


@click.command(cls=Command)
@DRAFT
@click.option("--output", type=FILE, required=True, metavar="文件", help="docx 供人阅读归档，json 供程序核验（含原件）。")
@pass_workspace
def export(workspace: Workspace, draft: str, output: Path) -> None:
    """导出一份稿子的全部留痕：各版正文、何人何时为什么、谁核谁签。"""
    suffix = output.suffix.lower()
    if suffix not in (".docx", ".json"):
        raise InputError(f"留痕导出为 docx 或 json，请把 {output.name} 的后缀改为其中之一。")
    with opened(workspace.home) as history:
        if suffix == ".json":
            data = (json.dumps(record_of(history, draft), ensure_ascii=False, indent=1) + "\n").encode()
        else:
            data = trail.as_docx(history, draft)
    files.write_bytes(output, data)
    say(f"已导出到 {output}。")


def _record(path: Path) -> dict[str, Any]:
    """What was exported to `path`."""
    try:
        found: dict[str, Any] = json.loads(read_bytes(path))
        found["draft"], found["entries"], found["contents"]
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{path} 不是导出的留痕，请给出 history export 写成的 json。") from error
    return found
