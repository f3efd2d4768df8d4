"""`biganzi revisions …`: tracked changes and comments of a Word document, whoever made them."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "list": ("commands.revisions.look:list_", "列出修订和批注：谁、何时、把什么改成什么"),
    "accept": ("commands.revisions.deciding:accept", "接受修订，另存一份"),
    "reject": ("commands.revisions.deciding:reject", "拒绝修订，另存一份"),
}


@click.group("revisions", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """修订与批注：列出 Word 文稿里各人的修订和批注，逐处、按人、按类接受或拒绝；原稿不动。"""
