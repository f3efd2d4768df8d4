"""The chain in the database: adding to it, reading it, proving it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.dialects import postgresql, sqlite

from base.errors import InputError
from drafting.history.entry import Entry, Said, content_hash, link
from drafting.history.tables import contents, entries, heads

_FILES = {"text": "正文", "docx": "docx", "brief": "任务书"}


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written."""

    draft: str
    place: str  # 第3版, 第5条（签署）
    what: str

    def __str__(self) -> str:
        return f"“{self.draft}”{self.place}：{self.what}"


def append(connection: sa.Connection, said: Said, previous: str) -> Entry:
    """Write the next entry of a draft. The caller holds the row of the draft in `heads`."""
    words = said.as_json()
    entry = Entry(said=said, previous=previous, hash=link(words, previous))
    connection.execute(
        entries.insert().values(
            draft=said.draft, position=said.position, revision=said.revision or None, said=words, previous=previous, hash=entry.hash
        )
    )
    connection.execute(heads.update().where(heads.c.draft == said.draft).values(position=said.position, hash=entry.hash))
    return entry


def keep(connection: sa.Connection, hash: str, data: bytes) -> None:
    """Keep `data` under its hash, once."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(contents).values(hash=hash, data=data).on_conflict_do_nothing())


def entries_of(connection: sa.Connection, draft: str) -> list[Entry]:
    """The chain of a draft, oldest first."""
    rows = connection.execute(sa.select(entries).where(entries.c.draft == draft).order_by(entries.c.position))
    try:
        return [Entry(said=Said.model_validate_json(row.said), previous=row.previous, hash=row.hash) for row in rows]
    except ValidationError as error:
        raise InputError(f"“{draft}”的留痕被改动过，读不出来，请运行 history verify 查看是哪一条，并从备份恢复。") from error


def words_of(connection: sa.Connection, draft: str) -> list[str]:
    """What the entries of a draft say, as it was hashed."""
    return list(connection.scalars(sa.select(entries.c.said).where(entries.c.draft == draft).order_by(entries.c.position)))


def revisions(connection: sa.Connection, draft: str) -> list[Entry]:
    """Those of them that are revisions."""
    return [entry for entry in entries_of(connection, draft) if entry.said.kind == "revision"]


def faults(connection: sa.Connection, draft: str = "") -> Iterator[Fault]:
    """Everything in the chain of `draft`, or in all chains, that is not as it was written."""
    chosen = entries.c.draft == draft if draft else sa.true()
    chains: dict[str, list[sa.Row[tuple[object, ...]]]] = defaultdict(list)
    for row in connection.execute(sa.select(entries).where(chosen).order_by(entries.c.serial)):
        chains[row.draft].append(row)
    ends = {row.draft: row for row in connection.execute(sa.select(heads).where(heads.c.draft == draft if draft else sa.true()))}
    for name in dict.fromkeys([*chains, *sorted(ends)]):
        yield from _faults_of(connection, name, chains[name], ends.get(name))


def _faults_of(
    connection: sa.Connection, draft: str, rows: Sequence[sa.Row[tuple[object, ...]]], end: sa.Row[tuple[object, ...]] | None
) -> Iterator[Fault]:
    if [row.position for row in rows] != sorted(row.position for row in rows):
        yield Fault(draft, "", "次序被调换过")
    expected, previous = 1, ""
    for row in sorted(rows, key=lambda row: row.position):
        if row.position != expected:
            missing = f"第{expected}条" if row.position == expected + 1 else f"第{expected}条到第{row.position - 1}条"
            yield Fault(draft, _place(row), f"它前面缺少{missing}")
        elif row.previous != previous:
            yield Fault(draft, _place(row), "与前一条接不上，其中一条被改动或调换过")
        yield from _faults_in(connection, draft, row)
        expected, previous = row.position + 1, row.hash
    last = (rows and max(row.position for row in rows)) or 0
    if end is None:
        yield Fault(draft, "", "末尾的登记没有了，不能证明没有删去最后的内容")
    elif end.position > last:
        yield Fault(draft, f"第{last + 1}条", f"末尾缺少 {end.position - last} 条")
    elif (end.position, end.hash) != (last, previous):
        yield Fault(draft, _place(rows[-1]), "与末尾的登记不符")


def _faults_in(connection: sa.Connection, draft: str, row: sa.Row[tuple[object, ...]]) -> Iterator[Fault]:
    """What is wrong with one entry and the files it names."""
    if link(row.said, row.previous) != row.hash:
        yield Fault(draft, _place(row), "内容被改动过")
        return
    said = Said.model_validate_json(row.said)
    if (said.draft, said.position, said.revision) != (row.draft, row.position, row.revision or 0):
        yield Fault(draft, _place(row), "编号或次序被改动过")
    for name, called in _FILES.items():
        if hash := getattr(said, name):
            data = connection.scalar(sa.select(contents.c.data).where(contents.c.hash == hash))
            if data is None or content_hash(data) != hash:
                yield Fault(draft, _place(row), f"{called}{'缺失' if data is None else '被改动过'}")


def _place(row: sa.Row[tuple[object, ...]]) -> str:
    """How a person finds the entry, even one whose words are damaged."""
    if row.revision:
        return f"第{row.revision}版"
    try:
        said = json.loads(row.said)
        kind = said.get("step", "") or said.get("kind", "")
    except (ValueError, AttributeError):
        kind = ""
    return f"第{row.position}条" + (f"（{kind}）" if kind else "")
