"""Writing the archive's rows: documents with their passages and names, each change noted for the indexes."""

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from corpus import corrections, standing
from corpus.db import changes, documents, former_ids, names, passages, settings
from corpus.documents import Document, Passage
from corpus.names import names_of
from corpus.queries import READ_FIELDS, content_hash, in_parts, passages_where

EDITABLE = ("title", "kind", "issuer", "level", "date", "region", "number", "secrecy", "standing")


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
    return {id: row.serial for id, row in rows.items()}


def _replace(connection: sa.Connection, document: Document, serial: int) -> None:
    edits = connection.scalar(sa.select(documents.c.edits).where(documents.c.serial == serial))
    values = _values(document) | corrections.columns(edits or {}, document.sure)
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
    """Correct metadata, now and whenever the document is read again."""
    query = sa.select(documents.c.edits, documents.c.title, documents.c.number, documents.c.sure)
    old = connection.execute(query.where(documents.c.serial == serial)).one()
    edits = old.edits | corrections.kept(fields)
    connection.execute(documents.update().where(documents.c.serial == serial), corrections.columns(edits, old.sure) | {"edits": edits})
    _name(connection, {serial: names_of(str(fields.get("title", old.title)), str(fields.get("number", old.number)))})
    standing.relink(connection, [serial])


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


def set_setting(connection: sa.Connection, name: str, value: str) -> None:
    """Store `value` under `name`."""
    connection.execute(settings.delete().where(settings.c.name == name))
    connection.execute(settings.insert().values(name=name, value=value))


def _values(document: Document) -> dict[str, Any]:
    read = {name: getattr(document, name) for name in READ_FIELDS}
    return read | {
        "text": document.text,
        "text_hash": hashlib.sha256(document.text.encode()).hexdigest(),
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
