"""`corpus search`: one query or a file of them."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import click

from base.errors import FileError, InputError
from commands.corpus.days import Day
from commands.corpus.found import answer
from commands.listening import Teller
from commands.paths import FILE, deliver
from commands.ui import Command, Workspace, fail_in_part, pass_workspace
from drafting.kinds import kinds_meant
from wiring import open_library


@click.command(cls=Command)
@click.argument("words", nargs=-1, metavar="[查询…]")
@click.option("-k", type=click.IntRange(1, 1000), metavar="数", default=10, show_default=True, help="最多几条。")
@click.option("--by", type=click.Choice(["passage", "document"]), default="passage", show_default=True, help="按段落，或每份文件只出一条。")
@click.option("--kind", default="", metavar="文种", help="只要这个文种，例如 通知、讲话稿。")
@click.option("--issuer", default="", metavar="机关", help="只要这个机关的。")
@click.option("--region", default="", metavar="地区", help="只要这个地方的。")
@click.option("--since", type=Day(), metavar="日期", help="这一天（月、年）以后的，含当天。")
@click.option("--until", type=Day(last=True), metavar="日期", help="这一天（月、年）以前的，含当天。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@click.option("--batch", type=FILE, metavar="文件.jsonl", help='成批检索：每行 {"id", "query"}。')
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@pass_workspace
def search(workspace: Workspace, /, words: tuple[str, ...], form: str, batch: Path | None, output: Path | None, **options: Any) -> None:
    """在文库中检索。词句、文件标题、发文字号、指标名称都可以，几个词用空格隔开；已废止、已有新版的文件排在后面并注明。"""
    query = " ".join(words)
    if bool(query.strip()) == bool(batch):
        raise InputError("请给出要查的词句，或用 --batch 给出一个 jsonl 文件（二者取一）。")
    options["kind"] = kinds_meant(options["kind"])
    if batch:
        _search_batch(workspace, batch, output, options)
        return
    with open_library(workspace.home, Teller()) as library:
        if form == "json":
            text = json.dumps([h.as_json() for h in library.search(query, **options)], ensure_ascii=False, indent=1)
        else:
            text = answer(library, query, **options)
    deliver(text, output)


def _search_batch(workspace: Workspace, batch: Path, output: Path | None, options: dict[str, Any]) -> None:
    """One answer a row in input order; a bad row gives {"id", "error"} in its place."""
    rows = _queries(batch)
    good = [row for row in rows if isinstance(row, _Query)]
    with open_library(workspace.home, Teller()) as library:
        found = iter(library.search_many([row.text for row in good], **options))
    answers = ({"schema": 1, "id": row.id, "hits": [h.as_json() for h in next(found)]} if isinstance(row, _Query) else row for row in rows)
    deliver("\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers), output)
    bad = len(rows) - len(good)
    fail_in_part((FileError(f"{batch}：有 {bad} 行不能用，已在结果中逐行写明原因。"),) if bad else ())


class _Query(NamedTuple):
    id: str | int
    text: str


def _queries(batch: Path) -> list[_Query | dict[str, Any]]:
    """The query of every row, or what is said in its place; a JSON text may hold U+2028, so only a line feed ends a row."""
    try:
        lines = batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"无法读取 {batch}，请检查路径，并确认是 UTF-8 编码的 jsonl 文件。") from error
    return [_query(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def _query(line: str, number: int) -> _Query | dict[str, Any]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # half characters (\ud800) cannot be written back
    except (ValueError, RecursionError):
        return {"id": number, "error": f"第 {number} 行不是合格的 JSON，请每行写一个对象。"}
    if not isinstance(row, dict) or not isinstance(row.get("id"), str | int):
        return {"id": number, "error": f"第 {number} 行缺少 id，请补上。"}
    if not isinstance(row.get("query"), str):
        return {"id": row["id"], "error": f"第 {number} 行（{row['id']}）缺少 query 或 query 不是文字，请补上。"}
    return _Query(row["id"], row["query"])
