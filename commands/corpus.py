"""`biganzi corpus …`: the library."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import click

from base import files
from base.errors import FileError, InputError
from commands.ui import LazyGroup, Workspace, fail_in_part, pass_workspace, say
from corpus.documents import Document, Hit
from corpus.library import Library

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d", "%Y"])
EDITABLE = ("title", "kind", "issuer", "date", "region", "number", "secrecy")


@click.group("corpus", cls=LazyGroup)
def command() -> None:
    """文库：收录、检索、维护以往讲话和政策文件。"""


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件或文件夹…")
@click.option("--prune", is_flag=True, help="文件或文件夹里已经没有的，从文库移出。")
@pass_workspace
def add(workspace: Workspace, paths: tuple[Path, ...], prune: bool) -> None:
    """收录文件或文件夹（docx、md、txt、jsonl）；已收录且没有变化的跳过。"""
    with Library.open(workspace.home) as library, _Progress() as progress:
        report = library.add(paths, prune=prune, progress=progress)
    counts = (("新增", report.added), ("更新", report.changed), ("未变", report.unchanged), ("移出", report.removed))
    say(
        "，".join(f"{name} {len(ids)}" for name, ids in counts if ids) + f"；共 {report.passages} 段。"
        if any(c for _, c in counts)
        else "没有可收录的文件。"
    )
    if report.errors and not any(ids for _, ids in counts):
        raise InputError("\n".join(map(str, report.errors)))
    fail_in_part(report.errors)


@command.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@pass_workspace
def list_(workspace: Workspace, form: str) -> None:
    """列出文库里的文件。"""
    with Library.open(workspace.home) as library:
        documents = library.documents()
    if form == "json":
        click.echo(json.dumps([_plain(d) for d in documents], ensure_ascii=False, indent=1))
        return
    for d in documents:
        click.echo("\t".join([d.date.isoformat() if d.date else "日期不详", d.kind or "文种不详", d.label, d.id]))
    if not documents:
        click.echo("文库是空的。用 biganzi corpus add 文件夹 收录以往讲话和政策文件。")


@command.command("show")
@click.argument("name", metavar="编号")
@pass_workspace
def show(workspace: Workspace, name: str) -> None:
    """显示一份文件的信息和正文；编号、标题或发文字号都可以。"""
    with Library.open(workspace.home) as library:
        document = _document(library, name)
    for key, value in _plain(document).items():
        if value:
            click.echo(f"{key}：{value}")
    click.echo("\n" + document.text)


@command.command("edit")
@click.argument("name", metavar="编号")
@click.option("--set", "changes", multiple=True, required=True, metavar="项=值", help=f"可改：{'、'.join(EDITABLE)}；可给多次。")
@pass_workspace
def edit(workspace: Workspace, name: str, changes: tuple[str, ...]) -> None:
    """更正一份文件的信息，例如 --set date=2026-03-01 --set issuer=青禾县人民政府。"""
    values = dict(_change(c) for c in changes)
    with Library.open(workspace.home) as library:
        document = _document(library, name)
        library.edit(document.id, **values)
    say(f"已更正：{document.label}")


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="编号…")
@pass_workspace
def remove(workspace: Workspace, names: tuple[str, ...]) -> None:
    """把文件移出文库（不动原文件）。"""
    with Library.open(workspace.home) as library:
        ids = [_document(library, n).id for n in names]
        library.remove(ids)
    say(f"已移出 {len(ids)} 份。")


@command.command("stats")
@pass_workspace
def stats(workspace: Workspace) -> None:
    """文库的规模和索引状态。"""
    with Library.open(workspace.home) as library:
        click.echo(json.dumps(library.stats(), ensure_ascii=False, indent=1, default=str))


@command.command("rebuild")
@pass_workspace
def rebuild(workspace: Workspace) -> None:
    """重建检索索引（原文和信息不变）。"""
    with Library.open(workspace.home) as library:
        library.rebuild()
    say("索引已重建。")


@command.command("search")
@click.argument("query", required=False, metavar="[查询]")
@click.option("-k", type=click.IntRange(1, 1000), default=10, show_default=True, help="最多几条。")
@click.option("--by", type=click.Choice(["passage", "document"]), default="passage", show_default=True, help="按段落，或每份文件只出一条。")
@click.option("--kind", default="", metavar="文种", help="只要这个文种。")
@click.option("--issuer", default="", metavar="机关", help="只要这个机关的。")
@click.option("--since", type=DAY, metavar="日期", help="这一天以后的（含当天）。")
@click.option("--until", type=DAY, metavar="日期", help="这一天以前的（含当天）。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@click.option("--batch", type=FILE, metavar="文件.jsonl", help='成批检索：每行 {"id", "query"}。')
@click.option("--output", type=FILE, metavar="文件", help="写入文件，不在屏幕上显示。")
@pass_workspace
def search(workspace: Workspace, /, query: str | None, form: str, batch: Path | None, output: Path | None, **options: Any) -> None:
    """在文库中检索。"""
    if bool(query) == bool(batch):
        raise InputError("请给出要查的词句，或用 --batch 给出一个 jsonl 文件（二者取一）。")
    options |= {d: options[d].date() if options[d] else None for d in ("since", "until")}
    if batch:
        _search_batch(workspace, batch, output, options)
        return
    with Library.open(workspace.home) as library:
        found = library.search(query or "", **options)
    if form == "json":
        _write(json.dumps([_hit(h) for h in found], ensure_ascii=False, indent=1), output)
    else:
        _write("\n\n".join(_shown(h) for h in found) or "没有找到。换个说法，或先用 biganzi corpus add 收录文件。", output)


def _search_batch(workspace: Workspace, batch: Path, output: Path | None, options: dict[str, Any]) -> None:
    """One answer a row in input order; a bad row gives {"id", "error"} in its place."""
    rows = _queries(batch)
    good = [row for row in rows if isinstance(row, _Query)]
    with Library.open(workspace.home) as library:
        found = iter(library.search_many([row.text for row in good], **options))
    answers = ({"schema": 1, "id": row.id, "hits": [_hit(h) for h in next(found)]} if isinstance(row, _Query) else row for row in rows)
    _write("\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers), output)
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


def _write(text: str, output: Path | None) -> None:
    if output:
        files.write_text(output, text + "\n")
    else:
        click.echo(text)


def _hit(hit: Hit) -> dict[str, Any]:
    p = hit.passage
    return {
        "doc_id": p.doc_id, "title": hit.document.title, "score": round(hit.score, 6), "passage_id": p.id,
        "start": p.start, "end": p.end, "text": p.text,
    }  # fmt: skip


def _shown(hit: Hit) -> str:
    where = " / ".join(hit.passage.headings)
    return f"{hit.document.label}{'　' + where if where else ''}\n段落编号 {hit.passage.id}\n{hit.passage.text}"


def _plain(d: Document) -> dict[str, Any]:
    day = d.date.isoformat() if d.date else None
    return {
        "id": d.id,
        "title": d.title,
        "kind": d.kind,
        "issuer": d.issuer,
        "date": day,
        "region": d.region,
        "number": d.number,
        "secrecy": d.secrecy,
    }


def _document(library: Library, name: str) -> Document:
    document = library.document(name) or library.document(str(Path(name).resolve())) or library.find(name)
    if document is None:
        raise InputError(f"文库中没有“{name}”，用 biganzi corpus list 查看编号。")
    return document


def _change(text: str) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or key not in EDITABLE:
        raise InputError(f"“{text}”不对，应当写成 项=值，可改的项：{'、'.join(EDITABLE)}。")
    if key != "date":
        return key, value
    try:
        return key, dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(f"日期“{value}”不对，应当写成 2026-03-01。") from error


class _Progress:
    """A progress bar on standard error, drawn only where a person watches."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._done = 0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label="收录", file=sys.stderr, show_eta=False, item_show_func=lambda x: str(x or "")[-30:]
            )
        self._bar.length = total
        self._bar.update(done - self._done, name)
        self._done = done
