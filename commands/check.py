"""`biganzi check`: review files, or a batch of texts."""

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from base import files
from base.errors import BiganziError, FileError, InputError
from commands.judging import overlay_option, second_opinion, unfinished, use_overlays
from commands.layouts import fix_layout, forbid_unfit, layout_faults, left_out
from commands.material import known_case, listed
from commands.papers import Papers, forbid_over, papers
from commands.paths import FILE, not_an_input
from commands.progress import Bar
from commands.results import FORMATS, deliver_results, forbid_unusable, trimmed_for
from commands.together import Together
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.marks import strictest
from corpus.readers import canonical_text
from corpus.remarks import mark_beside, remarks_of
from drafting.docx.layouts import layout_names
from evals.batch import Holdings, check_lines
from evals.case import Case, Outcome, Unscored
from evals.engine import run
from evals.figure_table import FigureRow, figure_table
from evals.finding import SEVERITIES
from evals.render import Checked
from evals.rules import FAMILIES, family_ids
from wiring import library_lookup

LONG = 100_000  # characters
_WAN = 10_000

_Check = Callable[[Case], Outcome]
_Table = Callable[[Case], tuple[FigureRow, ...]]


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, type=FILE, metavar="文件或文件夹…")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：文种、地区、人员、篇幅等由此得知。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账（csv、xlsx、yaml）。")
@click.option("--source", "sources", multiple=True, type=FILE, metavar="文件", help="数字和说法可以依据的材料，可给多次。")
@click.option("--families", metavar="类别,…", help="只查这些类别，逗号分隔；类别名见 biganzi rule。")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--figures", is_flag=True, help="末尾列出全文每个数字的出处（json、html 总是带着）。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@click.option(
    "--fail-on", type=click.Choice([*reversed(SEVERITIES), "never"]), default="error", show_default=True, help="到这个程度就以 1 退出。"
)
@overlay_option
@click.option("--second-opinion", "opinion", is_flag=True, help="请 settings.toml 里 judge 所指的模型对空话、语气两类结果投票。")
@click.option("--layout", "look", type=click.Choice(layout_names()), help="按这个版式查 docx 的页面、字体、字号、行距、缩进、页码。")
@click.option("--fix-layout", "fixed", type=FILE, metavar="文件.docx", help="另存一份修好版式的文稿（默认按 gbt9704），文字和原稿都不动。")
@click.option("--batch", type=FILE, metavar="文件.jsonl", help="成批检查：每行一个 JSON 对象。")
@pass_workspace
def command(
    workspace: Workspace, paths: tuple[Path, ...], brief: Path | None, facts: Path | None, sources: tuple[Path, ...],
    families: str | None, form: str, figures: bool, output: Path | None, fail_on: str, batch: Path | None,
    overlays: tuple[Path, ...], opinion: bool, look: str | None, fixed: Path | None,
) -> None:  # fmt: skip
    """审核 docx、md、txt 文稿，按政治、政策、文字、格式、程序五关列出问题；给文件夹，就审里面的全部文稿。"""
    chosen = family_ids(listed(families)) if families else FAMILIES
    if not chosen:
        raise InputError("--families 后面没有写类别，用 biganzi rule 查看类别名。")
    if bool(batch) == bool(paths):
        raise InputError("请给出要审核的文件，或用 --batch 给出一个 jsonl 文件（二者取一）。")
    given = papers(paths, output) if paths else Papers(())
    forbid_unusable(form, given.paths, output)
    forbid_over(output, given.paths)
    layout_name = forbid_unfit(look or "", given.paths, fixed, chosen) if look or fixed else ""
    use_overlays(overlays, brief)
    judge = second_opinion(workspace, chosen) if opinion else None
    with library_lookup(workspace.home) as lookup:
        if batch:
            _batch(batch, partial(run, families=chosen, judge=judge), output, fail_on, lookup)
        else:
            table = _table(sources) if (figures or form in ("json", "html")) and "figure" in chosen else None
            case = partial(_case, known_case(brief, facts, sources, lookup), Together(given.paths), opinion, layout_name)
            if fixed:
                fix_layout(given.paths[0], layout_name, fixed)
            checked, errors = _files(given.paths, case, partial(run, families=chosen, judge=judge), chosen, form, table)
            _hand_over(checked, (*given.refused, *errors), form, output, fail_on)


