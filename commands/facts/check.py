"""`facts check`: a ledger judged for itself."""

import json
import sys
from pathlib import Path

import click

from base.errors import BiganziError, InputError
from commands.paths import FILE, deliver
from commands.ui import Command, fail_in_part
from drafting.ledger import Ledger, load_ledger
from evals.finding import SEVERITIES, Severity
from evals.ledger import check
from evals.ledger.findings import LedgerFinding
from evals.ledger.render import as_json, as_text

_Judged = tuple[str, Ledger, tuple[LedgerFinding, ...]]


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="台账…")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@click.option(
    "--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="error", show_default=True, help="到这个程度就以 1 退出。"
)
def command(paths: tuple[Path, ...], form: str, output: Path | None, fail_on: str) -> None:
    """检查台账（csv、xlsx、yaml、json）：一个指标两个数、单位、缺项、合计与增幅对不上、不可能的数。"""
    judged: list[_Judged] = []
    errors: list[BiganziError] = []
    for path in paths:
        try:
            ledger = load_ledger(path)
            judged.append((str(path), ledger, check(ledger)))
        except InputError as error:
            errors.append(error)
    if not judged:
        raise InputError("\n".join(map(str, errors)))
    _show(judged, form, output)
    fail_in_part((*errors, *(InputError(row) for _, ledger, _ in judged for row in ledger.skipped)))
    _fail_on(fail_on, {f.severity for _, _, found in judged for f in found})


def _fail_on(threshold: str, severities: set[Severity]) -> None:
    order: tuple[str, ...] = SEVERITIES
    if threshold != "never" and severities & {*order[order.index(threshold) :]}:
        sys.exit(1)


def _show(judged: list[_Judged], form: str, output: Path | None) -> None:
    if form == "json":
        whole = json.dumps([as_json(*j) for j in judged], ensure_ascii=False, indent=1)
    else:
        whole = "\n\n".join(as_text(*j) for j in judged)
    deliver(whole, output)
