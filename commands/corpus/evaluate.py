"""`corpus eval`: the search measured on labelled queries, one configuration beside another."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from base import files
from base.errors import InputError
from base.strict_yaml import parse
from commands.listening import Teller
from commands.paths import FILE, not_an_input
from commands.ui import Command, Workspace, pass_workspace
from corpus.library import Library
from corpus.ranking import DEFAULT, Ranking
from corpus.retrieval_eval import MEASURES, Estimate, Judged, Labelled, difference, judge, load, summary
from wiring import open_library

_STANDARD = "默认"
_SHOWN = {"recall": "召回率", "ndcg": "nDCG", "mrr": "MRR"}


@click.command(cls=Command)
@click.argument("labelled", type=FILE, metavar="标注文件.jsonl")
@click.option("-k", type=click.IntRange(1, 1000), metavar="数", default=10, show_default=True, help="看前几份。")
@click.option(
    "--set", "changes", multiple=True, metavar="项=值", help="与改了这一项的参数比较，例如 fusion.vector_weight=0；可给多次，合成一套。"
)
@click.option("--config", "configs", multiple=True, type=FILE, metavar="文件.yaml", help="与文件里的一套参数比较；可给多次，一个文件一套。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出格式。")
@click.option("--output", type=FILE, metavar="文件", help="逐条写下每个查询的结果（.csv 或 .jsonl）。")
@pass_workspace
def evaluate(
    workspace: Workspace, labelled: Path, k: int, changes: tuple[str, ...], configs: tuple[Path, ...], form: str, output: Path | None
) -> None:
    """衡量检索好坏：每行一个 {"id", "query", "relevant": [文件…]}，relevant 也可以写成 {文件: 分值}。

    文件可以写编号、相对于标注文件的路径、标题或发文字号。"""
    if output and output.suffix.lower() not in (".csv", ".jsonl"):
        raise InputError(f"--output 的文件 {output} 应当以 .csv 或 .jsonl 结尾。")
    rows = load(labelled)
    rankings = {_STANDARD: DEFAULT, **({" ".join(changes): _changed(changes)} if changes else {}), **{str(c): _read(c) for c in configs}}
    with open_library(workspace.home, Teller()) as library:
        rows = [_with_ids(library, row, labelled) for row in rows]
        judged = {name: _judged(library, rows, k, ranking) for name, ranking in rankings.items()}
    if output:
        not_an_input(output)
        files.write_text(output, _as_csv(judged) if output.suffix.lower() == ".csv" else _as_jsonl(judged))
    click.echo(json.dumps(_report(judged, k), ensure_ascii=False, indent=1) if form == "json" else _table(judged, k))


def _changed(changes: Sequence[str]) -> Ranking:
    ranking = DEFAULT
    for change in changes:
        name, _, value = change.partition("=")
        ranking = ranking.changed(name.strip(), value)
    return ranking


def _read(path: Path) -> Ranking:
    """A file of sections (fusion: {vector_weight: 0.3}) as in `corpus.ranking`."""
    try:
        raw = parse(path.read_text(encoding="utf-8-sig"), str(path))[0]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"无法读取 {path}，请检查路径，并确认是 UTF-8 编码。") from error
    if not isinstance(raw, dict) or not all(isinstance(part, dict) for part in raw.values()):
        raise InputError(f"{path}：检索参数应当分节写，例如 fusion: {{vector_weight: 0.3}}。")
    ranking = DEFAULT
    for section, part in raw.items():
        for name, value in part.items():
            ranking = ranking.changed(f"{section}.{name}", value)
    return ranking


def _with_ids(library: Library, row: Labelled, path: Path) -> Labelled:
    """`row` with the ids of the documents that it names by id, by a path from its file, by title or 发文字号."""
    grades = {_id(library, name, path): grade for name, grade in row.grades.items()}
    if "" in grades:
        lost = next(name for name in row.grades if not _id(library, name, path))
        raise InputError(f"{path} 里查询“{row.id}”的答案“{lost}”不在文库中，请用 biganzi corpus list 查看编号。")
    return replace(row, grades=grades)


def _id(library: Library, name: str, path: Path) -> str:
    document = library.document(name) or library.document(str((path.parent / name).resolve())) or library.find(name)
    return document.id if document else ""


def _judged(library: Library, rows: Sequence[Labelled], k: int, ranking: Ranking) -> list[Judged]:
    found = library.search_many([row.query for row in rows], k=k, by="document", ranking=ranking)
    return [judge(row, [hit.document.id for hit in hits], k) for row, hits in zip(rows, found)]


def _report(judged: dict[str, list[Judged]], k: int) -> dict[str, Any]:
    standard = judged[_STANDARD]
    parts = [
        {"name": name, "measures": _plain(summary(of)), **({"gain": _plain(difference(standard, of))} if of is not standard else {})}
        for name, of in judged.items()
    ]
    return {"schema": 1, "k": k, "queries": len(standard), "configurations": parts}


def _plain(estimates: dict[str, Estimate]) -> dict[str, Any]:
    return {name: {part: round(value, 4) for part, value in asdict(of).items()} for name, of in estimates.items()}


def _table(judged: dict[str, list[Judged]], k: int) -> str:
    lines = [f"{len(judged[_STANDARD])} 个查询，看前 {k} 份；括号里是 95% 区间。"]
    for name, of in judged.items():
        lines.append(f"{name}：" + "，".join(f"{_SHOWN[m]}@{k} {_said(e)}" for m, e in summary(of).items()))
        if of is not judged[_STANDARD]:
            gains = difference(judged[_STANDARD], of)
            lines.append(
                "　与默认相比：" + "，".join(f"{_SHOWN[m]} {e.mean:+.3f}（{e.low:+.3f}～{e.high:+.3f}）" for m, e in gains.items())
            )
    return "\n".join(lines)


def _said(estimate: Estimate) -> str:
    return f"{estimate.mean:.3f}（{estimate.low:.3f}～{estimate.high:.3f}）"


def _rows(judged: dict[str, list[Judged]]) -> list[dict[str, Any]]:
    return [{"configuration": name, **asdict(one)} for name, of in judged.items() for one in of]


def _as_jsonl(judged: dict[str, list[Judged]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(judged))


def _as_csv(judged: dict[str, list[Judged]]) -> str:
    """With the mark by which spreadsheets know UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, ("configuration", "id", "query", *MEASURES, "found"))
    writer.writeheader()
    writer.writerows({**row, "found": " ".join(row["found"])} for row in _rows(judged))
    return "\ufeff" + stream.getvalue()
