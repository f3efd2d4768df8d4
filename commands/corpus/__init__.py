"""`biganzi corpus …`: the library."""

import click

from commands.ui import LazyGroup

COMMANDS = {
    "add": ("commands.corpus.intake:add", "收录文件或文件夹"),
    "sync": ("commands.corpus.sync:sync", "让文库与一个文件夹保持一致"),
    "list": ("commands.corpus.look:list_", "列出文库里的文件"),
    "show": ("commands.corpus.look:show", "显示一份文件的信息和正文"),
    "search": ("commands.corpus.search:search", "在文库中检索"),
    "eval": ("commands.corpus.evaluate:evaluate", "用标好答案的查询衡量检索好坏"),
    "edit": ("commands.corpus.change:edit", "更正一份文件的信息"),
    "review": ("commands.corpus.review:review", "列出没有把握的信息，供人核对"),
    "remove": ("commands.corpus.change:remove", "把文件移出文库（不动原文件）"),
    "stats": ("commands.corpus.look:stats", "文库的规模和索引状态"),
    "style": ("commands.corpus.style:style", "本单位的文风：句长、标题、称呼、用语"),
    "rebuild": ("commands.corpus.change:rebuild", "重建检索索引（原文和信息不变）"),
    "backup": ("commands.corpus.backup:backup", "把文库备份成一个文件"),
    "restore": ("commands.corpus.backup:restore", "从备份恢复文库"),
}


@click.group("corpus", cls=LazyGroup, lazy=COMMANDS)
def command() -> None:
    """文库：收录、检索、维护以往讲话和政策文件。"""
