"""`biganzi check`: review files, or a batch of texts."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

import click

from base import files
from base.errors import BiganziError, FileError, InputError
from commands.paths import FILE, deliver, not_an_input
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.readers import canonical_text
from drafting.brief import load_brief
from drafting.ledger import load_facts
from evals.batch import LookupWithout, check_lines
from evals.case import Case
from evals.context import Context
from evals.engine import run
from evals.figure_table import FigureRow, figure_table
from evals.finding import SEVERITIES
from evals.render import Checked
from evals.rules import FAMILIES, family_ids
from wiring import library_lookup

FORMATS = ("text", "json")
_Table = Callable[[Case], tuple[FigureRow, ...]]


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, type=FILE, metavar="文件…")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：文种、地区、人员、篇幅等由此得知。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账（csv、xlsx、yaml）。")
@click.option("--source", "sources", multiple=True, type=FILE, metavar="文件", help="数字和说法可以依据的材料，可给多次。")
@click.option("--families", metavar="类别,…", help="只查这些类别，逗号分隔；类别名见 biganzi rule。")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--figures", is_flag=True, help="末尾列出全文每个数字的出处（json 总是带着）。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@click.option(
    "--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="error", show_default=True, help="到这个程度就以 1 退出。"
)
@click.option("--batch", type=FILE, metavar="文件.jsonl", help="成批检查：每行一个 JSON 对象。")
@pass_workspace
def command(
    workspace: Workspace, paths: tuple[Path, ...], brief: Path | None, facts: Path | None, sources: tuple[Path, ...],
    families: str | None, form: str, figures: bool, output: Path | None, fail_on: str, batch: Path | None,
) -> None:  # fmt: skip
    """审核 docx、md、txt 文稿，按政治、政策、文字、格式、程序五关列出问题。"""
    chosen = family_ids(x.strip() for x in families.replace("，", ",").split(",") if x.strip()) if families else FAMILIES
    if not chosen:
        raise InputError("--families 后面没有写类别，用 biganzi rule 查看类别名。")
    if bool(batch) == bool(paths):
        raise InputError("请给出要审核的文件，或用 --batch 给出一个 jsonl 文件（二者取一）。")
    with library_lookup(workspace.home) as lookup:
        if batch:
            _batch(batch, chosen, output, fail_on, lookup.without if lookup else None)
        else:
            material = _material(brief, facts, sources)
            table = _table(sources) if (figures or form == "json") and "figure" in chosen else None
            _files(paths, lambda text: Case(text, **material, lookup=lookup), chosen, form, output, fail_on, table)  # type: ignore[arg-type]


def _material(brief: Path | None, facts: Path | None, sources: tuple[Path, ...]) -> dict[str, object]:
    loaded = load_brief(brief, facts, say) if brief else None
    rows = loaded.facts if loaded else load_facts(facts, say) if facts else None
    return {
        "context": Context.of_brief(loaded) if loaded else Context(),
        "facts": rows,
        "sources": tuple(canonical_text(s) for s in sources) if sources else None,
    }


def _table(sources: tuple[Path, ...]) -> _Table:
    return partial(figure_table, sources=tuple(s.name for s in sources))


def _files(
    paths: tuple[Path, ...], case: Callable[[str], Case], families: tuple[str, ...], form: str, output: Path | None, fail_on: str,
    table: _Table | None,
) -> None:  # fmt: skip
    checked: list[Checked] = []
    errors: list[BiganziError] = []
    for path in paths:
        try:
            text = canonical_text(path)
            given = case(text)
            checked.append(Checked(str(path), text, run(given, families), families, table(given) if table else None))
        except FileError as error:
            errors.append(error)
    if errors and not checked:
        raise InputError("\n".join(map(str, errors)))
    rendered: str = import_module(f"evals.render.{form}").render(checked)
    deliver(rendered, output)
    fail_in_part(tuple(errors))
    _fail_on(fail_on, {f.severity for c in checked for f in c.outcome.findings})


def _batch(batch: Path, families: tuple[str, ...], output: Path | None, fail_on: str, lookup: LookupWithout | None) -> None:
    severities: set[str] = set()
    bad = 0
    with _opened(batch) as lines:
        sink = io.StringIO() if output else sys.stdout
        for result, good in check_lines(lines, families, lookup):
            bad += not good
            severities |= {f["severity"] for f in result.get("findings", [])}
            sink.write(json.dumps(result, ensure_ascii=False) + "\n")
    if output and isinstance(sink, io.StringIO):
        not_an_input(output)
        files.write_text(output, sink.getvalue())
    fail_in_part((InputError(f"{batch}：有 {bad} 行不能用，已在结果中逐行写明原因。"),) if bad else ())
    _fail_on(fail_on, severities)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="\n") as lines:
            yield lines
    except OSError as error:
        raise InputError(f"无法读取 {path}，请检查路径，并确认是 UTF-8 编码的 jsonl 文件。") from error


def _fail_on(threshold: str, severities: set[str]) -> None:
    order: tuple[str, ...] = SEVERITIES
    if threshold != "never" and any(s in severities for s in order[order.index(threshold) :]):
        sys.exit(1)
