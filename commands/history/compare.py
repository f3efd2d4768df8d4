"""`history compare`: two revisions of a draft, judged as `biganzi compare` judges two files."""

from pathlib import Path

import click

from commands.history.shared import DRAFT, brief_of, opened, remarks_of
from commands.paths import FILE, deliver
from commands.ui import Command, Workspace, pass_workspace
from corpus.readers import formats
from corpus.readers.raw import Raw
from drafting.brief import Brief
from drafting.history.entry import Entry
from drafting.history.history import NEWEST, History
from evals.case import Case
from evals.compare.formats import FORMATS, rendered
from evals.compare.report import Report, Untracked, judged
from evals.context import Context
from wiring import LibraryLookup, library_lookup


@click.command(cls=Command)
@DRAFT
@click.argument("old", type=click.IntRange(1), metavar="旧版")
@click.argument("new", type=click.IntRange(1), required=False, metavar="[新版]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@pass_workspace
def compare(workspace: Workspace, draft: str, old: int, new: int | None, form: str, output: Path | None) -> None:
    """比较两版（新版默认为最新一版）：逐字改动，数字、力度、问题有什么变化。"""
    with opened(workspace.home) as history, library_lookup(workspace.home) as lookup:
        found = _report(history, history.revision(draft, old), history.revision(draft, new or NEWEST), lookup)
    deliver(rendered(found, form), output)


def _report(history: History, old: Entry, new: Entry, lookup: LibraryLookup | None) -> Report:
    """Both held against the brief that the newer one answers."""
    brief = brief_of(history, new)
    cases = [_case(history, entry, brief, lookup) for entry in (old, new)]
    return judged((_name(old), _name(new)), cases[0], cases[1], untracked=_untracked(history, old, new))


def _case(history: History, entry: Entry, brief: Brief | None, lookup: LibraryLookup | None) -> Case:
    archive = lookup.archive() if lookup else None
    context, facts = Context.of_brief(brief) if brief else Context(), brief.facts if brief else None
    remarks = remarks_of(history, entry)
    return Case(history.text(entry), facts=facts, context=context, lookup=lookup, archive=archive, remarks=remarks)


def _name(entry: Entry) -> str:
    return f"{entry.said.draft} 第{entry.said.revision}版（{entry.said.by.name}）"


def _untracked(history: History, old: Entry, new: Entry) -> tuple[Untracked, ...]:
    """What stands beside the text of two docx is not compared; it is told when it differs."""
    files = [history.docx(entry) for entry in (old, new)]
    if not all(files) or files[0] == files[1]:
        return ()
    beside = [formats.read(Raw("版.docx", data)).beside for data in files]
    return () if beside[0] == beside[1] else (Untracked("页眉、页脚、文本框", "两版正文之外的文字不同，请用 history show 取出对照"),)
