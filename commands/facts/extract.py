"""`facts extract`: a ledger out of reports."""

from pathlib import Path

import click

from base.errors import BiganziError, FileError, InputError
from commands.paths import FILE, not_an_input, set_aside
from commands.ui import Command, fail_in_part, say
from corpus.documents import Document
from corpus.metadata import enrich, name_of_file
from corpus.readers import canonical_text, formats
from corpus.readers.raw import read_raw
from corpus.readers.reading import TABLE
from drafting.ledger import Fact
from drafting.ledger.extract import Report, extract
from drafting.ledger.writing import as_bytes, save_ledger


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文稿…")
@click.option("--output", type=FILE, metavar="文件", help="写成台账文件，后缀为 csv、xlsx、yaml 或 json；不给就以 csv 显示。")
def command(paths: tuple[Path, ...], output: Path | None) -> None:
    """从文稿中取出数据：指标、数值、单位、时期、范围，注明出自哪一句；拿不准的在备注里写明。"""
    facts: list[Fact] = []
    errors: list[BiganziError] = []
    for path in paths:
        try:
            facts += extract(_report(path))
        except FileError as error:
            errors.append(error)
    if len(errors) == len(paths):
        raise InputError("\n".join(map(str, errors)))
    if output:
        not_an_input(output)
        if aside := set_aside(output):
            say(f"原来的 {output.name} 另存为 {aside.name}。")
        save_ledger(facts, output)
    else:
        click.echo(as_bytes(facts, ".csv").decode("utf-8-sig"), nl=False)
    doubtful = sum(bool(f.note) for f in facts)
    say(f"取出数据 {len(facts)} 项" + (f"，其中 {doubtful} 项要人看一看（见备注）" if doubtful else "") + "。")
    fail_in_part(tuple(errors))


def _report(path: Path) -> Report:
    """The text with the year of its date, which 今年 in it means."""
    text = canonical_text(path)
    day = enrich(Document(str(path), "", text, source=str(path)), name_of_file(path)).date
    rows = tuple(m for m in formats.read(read_raw(path)).mends if m.why == TABLE) if path.suffix.lower() in formats.EXACT else ()
    return Report(path.name, text, day.year if day else 0, rows)
