"""`biganzi doctor`: what is installed, what answers, what to do about what does not."""

from collections.abc import Iterator
from itertools import chain

import click

from base.errors import BiganziError
from base.hiding import hidden
from base.installed import installed
from commands.embedder_lines import embedder_lines
from commands.model_lines import Trials, setting_lines, spending_lines
from commands.ui import Command, Workspace, pass_workspace


@click.command("doctor", cls=Command)
@pass_workspace
def command(workspace: Workspace) -> None:
    """检查安装、文库和模型是否正常。"""
    trials = Trials(workspace.settings)  # they answer while the rest is looked at
    for line in chain(
        _installed(), _library(workspace), embedder_lines(workspace), setting_lines(workspace), trials.lines(), spending_lines(workspace)
    ):
        click.echo(hidden(line))


def _installed() -> Iterator[str]:
    for name, version in installed().items():
        yield f"{name} {version}" if version else f"{name} 没有安装：请重新运行安装命令（见 README）。"


def _library(workspace: Workspace) -> Iterator[str]:
    from corpus.library import Library
    from corpus.opening import database_of

    try:
        with Library.open(workspace.home) as library:
            yield f"文库 {workspace.home}：{len(library.documents())} 份文件"
            yield f"数据库：{database_of(workspace.home)}"
    except BiganziError as error:
        yield f"文库 {workspace.home} 打不开：{error}"
