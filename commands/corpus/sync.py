"""`corpus sync`: the library in step with a folder."""

from collections.abc import Mapping, Sized
from pathlib import Path

import click

from base.errors import FileError
from commands.corpus.telling import counts_of, listed, tell_left_out, tell_passed_over, tell_some
from commands.corpus.twins import tell_twins
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.paths import FILE
from commands.progress import Bar
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.sync import Plan, SyncReport
from wiring import open_library

_UNSTABLE = "正在复制或修改，留到下次"


@click.command(cls=Command)
@click.argument("folder", type=FILE, metavar="文件夹")
@click.option("--dry-run", is_flag=True, help="只说会做什么，不做。")
@click.option("--verify", is_flag=True, help="逐个读出文件内容来比对，不只看大小和时间；上次读不了的再读一次。")
@click.option("--again", is_flag=True, help="您用 corpus remove 移出过的也重新收录。")
@click.option("--yes", is_flag=True, help="一半以上的文件不见了也照样移出文库。")
@click.option("--verbose", "-v", is_flag=True, help="逐个列出文件和同文。")
@wait_option
@pass_workspace
def sync(workspace: Workspace, folder: Path, dry_run: bool, verify: bool, again: bool, yes: bool, verbose: bool, wait: float) -> None:
    """让文库与文件夹一致：收录新增的，更新改过的，改名的保留更正和编号，移出删去的（只限以前由此同步进来的）。"""
    with open_library(workspace.home, Teller(), patience=wait) as library, Bar("同步") as bar:
        if dry_run:
            plan = library.survey(folder, verify=verify, sure=yes, again=again)
            _tell_plan(plan, again, verbose)
            return
        report = library.sync(folder, verify=verify, sure=yes, again=again, progress=bar)
    _tell(report, verbose)
    fail_in_part((*report.errors, *(FileError(f"{path} {_UNSTABLE}。") for path in report.unstable)))


def _tell(report: SyncReport, verbose: bool) -> None:
    counts = (("新增", report.added), ("更新", report.changed), ("改名", report.moved), ("移出", report.removed))
    said = counts_of(counts)
    say((f"{said}，" if said else "") + f"未变 {report.untouched + len(report.unchanged)} 份。")
    listed("改名", (f"{old} → {new}" for old, new in report.renamed))
    if verbose:
        listed("新增", report.added)
        listed("更新", report.changed)
    tell_some("移出", report.removed, verbose)
    tell_twins(report, verbose)
    _tell_faulty(report.faulty, verbose)
    tell_left_out(report.left_out, verbose)
    tell_passed_over(report.passed_over, verbose)


def _tell_plan(plan: Plan, again: bool, verbose: bool) -> None:
    to_read: tuple[tuple[str, Sized], ...] = (("新增", plan.new), ("更新", plan.changed), ("改名", plan.renamed), ("再读", plan.retried))
    parts = [f"{name} {len(of)} 个文件" for name, of in to_read if len(of)]
    parts += [f"移出 {plan.going} 份"] if plan.going else []
    say("将会：" + "，".join([*parts, f"未变 {plan.untouched} 份"]) + "。")
    listed("改名", (f"{old} → {new}" for old, new in plan.renamed))
    listed("移出", map(str, plan.gone))
    if verbose:
        for name, paths in (("新增", plan.new), ("更新", plan.changed), ("再读", plan.retried)):
            listed(name, map(str, paths))
    listed(_UNSTABLE, map(str, plan.unstable))
    _tell_faulty(plan.faulty, verbose)
    if not again:
        tell_left_out(plan.left_out, verbose)
    tell_passed_over(plan.passed_over, verbose)
    fail_in_part(plan.errors)


def _tell_faulty(faulty: Mapping[Path, str], verbose: bool) -> None:
    """What was told when it was read, and is not told each time again."""
    if faulty:
        advice = "" if verbose else "，加 --verbose 列出"
        say(f"上次读不了或没读全、没有变 {len(faulty)} 个文件，没有再读（要再读请加 --verify）{advice}。")
        listed("没有变", (line for fault in faulty.values() for line in fault.split("\n")) if verbose else ())
