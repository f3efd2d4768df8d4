"""`biganzi corpus …`: the library."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "add": ("commands.corpus.intake:add", "收录文件或文件夹"),
    "list": ("commands.corpus.look:list_", "列出文库里的文件"),
    "show": ("commands.corpus.look:show", "显示一份文件的信息和正文"),
    "search": ("commands.corpus.search:search", "在文库中检索"),
    "edit": ("commands.corpus.change:edit", "更正一份文件的信息"),
    "remove": ("commands.corpus.change:remove", "把文件移出文库（不动原文件）"),
    "stats": ("commands.corpus.look:stats", "文库的规模和索引状态"),
    "rebuild": ("commands.corpus.change:rebuild", "重建检索索引（原文和信息不变）"),
}


@click.group("corpus", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """文库：收录、检索、维护以往讲话和政策文件。"""
