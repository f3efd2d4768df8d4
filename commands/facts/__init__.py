"""`biganzi facts …`: the ledger as a thing of its own."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "check": ("commands.facts.check", "检查台账：矛盾、单位、缺项、勾稽关系"),
    "extract": ("commands.facts.extract", "从文稿中取出数据，做成台账"),
    "impact": ("commands.facts.impact", "台账改了一个数，稿件里哪些地方要跟着改"),
}


@click.group("facts", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """数据台账：检查、从文稿提取、查改动的影响。"""
