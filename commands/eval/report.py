"""`eval report`: the results as a page."""

from pathlib import Path

import click

from base import files
from commands.paths import FILE, not_an_input
from commands.ui import Command, say
from evals.harness.results import load

_NAME = "report.html"


@click.command("report", cls=Command)
@click.argument("runs", nargs=-1, required=True, type=FILE, metavar="结果…")
@click.option("--output", type=FILE, metavar="文件", help="网页写到这里（默认在第一个结果文件夹里，叫 report.html）。")
def report(runs: tuple[Path, ...], output: Path | None) -> None:
    """把一次或几次评测做成一个网页：各项得分的图，逐例、逐条规则的表，各稿的原文。不联网，可以打印。"""
    from evals.harness.report import render

    loaded = [load(path) for path in runs]
    target = output or loaded[0].folder / _NAME
    not_an_input(target)
    files.write_text(target, render(loaded))
    say(f"评测报告：{target}")
