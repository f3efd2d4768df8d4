"""`biganzi doctor`: what is installed, what answers, what to do about what does not."""

import os
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from base.errors import BiganziError
from commands.embedder_lines import embedder_lines
from commands.ui import Command, Workspace, pass_workspace
from drafting.secrecy import ZONE_NAMES, zone_of
from drafting.settings import Endpoint

PACKAGES = ("chromadb", "tantivy", "langchain-openai", "python-docx", "streamlit", "scikit-learn")


@click.command("doctor", cls=Command)
@pass_workspace
def command(workspace: Workspace) -> None:
    """检查安装、文库和模型是否正常。"""
    for line in (*_installed(), *_library(workspace), *embedder_lines(workspace), *_models(workspace)):
        click.echo(line)


def _installed() -> Iterator[str]:
    yield f"Python {sys.version.split()[0]}"
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} 没有安装：请重新运行安装命令（见 README）。"


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
        yield f"模型 {name}{default} {endpoint.base_url}（{ZONE_NAMES[zone_of(endpoint)]}）：{_answer(endpoint)}"


def _answer(endpoint: Endpoint) -> str:
    """What the server says to the smallest question: its list of models."""
    import httpx  # comes with openai

    key = os.environ.get(endpoint.api_key_env, "") if endpoint.api_key_env else ""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    if endpoint.api_key_env and not key:
        return f"环境变量 {endpoint.api_key_env} 没有设置，请填入密钥。"
    try:
        reply = httpx.Client(trust_env=False, timeout=endpoint.connect_timeout).get(
            endpoint.base_url.rstrip("/") + "/models", headers=headers
        )
    except httpx.HTTPError as error:
        return f"连不上（{type(error).__name__}），请检查地址和服务是否启动。"
    return "正常" if reply.status_code == 200 else f"应答 {reply.status_code}，请检查地址和密钥。"