def _table(sources: tuple[Path, ...]) -> _Table:
    return partial(figure_table, sources=tuple(s.name for s in sources))


def _case(known: Case, together: Together, opinion: bool, look: str, path: Path) -> Case:
    """The text of `path` with what is `known`; for an opinion, with the 密级 that may stand in its header only, or go with its folder."""
    given = replace(known, text=canonical_text(path), remarks=remarks_of(path), beside=together.beside(path))
    given = replace(given, layout_faults=layout_faults(path, look), left_out=left_out(path, look))
    mark = _mark(known, path) if opinion else ""
    return replace(given, context=replace(known.context, secrecy=mark)) if mark else given


def _mark(known: Case, path: Path) -> str:
    from drafting.secrecy import level_of_path

    return strictest((known.context.secrecy, mark_beside(path), level_of_path(path)))


def _files(
    paths: tuple[Path, ...], case: Callable[[Path], Case], check: _Check, families: tuple[str, ...], form: str, table: _Table | None
) -> tuple[list[Checked], list[BiganziError]]:  # fmt: skip
    """Those that could be read, and what is wrong with the others."""
    checked: list[Checked] = []
    errors: list[BiganziError] = []
    with Bar("审核") as bar:
        for done, path in enumerate(paths, 1):
            try:
                given = case(path)
                _tell_long(path, given.text)
                outcome = check(given)
                figures = table(given) if table else None
                checked.append(Checked(str(path), given.text, outcome, families, figures, trimmed_for(form, given, outcome)))
            except FileError as error:
                errors.append(error)
            if len(paths) > 1:
                bar(done, len(paths), path.name)
    return checked, errors


def _tell_long(path: Path, text: str) -> None:
    """A word before a text that takes its time."""
    if len(text) >= LONG:
        say(f"正在审核 {path}（约 {len(text) // _WAN} 万字，字数多，请稍等）……")


def _hand_over(checked: Sequence[Checked], errors: Sequence[BiganziError], form: str, output: Path | None, fail_on: str) -> None:
    if errors and not checked:
        raise InputError("\n".join(map(str, errors)))
    deliver_results(checked, form, output, len(errors))
    fail_in_part((*errors, *unfinished(u for c in checked for u in c.outcome.unscored)))
    _fail_on(fail_on, {f.severity for c in checked for f in c.outcome.findings})


def _batch(batch: Path, check: _Check, output: Path | None, fail_on: str, library: Holdings | None) -> None:
    severities: set[str] = set()
    bad, slow = 0, list[Unscored]()
    if output:
        not_an_input(output)
    with _opened(batch) as lines, _sink(output) as sink:
        for result, good in check_lines(lines, check, library):
            bad += not good
            slow += [Unscored(**u) for u in result.get("unscored", ()) if "rule" in u]
            severities |= {f["severity"] for f in result.get("findings", [])}
            sink.write(json.dumps(result, ensure_ascii=False) + "\n")
    unusable = (InputError(f"{batch}：有 {bad} 行不能用，已在结果中逐行写明原因。"),) if bad else ()
    fail_in_part((*unusable, *unfinished(slow)))
    _fail_on(fail_on, severities)


@contextmanager
def _sink(output: Path | None) -> Iterator[TextIO]:
    """Where result lines go; of an interrupted batch `output` keeps the lines that are finished."""
    if output is None:
        yield sys.stdout
        return
    lines = io.StringIO()
    try:
        yield lines
    except KeyboardInterrupt:
        files.write_text(output, lines.getvalue())
        say(f"已完成的 {lines.getvalue().count(chr(10))} 行写在 {output}。")
        raise
    files.write_text(output, lines.getvalue())


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
