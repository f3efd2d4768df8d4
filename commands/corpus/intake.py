"""`corpus add`: files into the library."""

from collections.abc import Sequence
from pathlib import Path

import click

from base.errors import InputError
from commands.corpus.telling import counts_of, listed, tell_left_out, tell_passed_over
from commands.corpus.twins import tell_twins
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.paths import FILE
from commands.progress import Bar
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.ingest import AddReport
from corpus.readers.files import advice_on, formats_of
from wiring import open_library


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件或文件夹…")
@click.option("--prune", is_flag=True, help="文件或文件夹里已经没有的，从文库移出。")
@click.option("--again", is_flag=True, help="您用 corpus remove 移出过的也重新收录。")
@click.option("--yes", is_flag=True, help="一半以上的文件不见了也照样移出（与 --prune 同用）。")
@click.option("--verbose", "-v", is_flag=True, help="逐个列出没有收录的文件，逐组列出同文。")
@wait_option
@pass_workspace
def add(workspace: Workspace, paths: tuple[Path, ...], prune: bool, again: bool, yes: bool, verbose: bool, wait: float) -> None:
    """收录文件、文件夹或压缩包；已收录且没有变化的跳过。

    可收录 docx、doc、wps、pdf、网页（html）、md、txt、rtf、odt、jsonl，以及装有这些文件的 zip；doc、wps、rtf、odt 需要本机装有
    LibreOffice。文库里存的是副本：网页残留、页眉页脚、断行等会清理，表格一行存为一行，原文件不动。
    """
    with open_library(workspace.home, Teller(), patience=wait) as library, Bar("收录") as bar:
        report = library.add(paths, prune=prune, sure=yes, again=again, progress=bar)
    counts = (("新增", report.added), ("更新", report.changed), ("未变", report.unchanged), ("移出", report.removed))
    said = counts_of(counts)
    if not said and not report.left_out:
        _tell_nothing(paths, report, verbose)
        return
    say((said or "没有收录新的文件") + (f"；新增 {report.passages} 段。" if report.passages else "。"))
    if report.mended:
        told = "、".join(f"{why} {places} 处" for why, places in report.mended)
        say(f"副本与原文件不同之处：{told}。逐份情况用 biganzi corpus show 编号 查看。")
    tell_twins(report, verbose)
    tell_left_out(report.left_out, verbose)
    tell_passed_over(report.passed_over, verbose)
    fail_in_part(report.errors)


def _tell_nothing(paths: Sequence[Path], report: AddReport, verbose: bool) -> None:
    """InputError when nothing of what was named can be taken in, with the reasons; empty folders are no fault."""
    lines = [*map(str, report.errors)]
    if over := report.passed_over:
        listed("不收录", (str(file.path) for file in over) if verbose else ())
        advice = advice_on(over) or "请另存为 docx 再收录"
        lines.append(f"{'、'.join(map(str, paths))} 里有 {len(over)} 个文件格式不收录：{formats_of(over)}（{advice}）。")
    if lines:
        raise InputError("\n".join(lines))
    say("没有可收录的文件。")
