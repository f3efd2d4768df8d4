"""`history save` and `history restore`: new revisions."""

from pathlib import Path

import click

from base import files
from base.errors import InputError
from commands.history.shared import DRAFT, NAME, WORDS, opened, person, who
from commands.paths import FILE, not_an_input
from commands.ui import Command, Workspace, pass_workspace, say
from corpus.documents import own_text
from corpus.readers import canonical_text
from drafting.brief import load_brief
from drafting.history.entry import Entry
from drafting.history.history import NEWEST, History, NewRevision
from drafting.history.traces import traces
from prompts.genres import genre as genre_of
from prompts.genres import genre_id, genre_names


@click.command(cls=Command)
@click.argument("path", type=FILE, metavar="文件")
@click.option("--draft", type=NAME, required=True, metavar="稿名", help="哪一份稿子；新的名字就是一份新稿。")
@who
@click.option("--reason", type=WORDS, default="", metavar="理由", help="为什么改。")
@click.option("--parent", type=click.IntRange(1), metavar="版次", help="改自第几版；之后若有人另存了新版会告诉您（默认接在最新一版之后）。")
@click.option("--branch", is_flag=True, help="改自的那一版之后已有新版，也照样存。")
@click.option("--brief", type=FILE, metavar="文件", help="任务书，定稿核对时用；以后各版沿用。")
@click.option("--facts", type=FILE, metavar="文件", help="数据台账，代替任务书里写的那份。")
@click.option("--genre", type=WORDS, default="", metavar="文种", help="文种，决定要走哪些程序（默认由任务书或上一版得知）。")
@pass_workspace
def save(
    workspace: Workspace, path: Path, draft: str, author: str, role: str, reason: str, parent: int | None, branch: bool,
    brief: Path | None, facts: Path | None, genre: str,
) -> None:  # fmt: skip
    """把 docx、md、txt 存为一份稿子的新版；什么都不会被覆盖。"""
    if facts and not brief:
        raise InputError("--facts 要和 --brief 一起用。")
    task = load_brief(brief, facts, say) if brief else None
    if genre and (genre := genre_id(genre)) not in genre_names():
        raise InputError(f"没有文种“{genre}”，可选：{'、'.join(genre_of(name).name for name in genre_names())}。")
    new = NewRevision(
        draft, person(author, role), own_text(canonical_text(path)), reason, _docx(path), task.model_dump_json() if task else "",
        genre or (task.genre if task else ""), parent or NEWEST, branch,
    )  # fmt: skip
    if new.docx and (told := traces(path.name, new.docx)):
        say(told)
    with History.open(workspace.home) as history:
        saved = history.save(new)
        if saved.is_new:
            say(_told(history, saved.entry))
        else:
            say(f"“{draft}”与{saved.entry.said.by.label}存的第{saved.entry.said.revision}版完全相同，没有另存。")


@click.command(cls=Command)
@DRAFT
@click.argument("number", type=click.IntRange(1), metavar="版次")
@who
@click.option("--reason", type=WORDS, default="", metavar="理由", help="为什么恢复。")
@click.option("--output", type=FILE, metavar="文件", help="同时写成文件（docx 或 txt、md）。")
@pass_workspace
def restore(workspace: Workspace, draft: str, number: int, author: str, role: str, reason: str, output: Path | None) -> None:
    """把旧的一版恢复为新的一版；中间各版都还在。"""
    with opened(workspace.home) as history:
        entry = history.restore(draft, number, person(author, role), reason)
        say(_told(history, entry))
        if output:
            write_revision(history, entry, output)


def write_revision(history: History, entry: Entry, output: Path) -> None:
    """The revision as a file: a docx as it was saved, or its text."""
    not_an_input(output)
    if output.suffix.lower() != ".docx":
        files.write_text(output, history.text(entry))
    elif data := history.docx(entry):
        files.write_bytes(output, data)
    else:
        raise InputError(f"第{entry.said.revision}版不是从 docx 存入的，请把 {output.name} 的后缀改为 .md 或 .txt。")
    say(f"已写到 {output}。")


def _told(history: History, entry: Entry) -> str:
    signed = any(before.said.kind in ("signature", "waiver") for before in history.entries(entry.said.draft))
    again = "，以前的签署要重新办理" if signed else ""
    return f"已存为“{entry.said.draft}”第{entry.said.revision}版：{entry.said.by.label}，{entry.local_time}{again}。"


def _docx(path: Path) -> bytes:
    return path.read_bytes() if path.suffix.lower() == ".docx" else b""
