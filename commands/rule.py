"""`biganzi rule`: list the rules, or explain one; `biganzi rule except` is a command of its own."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from commands.judging import overlay_option, use_overlays
from commands.paths import FILE, deliver
from commands.ui import Command, LazyGroup
from evals.catalogue import Entry, catalogue, find
from evals.rule_pages import as_json, as_line, as_markdown, as_text

FORMATS = ("text", "json", "markdown")


_SHOW = "show"


class _Rules(LazyGroup):
    """A group of which one command is meant where none is named: `rule RES006` is `rule show RES006`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if args and args[0] in self.lazy else [_SHOW, *args])


COMMANDS = {
    _SHOW: ("commands.rule:show", "列出检查规则，或说明其中一条"),
    "except": ("commands.exception", "把一种写法记为例外，以后不报"),
}


@click.group("rule", cls=_Rules, lazy=COMMANDS)
def command() -> None:
    """检查规则。"""


@click.command(_SHOW, cls=Command, epilog="把一种写法记为例外：biganzi rule except 规则 --text 文字 --reason 理由")
@click.argument("name", metavar="[规则]", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@overlay_option
def show(name: str | None, form: str, output: Path | None, overlays: tuple[Path, ...]) -> None:
    """列出全部检查规则；给出编号或名称时，说明那一条：查什么、为什么、依据和例子，本单位加的、改过的也在内。"""
    use_overlays(overlays)
    entries = [find(name)] if name else list(catalogue().values())
    deliver(_said(entries, form, one=bool(name)), output)


def _said(entries: Sequence[Entry], form: str, *, one: bool) -> str:
    if form == "json":
        return json.dumps([as_json(e) for e in entries], ensure_ascii=False, indent=1)
    if form == "markdown":
        return as_markdown(entries).rstrip("\n")
    return as_text(entries[0]) if one else "\n".join(["编号    程度  关口    类别  名称  说明", *map(as_line, entries)])
