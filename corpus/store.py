"""Writing the archive's rows: documents with their passages and names, each change noted for the indexes."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from base.errors import InputError
from corpus import corrections, standing, taken_out
from corpus.db import changes, documents, former_ids, names, passages, settings
from corpus.documents import Document, Passage
from corpus.names import names_of
from corpus.passages import SPLITTER_VERSION
from corpus.queries import READ_FIELDS, content_hash, in_parts, passages_where, setting
from corpus.twins import text_hash


def store(connection: sa.Connection, batch: Sequence[tuple[Document, Sequence[Passage]]], old: Mapping[str, int]) -> dict[str, int]:
    """Write documents with their passages, in place of those of the same id in `old`; corrections made by a person stay.

    A document may have another id than before. Returns their serials by id.
    """
    if new := [_values(document) | {"edits": {}} for document, _ in batch if document.id not in old]:
        connection.execute(documents.insert(), new)
    for document, _ in batch:
        if document.id in old:
            _replace(connection, document, old[document.id])
    stored = sa.select(documents.c.id, documents.c.serial, documents.c.title, documents.c.number)
    rows = {row.id: row for row in connection.execute(stored.where(documents.c.id.in_([document.id for document, _ in batch])))}
    cut(connection, {rows[document.id].serial: parts for document, parts in batch})
    _name(connection, {row.serial: names_of(row.title, row.number) for row in rows.values()})
    standing.relink(connection, [row.serial for row in rows.values()])
    taken_out.forget(connection, rows)
    return {id: row.serial for id, row in rows.items()}


def _replace(connection: sa.Connection, document: Document, serial: int) -> None:
    edits = connection.scalar(sa.select(documents.c.edits).where(documents.c.serial == serial))
    values = _values(document)
    if edits:
        read = corrections.as_read(values)
        values |= corrections.columns(edits, read) | {"as_read": read}
    connection.execute(documents.update().where(documents.c.serial == serial), values)


def cut(connection: sa.Connection, parts: Mapping[int, Sequence[Passage]]) -> None:
    """Give each document, by serial, these passages instead of those it has."""
    connection.execute(passages.delete().where(passages.c.doc.in_(parts)))
    if rows := [_passage_values(part, serial) for serial, of in parts.items() for part in of]:
        connection.execute(passages.insert(), rows)


def cut_again(connection: sa.Connection, serial: int, parts: Sequence[Passage]) -> None:
    """Give a document these passages, and let every open library look again. Equal ones keep their serials: old indexes still fit."""
    if passages_where(connection, documents.c.serial == serial) != list(parts):
        cut(connection, {serial: parts})
    connection.execute(changes.insert().values(doc=serial))


def correct(connection: sa.Connection, serial: int, fields: Mapping[str, str | dt.date | None]) -> None:
    """Correct metadata, now and whenever the document is read again; a field that is `corrections.AS_READ` is what was read again.

    InputError when that is not known any more.
    """
    old = connection.execute(sa.select(documents).where(documents.c.serial == serial)).one()
    is_known = bool(old.as_read or not old.edits)  # older versions of the program did not keep it
    if not is_known and corrections.AS_READ in fields.values():
        raise InputError(f"《{old.title}》是旧版本的程序改定的，读出来的信息没有留下，请先移出，再用 corpus add --again 重新收录。")
    read = old.as_read or corrections.as_read(dict(old._mapping))
    edits = corrections.kept(old.edits, fields)
    values = corrections.columns(edits, read) | {"edits": edits, "as_read": read if is_known else {}}
    connection.execute(documents.update().where(documents.c.serial == serial), values)
    _name(connection, {serial: names_of(values["title"], values["number"])})
    standing.relink(connection, [serial])


def corrected(connection: sa.Connection, serial: int) -> list[str]:
    """The fields that a person has set."""
    edits = connection.scalar(sa.select(documents.c.edits).where(documents.c.serial == serial)) or {}
    return [name for name in corrections.EDITABLE if name in edits and not (name == "standing" and edits[name] is None)]


def _name(connection: sa.Connection, called: Mapping[int, Mapping[str, int]]) -> None:
    """Make each document, by serial, answer to its names, and note that it changed."""
    connection.execute(names.delete().where(names.c.doc.in_(called)))
    if rows := [{"doc": serial, "name": name, "rank": rank} for serial, ranks in called.items() for name, rank in ranks.items()]:
        connection.execute(names.insert(), rows)
    connection.execute(changes.insert(), [{"doc": serial} for serial in called])


def remember(connection: sa.Connection, former: Mapping[str, int]) -> None:
    """Make the documents, by serial, answer to the ids that they had as well."""
    connection.execute(former_ids.delete().where(former_ids.c.id.in_(former)))
    if rows := [{"id": id, "doc": serial} for id, serial in former.items()]:
        connection.execute(former_ids.insert(), rows)


def delete(connection: sa.Connection, serials: Collection[int]) -> None:
    """Take documents out, their passages and names with them; what they superseded or repealed is in force again."""
    followers = standing.followers(connection, serials)
    for part in in_parts(sorted(serials)):
        connection.execute(documents.delete().where(documents.c.serial.in_(part)))
        connection.execute(changes.insert(), [{"doc": serial} for serial in part])
    standing.settle(connection, followers)


def take_out(connection: sa.Connection, serials: Collection[int]) -> None:
    """The same at the wish of a person: they do not come back until they change."""
    taken_out.note(connection, serials)
    delete(connection, serials)


def check_splitter(connection: sa.Connection, home: Path) -> None:
    """Passages cut in two ways must not stand side by side; cutting again changes their ids, which briefs name, so a person decides."""
    if not (known := setting(connection, "splitter")):
        set_setting(connection, "splitter", SPLITTER_VERSION)
    elif known != SPLITTER_VERSION:
        raise InputError(f"资料库 {home} 的段落是按旧办法切分的，请运行 biganzi corpus rebuild 重建索引后再添加资料。")


def set_setting(connection: sa.Connection, name: str, value: str) -> None:
    """Store `value` under `name`."""
    connection.execute(settings.delete().where(settings.c.name == name))
    connection.execute(settings.insert().values(name=name, value=value))


def _values(document: Document) -> dict[str, Any]:
    read = {name: getattr(document, name) for name in READ_FIELDS}
    return read | {
        "text": document.text,
        "text_hash": text_hash(document.text),
        "mends": [asdict(mend) for mend in document.mends],
        "hash": content_hash(document),
    }


def _passage_values(part: Passage, serial: int) -> dict[str, Any]:
    return {
        "id": part.id,
        "doc": serial,
        "position": part.index,
        "start": part.start,
        "end": part.end,
        "text": part.text,
        "headings": list(part.headings),
    }
