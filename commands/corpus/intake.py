"""`corpus add`: files into the library."""

import sys
from pathlib import Path
from typing import Any

import click

from base.errors import InputError
from commands.corpus.shared import FILE
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.library import Library


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件或文件夹…")
@click.option("--prune", is_flag=True, help="文件或文件夹里已经没有的，从文库移出。")
@pass_workspace
def add(workspace: Workspace, paths: tuple[Path, ...], prune: bool) -> None:
    """收录文件或文件夹（docx、md、txt、jsonl）；已收录且没有变化的跳过。"""
    with Library.open(workspace.home) as library, _Progress() as progress:
        report = library.add(paths, prune=prune, progress=progress)
    counts = (("新增", report.added), ("更新", report.changed), ("未变", report.unchanged), ("移出", report.removed))
    say(
        "，".join(f"{name} {len(ids)}" for name, ids in counts if ids) + f"；共 {report.passages} 段。"
        if any(c for _, c in counts)
        else "没有可收录的文件。"
    )
    if report.errors and not any(ids for _, ids in counts):
        raise InputError("\n".join(map(str, report.errors)))
    fail_in_part(report.errors)


class _Progress:
    """A progress bar on standard error, drawn only where a person watches."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._done = 0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label="收录", file=sys.stderr, show_eta=False, item_show_func=lambda x: str(x or "")[-30:]
            )
        self._bar.length = total
        self._bar.update(done - self._done, name)
        self._done = done
