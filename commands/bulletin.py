"""`biganzi bulletin`: 公文错情通报 over documents."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from base import files
from base.errors import BiganziError, FileError, InputError
from commands.judging import overlay_option, unfinished, use_overlays
from commands.material import listed
from commands.paths import FILE, deliver, not_an_input, set_aside
from commands.progress import Bar
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.readers import walk
from evals.bulletin.bulletin import Bulletin, Wanted, bulletin
from evals.bulletin.last import load_last
from evals.bulletin.papers import FAMILIES, Paper, UnitOf, read_paper
from evals.bulletin.record import as_json, as_record
from evals.bulletin.units import unit_of
from evals.case import Case
from evals.rules import family_ids
from wiring import library_lookup

FORMATS = ("text", "json", "html", "docx")


@click.command("bulletin", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件或文件夹…")
@click.option("--period", default="", metavar="时期", help="这一期的时期，写进标题和正文，例如 2026年11月。")
@click.option("--title", default="", metavar="标题", help="通报的标题；不写就是“关于（时期）公文错情的通报”。")
@click.option(
    "--units",
    "how",
    default="",
    metavar="办法",
    help="单位怎么认：文件夹、署名，或一个 csv 名单（两列：文件或文件夹、单位）；不写先看文件夹，再看署名。",
)
@click.option(
    "--no-names",
    is_flag=True,
    help="不写单位名称，写甲单位、乙单位……，错例里认得出单位的字样也换掉或略去；配合 --since-last，各期的代称不变。",
)
@click.option("--since-last", "last", type=FILE, metavar="文件.json", help="上期的留底：两期都有的单位写明升降。")
@click.option("--families", metavar="类别,…", help="只统计这些类别，逗号分隔；类别名见 biganzi rule。")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，同时在旁边写一份留底，供下期比较。")
@overlay_option
@pass_workspace
def command(
    workspace: Workspace, paths: tuple[Path, ...], period: str, title: str, how: str, no_names: bool, last: Path | None,
    families: str | None, form: str, output: Path | None, overlays: tuple[Path, ...],
) -> None:  # fmt: skip
    """公文错情通报：统计各单位文稿（docx、md、txt）里的错情，按每万字排名，摘引典型错例，与上期比升降。"""
    chosen = family_ids(listed(families)) if families else FAMILIES
    _forbid_unusable(chosen, form, output)
    use_overlays(overlays)
    wanted = Wanted(period.strip(), title.strip(), no_names, load_last(last) if last else None)
    papers, errors = _read(workspace, _found(paths, output), unit_of(how, paths), chosen)
    if not papers:
        raise InputError("\n".join(map(str, errors)) or "没有可以统计的文稿（docx、md、txt），请检查路径。")
    notice = bulletin(papers, chosen, wanted, len(errors))
    _deliver(notice, form, output)
    if output:
        _keep(papers, chosen, wanted, notice, output)
    if no_names and notice.quotes:
        say("提示：从事情本身能认出是哪个单位的，程序看不出来，发出前请把典型错例看一遍。")
    fail_in_part((*errors, *unfinished(u for paper in papers for u in paper.unscored)))


def _forbid_unusable(chosen: Sequence[str], form: str, output: Path | None) -> None:
    if not chosen:
        raise InputError("--families 后面没有写类别，用 biganzi rule 查看类别名。")
    if form == "docx" and (output is None or output.suffix.lower() != ".docx"):
        raise InputError("--format docx 要用 --output 写明结果放在哪里，文件名以 .docx 结尾。")
    if output:
        not_an_input(output)


def _found(paths: Sequence[Path], output: Path | None) -> list[Path | FileError]:
    """What there is to read; an earlier notice that this one replaces is none of it."""
    replaced = output.resolve() if output else None
    found = (item for item in walk(paths) if isinstance(item, Path | FileError))
    return [item for item in found if not isinstance(item, Path) or item.resolve() != replaced]


def _read(
    workspace: Workspace, found: Sequence[Path | FileError], whose: UnitOf, families: Sequence[str]
) -> tuple[list[Paper], list[BiganziError]]:  # fmt: skip
    """The documents, and what could not be read."""
    papers: list[Paper] = []
    errors: list[BiganziError] = [item for item in found if isinstance(item, FileError)]
    files_found = [item for item in found if isinstance(item, Path)]
    with library_lookup(workspace.home) as lookup, Bar("检查") as bar:
        known = Case("", lookup=lookup, archive=lookup.archive() if lookup else None)
        for done, path in enumerate(files_found, 1):
            try:
                papers.append(read_paper(path, whose, known, families))
            except FileError as error:
                errors.append(error)
            bar(done, len(files_found), path.name)
    return papers, errors


def _deliver(notice: Bulletin, form: str, output: Path | None) -> None:
    if form == "docx" and output:
        from evals.bulletin import as_docx  # python-docx: only where a docx is made

        files.write_bytes(output, as_docx.render(notice))
    else:
        deliver(_RENDERED[form](notice), output)


def _text(notice: Bulletin) -> str:
    from evals.bulletin import as_text

    return as_text.render(notice)


def _html(notice: Bulletin) -> str:
    from evals.bulletin import as_html

    return as_html.render(notice).removesuffix("\n")


def _json(notice: Bulletin) -> str:
    return json.dumps(as_json(notice), ensure_ascii=False, indent=1)


_RENDERED: dict[str, Callable[[Bulletin], str]] = {"text": _text, "html": _html, "json": _json}


def _keep(papers: Sequence[Paper], families: Sequence[str], wanted: Wanted, notice: Bulletin, output: Path) -> None:
    """The record for the next notice, with the names of the units."""
    path = output.with_name(f"{output.stem}.留底.json")
    known = wanted.last.aliases if wanted.last else {}
    named = bulletin(papers, families, replace(wanted, hide=False))
    record = as_record(named, {**known, **notice.aliases})
    if path.is_file() and path.read_bytes() != files.json_bytes(record) and (aside := set_aside(path)):
        say(f"原来的 {path.name} 另存为 {aside.name}。")
    files.write_json(path, record)
    say(f"留底：{path}（内有单位名称，不要外发），下期用 --since-last 给出它，就写明升降。")
