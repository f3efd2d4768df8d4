"""`corpus style`: how the office's own documents are built and worded."""

import json
from pathlib import Path

import click

from base.errors import InputError
from commands.paths import FILE, deliver
from commands.ui import Command, Workspace, pass_workspace
from corpus.library import Library
from corpus.style.of_library import kinds_of, library_profile
from corpus.style.profile import FEWEST_DOCUMENTS
from corpus.style.report import report
from corpus.style.values import StyleProfile
from drafting.kinds import kinds_meant
from prompts.genres import genre, genre_id


@click.command(cls=Command)
@click.option("--genre", "name", metavar="文种", help="只看这一文种：讲话稿、通知、工作汇报……；不写就看文库里份数够的各文种。")
@click.option("--issuer", default="", metavar="机关", help="只看这个机关的（名称的一部分即可）。")
@click.option("--region", default="", metavar="地区", help="只看这个地区的（名称的一部分即可）。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@pass_workspace
def style(workspace: Workspace, name: str | None, issuer: str, region: str, form: str, output: Path | None) -> None:
    """本单位的文风：句长、段长、标题、开头结尾、称呼、用语，按文种统计。"""
    with Library.open(workspace.home) as library:
        groups = _groups(library, name, issuer, region)
        found = [
            library_profile(library, kinds, issuer=issuer, region=region, cache=workspace.home / "cache" / "style") for kinds in groups
        ]
    profiles = [profile for profile in found if profile]
    if not profiles:
        sort = f"“{name}”" if name else "同一文种"
        raise InputError(
            f"文库里{sort}的文稿不足 {FEWEST_DOCUMENTS} 份（同文只算一份），量不出文风，请先用 biganzi corpus add 收录以往文稿。"
        )
    text = _json(profiles) if form == "json" else "\n\n".join(map(report, profiles))
    deliver(text, output)


def _groups(library: Library, name: str | None, issuer: str, region: str) -> list[tuple[str, ...]]:
    """The 文种 to look at together: those of a genre, or each one that has enough documents."""
    known = kinds_of(library, issuer, region)
    if not name:
        return [(kind,) for kind, count in known.items() if count >= FEWEST_DOCUMENTS]
    kinds = kinds_meant(name)
    if known.keys().isdisjoint(kinds):
        return [genre(genre_id(name)).kinds]  # says which there are when it is none
    return [tuple(kind for kind in kinds if kind in known)]


def _json(profiles: list[StyleProfile]) -> str:
    return json.dumps([profile.as_json() for profile in profiles], ensure_ascii=False, indent=1)
