"""`biganzi history …`: revisions of a draft, and the signatures under them."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "save": ("commands.history.save:save", "把一份稿子存为新的一版"),
    "list": ("commands.history.look:list_", "列出各稿，或一稿的全部经过"),
    "show": ("commands.history.look:show", "显示或取出一版"),
    "compare": ("commands.history.compare:compare", "比较两版"),
    "restore": ("commands.history.save:restore", "把旧的一版恢复为新的一版"),
    "status": ("commands.history.signing:status", "定稿前的各步办到哪里"),
    "sign": ("commands.history.signing:sign", "办理一步：核稿、征求意见、合法性审查、签发"),
    "final": ("commands.history.signing:final", "定稿"),
    "verify": ("commands.history.proof:verify", "校验留痕有没有被改动"),
    "export": ("commands.history.proof:export", "导出全部留痕（docx 或 json）"),
}


@click.group("history", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """留痕：每一版是谁、何时、为什么改的，谁核的、谁签的；只增不改，动过的能查出来。"""
