"""`biganzi revisions list`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from commands.history.shared import FORMAT
from commands.paths import FILE, deliver
from commands.revisions.shared import CATEGORIES, chosen, document_argument, filters, opened
from commands.ui import Command
from drafting.tracked import Note, Revision
from evals.render.words import shortened

_KINDS = {"insert": "插入", "delete": "删除", "replace": "替换", "move": "移动", "format": "改格式"}
_LONGEST = 60


@click.command("list", cls=Command)
@document_argument
@filters
@FORMAT
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
def list_(path: Path, authors: tuple[str, ...], categories: tuple[str, ...], form: str, output: Path | None) -> None:
    """列出 Word 文稿里的修订（编号、谁、何时、哪一段、把什么改成什么）和批注，页眉、脚注、文本框里的也在内。"""
    document = opened(path)
    found = chosen(document, (), authors, categories)
    notes = [n for n in document.notes if not authors or n.author in authors]
    if form == "json":
        said = {"schema": 1, "id": str(path), "revisions": [r.as_json() for r in found], "notes": [n.as_json() for n in notes]}
        deliver(json.dumps(said, ensure_ascii=False, indent=1), output)
    else:
        deliver("\n".join(_lines(path, found, notes)), output)


def _lines(path: Path, revisions: Sequence[Revision], notes: Sequence[Note]) -> Iterator[str]:
    yield f"【{path.name}】修订 {len(revisions)} 处，批注 {len(notes)} 条"
    for author in dict.fromkeys(r.author for r in revisions):
        own = [r for r in revisions if r.author == author]
        yield f"{author or '（未署名）'}：{len(own)} 处"
        yield from (_line(r) for r in own)
    if notes:
        yield "批注："
        yield from (
            f"  {n.author} {_when(n.date)} 第{n.paragraph}段“{_short(n.quote)}”：{shortened(n.words, _LONGEST, '；')}" for n in notes
        )


def _line(revision: Revision) -> str:
    place = revision.where or f"第{revision.paragraph}段" + ("（表格）" if revision.in_table else "")
    about = f"{_KINDS[revision.kind]}（{CATEGORIES[revision.category]}）"
    return f"  {revision.number}. {_when(revision.date)} {place} {about}：{_words(revision)}"


def _words(revision: Revision) -> str:
    was, now = _short(revision.was), _short(revision.now)
    if revision.kind == "replace":
        return f"〔{was}→{now}〕"
    return f"〔－{was}〕" if revision.kind == "delete" else f"〔＋{now}〕" if revision.kind == "insert" else f"“{now or was}”"


def _short(text: str) -> str:
    return shortened(text, _LONGEST, "⏎")


def _when(date: str) -> str:
    return date.replace("T", " ").rstrip("Z")[:16] or "无日期"
