"""`corpus sync`: the library in step with a folder."""

from collections.abc import Iterable
from pathlib import Path

import click

from base.errors import FileError
from commands.corpus.shared import FILE
from commands.corpus.twins import tell_twins
from commands.corpus.waiting import wait_option
from commands.listening import Teller
from commands.progress import Bar
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.sync import Plan, SyncReport
from wiring import open_library

_UNSTABLE = "正在复制或修改，留到下次"


@click.command(cls=Command)
@click.argument("folder", type=FILE, metavar="文件夹")
@click.option("--dry-run", is_flag=True, help="只说会做什么，不做。")
@click.option("--verify", is_flag=True, help="逐个读出文件内容来比对，不只看大小和时间。")
@click.option("--yes", is_flag=True, help="一半以上的文件不见了也照样移出文库。")
@click.option("--verbose", "-v", is_flag=True, help="逐个列出文件和同文。")
@wait_option
@pass_workspace
def sync(workspace: Workspace, folder: Path, dry_run: bool, verify: bool, yes: bool, verbose: bool, wait: float) -> None:
    """让文库与文件夹一致：收录新增的，更新改过的，改名的保留更正和编号，移出删去的（只限以前由此同步进来的）。"""
    with open_library(workspace.home, Teller(), patience=wait) as library, Bar("同步") as bar:
        if dry_run:
            plan = library.survey(folder, verify=verify, sure=yes)
            _tell_plan(plan, verbose)
            return
        report = library.sync(folder, verify=verify, sure=yes, progress=bar)
    _tell(report, verbose)
    fail_in_part((*report.errors, *(FileError(f"{path} {_UNSTABLE}。") for path in report.unstable)))


def _tell(report: SyncReport, verbose: bool) -> None:
    unchanged = report.untouched + len(report.unchanged)
    counts = (("新增", report.added), ("更新", report.changed), ("改名", report.renamed), ("移出", report.removed))
    say("，".join([*(f"{name} {len(of)}" for name, of in counts if of), f"未变 {unchanged}"]) + "。")
    _list("改名", (f"{old} → {new}" for old, new in report.renamed))
    if verbose:
        for name, ids in (("新增", report.added), ("更新", report.changed), ("移出", report.removed)):
            _list(name, ids)
    tell_twins(report, verbose)


def _tell_plan(plan: Plan, verbose: bool) -> None:
    counts = (("新增", plan.new), ("更新", plan.changed), ("改名", plan.renamed), ("移出", plan.gone))
    say("将会：" + "，".join([*(f"{name} {len(of)}" for name, of in counts if of), f"不动 {plan.untouched}"]) + "（单位：文件）。")
    _list("改名", (f"{old} → {new}" for old, new in plan.renamed))
    _list("移出", map(str, plan.gone))
    if verbose:
        _list("新增", map(str, plan.new))
        _list("更新", map(str, plan.changed))
    _list(_UNSTABLE, map(str, plan.unstable))
    fail_in_part(plan.errors)


def _list(name: str, lines: Iterable[str]) -> None:
    for line in lines:
        say(f"{name}：{line}")
