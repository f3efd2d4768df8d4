"""`biganzi trim`: the text without its padding, beside the original."""

import json
from dataclasses import replace
from pathlib import Path

import click

from base import files
from base.errors import BiganziError, FileError, InputError
from commands.judging import use_overlays
from commands.paths import FILE, beside, not_an_input, set_aside
from commands.ui import Command, Workspace, fail_in_part, pass_workspace, say
from corpus.remarks import remarks_of
from drafting.brief import load_brief
from evals.case import Case
from evals.context import Context
from evals.trim import opened, trim
from evals.trim.render import Done, as_json, as_text
from wiring import library_lookup


@click.command("trim", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件…")
@click.option("--brief", type=FILE, metavar="文件", help="任务书：文种、地区、人员由此得知。")
@click.option("--output", type=FILE, metavar="文件", help="精简稿写到这里（只能配一个文件）；不给就写在原稿旁边。")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="清单的格式。")
@pass_workspace
def command(workspace: Workspace, paths: tuple[Path, ...], brief: Path | None, output: Path | None, form: str) -> None:
    """去掉整句的空话，另存为“原名.精简”（docx、md、txt），列出删了哪些句、为什么；含数字、人名、期限、文件的句子不删，原稿不动。"""
    _usable(output, paths)
    use_overlays((), brief)
    context = Context.of_brief(load_brief(brief, None, say)) if brief else Context()
    done: list[Done] = []
    errors: list[BiganziError] = []
    with library_lookup(workspace.home) as lookup:
        known = Case("", context=context, lookup=lookup, archive=lookup.archive() if lookup else None)
        for path in paths:
            try:
                done.append(_trimmed(path, output, known))
            except (FileError, InputError) as error:
                errors.append(error)
    if not done:
        raise InputError("\n".join(map(str, errors)))
    _show(done, form)
    fail_in_part(tuple(errors))


def _usable(output: Path | None, paths: tuple[Path, ...]) -> None:
    if output is None:
        return
    if len(paths) > 1:
        raise InputError("--output 只能配一个文件，几个文件请去掉 --output，精简稿会写在各自原稿旁边。")
    if output.suffix.lower() != paths[0].suffix.lower():
        raise InputError(f"精简稿的格式与原稿相同，请把 --output 的后缀改为 {paths[0].suffix}。")
    not_an_input(output)


def _trimmed(path: Path, output: Path | None, known: Case) -> Done:
    file = opened(path)
    trimmed = trim(replace(known, text=file.text, remarks=remarks_of(path)), file.frozen)
    if not trimmed.cuts:
        return Done(path, trimmed, None)
    data = file.without(trimmed.removed)
    target = output or beside(path, "精简")
    if aside := set_aside(target):
        say(f"原来的 {target.name} 另存为 {aside.name}。")
    files.write_bytes(target, data)
    return Done(path, trimmed, target)


def _show(done: list[Done], form: str) -> None:
    if form == "json":
        click.echo(json.dumps([as_json(d) for d in done], ensure_ascii=False, indent=1))
    else:
        click.echo("\n\n".join(map(as_text, done)))
