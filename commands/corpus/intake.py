"""`corpus add`: files into the library."""

from pathlib import Path

import click

from base.errors import InputError
from commands.corpus.shared import FILE
from commands.corpus.twins import tell_twins
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.progress import Bar
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from wiring import open_library


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件或文件夹…")
@click.option("--prune", is_flag=True, help="文件或文件夹里已经没有的，从文库移出。")
@click.option("--yes", is_flag=True, help="一半以上的文件不见了也照样移出（与 --prune 同用）。")
@click.option("--verbose", "-v", is_flag=True, help="逐组列出同文。")
@wait_option
@pass_workspace
def add(workspace: Workspace, paths: tuple[Path, ...], prune: bool, yes: bool, verbose: bool, wait: float) -> None:
    """收录文件、文件夹或压缩包；已收录且没有变化的跳过。

    可收录 docx、doc、wps、pdf、网页（html）、md、txt、rtf、odt、jsonl，以及装有这些文件的 zip；doc、wps、rtf、odt 需要本机装有
    LibreOffice。文库里存的是副本：网页残留、页眉页脚、断行等会清理，表格一行存为一行，原文件不动。
    """
    with open_library(workspace.home, Teller(), patience=wait) as library, Bar("收录") as bar:
        report = library.add(paths, prune=prune, sure=yes, progress=bar)
    counts = (("新增", report.added), ("更新", report.changed), ("未变", report.unchanged), ("移出", report.removed))
    say(
        "，".join(f"{name} {len(ids)}" for name, ids in counts if ids) + f"；共 {report.passages} 段。"
        if any(c for _, c in counts)
        else "没有可收录的文件。"
    )
    if report.mended:
        told = "、".join(f"{why} {places} 处" for why, places in report.mended)
        say(f"副本与原文件不同之处：{told}。逐份情况用 biganzi corpus show 编号 查看。")
    tell_twins(report, verbose)
    if report.errors and not any(ids for _, ids in counts):
        raise InputError("\n".join(map(str, report.errors)))
    fail_in_part(report.errors)
