"""`biganzi apply`: the edits that a review proposes, as tracked changes with their reasons."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from base import files
from base.errors import InputError
from commands.judging import overlay_option, use_overlays
from commands.material import known_case, listed
from commands.paths import FILE, beside
from commands.stamps import author_option, date_option, docx_target
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.readers import canonical_text
from corpus.readers.formats import OOXML
from corpus.readers.raw import read_raw
from corpus.remarks import remarks_of
from evals.applying import Chosen, applied, choose
from evals.catalogue import find
from evals.engine import run
from evals.finding import Finding
from evals.render.words import place
from evals.rules import FAMILIES, family_ids
from wiring import library_lookup


@click.command("apply", cls=Command)
@click.argument("path", type=FILE, metavar="文件")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：文种、地区、人员等由此得知。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账（csv、xlsx、yaml）。")
@click.option("--source", "sources", multiple=True, type=FILE, metavar="文件", help="数字和说法可以依据的材料，可给多次。")
@click.option("--families", metavar="类别,…", help="只做这些类别的修改，逗号分隔；类别名见 biganzi rule。")
@click.option("--rules", metavar="规则,…", help="这些规则提出的修改也做，虽然要人核实（如 FIG002），逗号分隔。")
@author_option
@date_option
@overlay_option
@click.option("--output", type=FILE, metavar="文件", help="修订稿写到这里；不给就写在原稿旁边。")
@pass_workspace
def command(
    workspace: Workspace, path: Path, brief: Path | None, facts: Path | None, sources: tuple[Path, ...], families: str | None,
    rules: str | None, author: str, date: dt.datetime | None, overlays: tuple[Path, ...], output: Path | None,
) -> None:  # fmt: skip
    """审核文稿，把有把握的修改做成修订，另存为“原名.修订.docx”，每处附批注说明理由；会添上无出处的数字、日期、人名、文号的修改不做。"""
    use_overlays(overlays, brief)
    named = [find(r).rule.id for r in listed(rules or "")]
    wanted = family_ids(listed(families or "")) or FAMILIES
    target = docx_target(output or beside(path, "修订", path.suffix if path.suffix.lower() in OOXML else ".docx"), path)
    with library_lookup(workspace.home) as lookup:
        case = replace(known_case(brief, facts, sources, lookup), text=canonical_text(path), remarks=remarks_of(path))
        chosen = choose(case, run(case, wanted).findings, named)
    _tell(case.text, chosen)
    if not chosen.findings:
        raise InputError(f"{path.name} 没有可以直接做的修改，没有写出文件，请用 biganzi check 看全部问题，要人核实的修改用 --rules 点名。")
    files.write_bytes(target, applied(read_raw(path), chosen.findings, author, date or dt.datetime.now()))
    say(f"修订稿：{target}（{len(chosen.findings)} 处修改，每处有批注）")


def _tell(text: str, chosen: Chosen) -> None:
    for finding in chosen.findings:
        say(f"已改：{_said(text, finding)}")
    for refused in chosen.refused:
        say(f"未改：{_said(text, refused.finding)}：{refused.why}。")


def _said(text: str, finding: Finding) -> str:
    assert finding.edit is not None  # only such are chosen or refused
    return f"{place(text, finding)}→“{finding.edit.text}”（{finding.rule}）"
