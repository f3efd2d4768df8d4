"""`biganzi doctor`: what is installed, what answers, what to do about what does not."""

from collections.abc import Iterator

import click

from base.errors import BiganziError
from base.installed import installed
from commands.embedder_lines import embedder_lines
from commands.ui import Command, Workspace, pass_workspace
from drafting.probing import answer_of
from drafting.secrecy import ZONE_NAMES, zone_of


@click.command("doctor", cls=Command)
@pass_workspace
def command(workspace: Workspace) -> None:
    """检查安装、文库和模型是否正常。"""
    for line in (*_installed(), *_library(workspace), *embedder_lines(workspace), *_models(workspace)):
        click.echo(line)


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


def _models(workspace: Workspace) -> Iterator[str]:
    settings = workspace.settings
    if not settings.models:
        yield f"模型：没有配置，起草时出材料稿；要写成文，请在 {workspace.home / 'settings.toml'} 填写 [models.名称]。"
    for name, endpoint in settings.models.items():
        default = "（默认）" if name == settings.model else ""
        yield f"模型 {name}{default} {endpoint.base_url}（{ZONE_NAMES[zone_of(endpoint)]}）：{answer_of(endpoint)}"
