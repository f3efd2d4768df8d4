"""`biganzi rule`: list the rules, or explain one."""

import click

from commands.ui import Command
from drafting.ledger import Fact
from evals.rules import FAMILY_NAMES, GATES, Example, Rule, rule, rules

SEVERITY = {"error": "错误", "warning": "警告", "suggestion": "建议"}


@click.command("rule", cls=Command)
@click.argument("name", metavar="[规则]", required=False)
def command(name: str | None) -> None:
    """列出全部检查规则；给出编号或名称时，说明那一条：查什么、为什么、依据和例子。"""
    if name:
        click.echo(explain(rule(name)))
        return
    click.echo("编号    程度  关口    类别  名称  说明")
    for each in rules().values():
        gate, family = each.gate or GATES[each.family], FAMILY_NAMES[each.family]
        click.echo(f"{each.id}  {SEVERITY[each.severity]}  {gate}关  {family}  {each.name}  {each.title}")


def explain(found: Rule) -> str:
    """The rule as a page of text."""
    lines = [
        f"{found.id} {found.title}（{found.name}）",
        f"类别：{FAMILY_NAMES[found.family]}（{found.family}），{found.gate or GATES[found.family]}关；程度：{SEVERITY[found.severity]}",
        f"为什么：{found.why}",
        f"依据：{found.source.standing}——{found.source.text}",
        *(f"会报：{_example(e)}" for e in found.flag),
        *(f"不报：{_example(e)}" for e in found.pass_),
    ]
    return "\n".join(lines)


def _example(example: Example) -> str:
    """The text, and what it was held against: without it nobody sees why."""
    rows = [Fact.model_validate(f).said for f in example.facts or ()]
    beside = [f"台账：{'；'.join(rows)}"] if rows else []
    beside += [f"来源：{'；'.join(example.sources)}"] if example.sources else []
    return example.text + (f"（{'；'.join(beside)}）" if beside else "")
