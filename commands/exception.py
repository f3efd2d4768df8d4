"""`biganzi rule except`: a place that is right becomes an exception of the office's own, and can be taken out again."""

import click

from base.errors import InputError
from commands.judging import use_overlays
from commands.ui import Command, Workspace, pass_workspace
from evals.catalogue import catalogue, find
from evals.overlay.exceptions import except_from_now_on, take_back
from evals.rules import FAMILY_NAMES, Rule

_WRITE_ID = "请写报出来的那一条的编号（biganzi check 的结果里每条都有）"


@click.command("except", cls=Command)
@click.argument("name", metavar="规则")
@click.option("--text", "words", required=True, metavar="文字", help="不再报的文字，要包住报出来的那一处。")
@click.option("--reason", "why", default="", metavar="理由", help="为什么不报，写给以后的人看。")
@click.option("--undo", is_flag=True, help="收回：把这条例外从文件里去掉。")
@pass_workspace
def command(workspace: Workspace, name: str, words: str, why: str, undo: bool) -> None:
    """把一种写法记为例外：写进工作目录的 overlay.yaml，以后这些文字里面的，这条规则都不报。"""
    use_overlays(())
    rule = _rule(name)
    words, why = words.strip(), why.strip()
    if not words:
        raise InputError("--text 是空的，请写明哪些文字不再报。")
    if undo:
        take_back(workspace.home, words, rule.id)
        click.echo(f"已收回：“{words}”里 {rule.id}（{rule.title}）照常检查。")
        return
    if not why:
        raise InputError("请用 --reason 写一句理由，例如 --reason 县委文件的原话。")
    said = except_from_now_on(workspace.home, words, rule.id, why)
    click.echo(f"{'已写入' if said.new else '早已写在'} {said.where}：{said.line}")
    click.echo(f"以后“{words}”里 {rule.id}（{rule.title}）不报；收回：biganzi rule except {rule.id} --text {words} --undo")


def _rule(name: str) -> Rule:
    """The one rule that is called `name`; InputError for a family, whose name stands beside the findings of many rules."""
    rules = [entry.rule for entry in catalogue().values()]
    of_family = [r.id for r in rules if name.strip() in (r.family, FAMILY_NAMES[r.family])]
    titled = [r.id for r in rules if name.strip() == r.title]
    if of_family:
        raise InputError(f"“{name}”是类别，里面有 {len(of_family)} 条规则，{_WRITE_ID}，例如 {of_family[0]}。")
    if len(titled) > 1:
        raise InputError(f"叫“{name}”的规则有 {len(titled)} 条（{'、'.join(titled)}），{_WRITE_ID}。")
    return find(name).rule
