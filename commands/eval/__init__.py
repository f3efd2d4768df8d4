"""`biganzi eval …`: which writer, model and prompts are better, as a measured fact."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "run": ("commands.eval.run:run", "评测：数据集 × 写法 × 模型 × 提示词"),
    "compare": ("commands.eval.compare:compare", "比较两次评测，有退步时退出码为 1"),
    "report": ("commands.eval.report:report", "把评测结果做成网页"),
}


@click.group("eval", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """评测：写法、模型、提示词哪个好，有没有退步。"""
