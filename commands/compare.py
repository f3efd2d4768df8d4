"""`biganzi compare`: what changed between two versions, and what that means."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import click

from base import files
from base.errors import InputError
from commands.material import known_case, listed
from commands.paths import FILE, deliver
from commands.stamps import author_option, date_option, docx_target
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.readers import canonical_text, formats
from corpus.readers.raw import read_raw
from corpus.remarks import remarks_of
from drafting.compare.merging import merge
from drafting.tracked import Stamp, tracked, untracked
from evals.case import Case
from evals.compare import merged
from evals.compare.formats import FORMATS, rendered
from evals.compare.report import Untracked, judged
from evals.compare.words import edits
from evals.rules import FAMILIES, family_ids
from wiring import library_lookup


@click.command("compare", cls=Command)
@click.argument("old", type=FILE, metavar="旧稿")
@click.argument("new", type=FILE, metavar="新稿")
@click.option("--base", type=FILE, metavar="文件", help="三方比较：两稿都从这一份改来，合并两边的改动，标出冲突。")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：查问题时由此得知文种、地区、人员等。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账（csv、xlsx、yaml），核对改动的数字。")
@click.option("--source", "sources", multiple=True, type=FILE, metavar="文件", help="数字可以依据的材料，可给多次。")
@click.option("--families", metavar="类别,…", help="只比较这些类别的问题，逗号分隔；类别名见 biganzi rule。")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "docx")),
    default="text",
    show_default=True,
    help="输出格式；docx 是带修订痕迹的 Word 文档。",
)
@author_option
@date_option
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@pass_workspace
def command(
    workspace: Workspace, old: Path, new: Path, base: Path | None, brief: Path | None, facts: Path | None, sources: tuple[Path, ...],
    families: str | None, form: str, author: str, date: dt.datetime | None, output: Path | None,
) -> None:  # fmt: skip
    """比较两稿：逐字列出改动和移动，数字、力度、问题有什么变化；不改动文件。"""
    if form == "docx" and not (base or brief or facts or sources or families):
        _deliver_docx(old, new, Stamp(author, date or dt.datetime.now()), output)
    elif form == "docx":
        raise InputError("--format docx 只把改动做成修订，请去掉 --base、--brief、--facts、--source、--families。")
    elif base is None:
        chosen = family_ids(listed(families)) if families else FAMILIES
        with library_lookup(workspace.home) as lookup:
            known = known_case(brief, facts, sources, lookup)
            found = judged(
                (str(old), str(new)),
                _case(known, old),
                _case(known, new),
                families=chosen,
                sources=[s.name for s in sources],
                untracked=_untracked(old, new),
            )
        deliver(rendered(found, form), output)
    elif brief or facts or sources or families or form not in ("text", "json"):
        raise InputError("三方比较（--base）只合并改动，格式为 text 或 json，请去掉 --brief、--facts、--source、--families。")
    else:
        deliver(_merged(base, old, new, form), output)


def _case(known: Case, path: Path) -> Case:
    return replace(known, text=canonical_text(path), remarks=remarks_of(path))


def _untracked(old: Path, new: Path) -> tuple[Untracked, ...]:
    """What of two docx the changes do not hold."""
    if not {old.suffix.lower(), new.suffix.lower()} <= set(formats.OOXML):
        return ()
    return tuple(Untracked(u.what, u.why) for u in untracked(read_raw(old), read_raw(new)))


def _deliver_docx(old: Path, new: Path, stamp: Stamp, output: Path | None) -> None:
    """The tracked document, and on the screen what is in it and what is not."""
    target = docx_target(output, old)
    for path in (old, new):
        canonical_text(path)  # says what is wrong with a file, and how to mend it
    made = tracked(read_raw(old), read_raw(new), stamp)
    files.write_bytes(target, made.data)
    say(f"修订稿：{target}（{len(edits(made.comparison.changes))} 处改动，作者“{stamp.author}”）")
    if made.comparison.unrelated:
        say("两份文稿几乎没有相同的文字，按全文替换标出，请确认是不是同一份文稿的两个版本。")
    for left in _untracked(old, new):
        say(f"未标入修订：{left.what}（{left.why}）")


def _merged(base: Path, old: Path, new: Path, form: str) -> str:
    texts = [canonical_text(path) for path in (base, old, new)]
    found = merged.Merger(str(base), str(old), str(new), texts[0], merge(*texts))
    return json.dumps(found.as_json(), ensure_ascii=False, indent=1) if form == "json" else merged.render(found)
