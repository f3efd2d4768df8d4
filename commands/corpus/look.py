"""`corpus list`, `show` and `stats`: what the library holds."""

import json

import click

from commands.corpus.shared import named, plain
from commands.ui import Command, Workspace, pass_workspace
from corpus.library import Library


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@pass_workspace
def list_(workspace: Workspace, form: str) -> None:
    """列出文库里的文件。"""
    with Library.open(workspace.home) as library:
        documents = library.documents()
    if form == "json":
        click.echo(json.dumps([plain(d) for d in documents], ensure_ascii=False, indent=1))
        return
    for d in documents:
        click.echo("\t".join([d.date.isoformat() if d.date else "日期不详", d.kind or "文种不详", d.label, d.id]))
    if not documents:
        click.echo("文库是空的。用 biganzi corpus add 文件夹 收录以往讲话和政策文件。")


@click.command(cls=Command)
@click.argument("name", metavar="编号")
@pass_workspace
def show(workspace: Workspace, name: str) -> None:
    """显示一份文件的信息和正文；编号、标题或发文字号都可以。"""
    with Library.open(workspace.home) as library:
        document = named(library, name)
    for key, value in plain(document).items():
        if value:
            click.echo(f"{key}：{value}")
    click.echo("\n" + document.text)


@click.command(cls=Command)
@pass_workspace
def stats(workspace: Workspace) -> None:
    """文库的规模和索引状态。"""
    with Library.open(workspace.home) as library:
        click.echo(json.dumps(library.stats(), ensure_ascii=False, indent=1, default=str))
