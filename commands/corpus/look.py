"""`corpus list`, `show` and `stats`: what the library holds."""

import json
from collections.abc import Collection, Iterator, Sequence

import click

from commands.corpus.shared import marks, named, nothing_left, plain
from commands.listening import Teller
from commands.ui import Command, Workspace, pass_workspace
from corpus.documents import Document
from corpus.doubts import is_doubtful
from corpus.fields import NAMES, STANDINGS
from corpus.library import Library
from corpus.mends import summary
from corpus.metadata.weighing import DOUBTFUL
from corpus.organs import LEVELS
from corpus.standing import Relation
from drafting.kinds import kinds_meant
from wiring import open_library

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
_SAYS_OF_OTHERS = {"superseded": "替代了", "repealed": "废止了"}
_SAYS_OF_ITSELF = {"superseded": "有新版", "repealed": "被废止"}


@click.command(cls=Command)
@click.option("--kind", default="", metavar="文种", help="只要这个文种，例如 通知、讲话稿。")
@click.option("--issuer", default="", metavar="机关", help="只要这个机关的（可以只写一部分）。")
@click.option("--region", default="", metavar="地区", help="只要这个地方的（可以只写一部分）。")
@click.option("--doubtful", is_flag=True, help="只要信息有疑问的。")
@FORMAT
@pass_workspace
def list_(workspace: Workspace, kind: str, issuer: str, region: str, doubtful: bool, form: str) -> None:
    """列出文库里的文件；有密级、已废止、已有新版、信息有疑问的加注。"""
    with open_library(workspace.home, Teller()) as library:
        everything = library.documents()
    kinds = kinds_meant(kind)
    chosen = [
        d
        for d in everything
        if (not kinds or d.kind in kinds) and issuer in d.issuer and region in d.region and (not doubtful or is_doubtful(d))
    ]
    if form == "json":
        click.echo(json.dumps([plain(d) for d in chosen], ensure_ascii=False, indent=1))
        return
    for d in chosen:
        click.echo(_line(d))
    if not everything:
        click.echo("文库是空的。用 biganzi corpus add 文件夹 收录以往讲话和政策文件。")
    elif not chosen:
        click.echo(nothing_left(everything))


def _line(d: Document) -> str:
    doubt = "〔有疑问〕" if is_doubtful(d) else ""
    return "\t".join([d.date.isoformat() if d.date else "日期不详", d.kind or "文种不详", marks(d) + d.label + doubt, d.id])


@click.command(cls=Command)
@click.argument("name", metavar="编号")
@FORMAT
@pass_workspace
def show(workspace: Workspace, name: str, form: str) -> None:
    """显示一份文件的信息和正文；编号、路径、文件名、标题、标题的一部分或发文字号都可以。"""
    with open_library(workspace.home, Teller()) as library:
        document = named(library, name)
        links = library.links(document.id)
        labels = {id: found.label for link in links for id in (link.old, link.new) if (found := library.document(id))}
        own = library.corrected(document.id)
    if form == "json":
        said = plain(document) | {"links": [link._asdict() for link in links], "meta": document.meta, "text": document.text}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    for line in (*_known(document, own), *_links(document, links, labels)):
        click.echo(line)
    click.echo("\n" + document.text)


def _known(d: Document, own: Collection[str]) -> Iterator[str]:
    """What is known of `d`, with how sure where that is not beyond doubt; `own` are the fields a person has set."""
    for field, value in plain(d).items():
        if field == "sure" or not (value or (field == "standing" and field in own)):
            continue
        share = d.sure.get(field, 1.0)
        sure = "（您改定）" if field in own else f"（把握 {share:.0%}，可用 corpus edit 更正）" if share < DOUBTFUL else ""
        yield f"{NAMES[field]}：{(LEVELS | STANDINGS).get(value, value)}{sure}"
    if mended := summary(d):
        yield f"收录时清理：{mended}"


def _links(d: Document, links: Sequence[Relation], labels: dict[str, str]) -> Iterator[str]:
    for link in links:
        is_old = link.old == d.id
        words = (_SAYS_OF_ITSELF if is_old else _SAYS_OF_OTHERS)[link.kind]
        quote = f"　依据原文：{link.quote}" if link.quote else ""
        yield f"{words}：{labels.get(link.new if is_old else link.old, '')}{quote}"


@click.command(cls=Command)
@FORMAT
@pass_workspace
def stats(workspace: Workspace, form: str) -> None:
    """文库的规模和索引状态。"""
    with open_library(workspace.home, Teller()) as library:
        found = library.stats() | _states(library)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, default=str))
        return
    kinds = "、".join(f"{kind or '文种不详'} {count}" for kind, count in found["kinds"].items())
    click.echo(f"文件 {found['documents']} 份，{found['characters']} 字，分为 {found['passages']} 段")
    click.echo(f"时间：{found['oldest'] or '不详'} 至 {found['newest'] or '不详'}")
    click.echo(f"文种：{kinds or '（无）'}")
    click.echo(f"已废止 {found['repealed']} 份，已有新版 {found['superseded']} 份")
    click.echo(f"信息有疑问 {found['doubtful']} 份" + ("（用 biganzi corpus review 查看）" if found["doubtful"] else ""))
    click.echo(f"索引：{_index(found)}")


def _states(library: Library) -> dict[str, int | bool]:
    everything, state = library.documents(), library.vector_state()
    return {
        "doubtful": sum(map(is_doubtful, everything)),
        "superseded": sum(d.standing == "superseded" for d in everything),
        "repealed": sum(d.standing == "repealed" for d in everything),
        "vectors": state.vectors,
        "outdated_vectors": state.foreign,
    }


def _index(found: dict[str, int | bool]) -> str:
    if found["outdated_vectors"]:
        return "向量是按别的设置建的，检索只用字词，请运行 biganzi corpus rebuild"
    return f"字词 {found['passages']} 段，向量 {found['vectors']} 段"
