"""Between the archive's rows and the values of `corpus.documents`."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from corpus.db import changes, documents, names, passages, settings
from corpus.documents import Document, Mend, Passage
from corpus.filters import Filter
from corpus.lexical import Entry

READ_FIELDS = ("id", "title", "kind", "issuer", "level", "date", "region", "number", "secrecy", "source", "meta", "sure")
CHEAP_COLUMNS = [documents.c[name] for name in (*READ_FIELDS, "standing")]
_TEXTS = 100  # documents whose texts are in memory at a time
_MAX_VARIABLES = 10_000  # SQLite's limit on bound values is 32,766


class Known(NamedTuple):
    """What is remembered of a document for comparing it with what is read now."""

    serial: int
    hash: str
    source: str


def known(connection: sa.Connection) -> dict[str, Known]:
    """Every document of the archive by its id, oldest first."""
    query = sa.select(documents.c.id, documents.c.serial, documents.c.hash, documents.c.source).order_by(documents.c.serial)
    return {row.id: Known(row.serial, row.hash, row.source) for row in connection.execute(query)}


def content_hash(document: Document) -> str:
    """Of everything that was read of `document`."""
    said = [
        document.text,
        *(str(getattr(document, name)) for name in READ_FIELDS if name not in ("meta", "sure")),
        sorted(document.meta.items()),
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def document_of(row: Any, text: str = "", mends: tuple[Mend, ...] = ()) -> Document:
    """The document in `row`, without its text and mends unless they are given."""
    return Document(text=text, mends=mends, **{column.name: getattr(row, column.name) for column in CHEAP_COLUMNS})


def passage_of(row: Any, doc_id: str) -> Passage:
    """The passage in `row`."""
    return Passage(row.passage_id, doc_id, row.position, row.start, row.end, row.passage_text, tuple(row.headings))


PASSAGE_COLUMNS = (
    passages.c.serial,
    passages.c.id.label("passage_id"),
    passages.c.position,
    passages.c.start,
    passages.c.end,
    passages.c.text.label("passage_text"),
    passages.c.headings,
)


def entries(connection: sa.Connection, docs: Sequence[int] | None = None) -> Iterable[Entry]:
    """The passages as the indexes take them: all of them, or those of the documents `docs`."""
    if docs is None:
        yield from _entries(connection, sa.true())
        return
    for part in in_parts(docs):
        yield from _entries(connection, passages.c.doc.in_(part))


def _entries(connection: sa.Connection, chosen: sa.ColumnElement[bool]) -> Iterator[Entry]:
    columns = (passages.c.serial, passages.c.doc, passages.c.text, passages.c.headings, documents.c.title)
    query = sa.select(*columns).join_from(passages, documents).where(chosen).order_by(passages.c.serial)
    for row in connection.execute(query):
        yield Entry(row.serial, row.doc, "\n".join([row.title, *row.headings, row.text]))


def passing(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> set[int]:
    """The serials of the documents that meet `conditions`."""
    return set(connection.scalars(sa.select(documents.c.serial).where(*conditions)))


def barred(connection: sa.Connection, wanted: Filter) -> set[int]:
    """The serials of the documents that `wanted` excludes."""
    return set().union(*(passing(connection, documents.c.id.in_(part)) for part in in_parts(sorted(wanted.exclude))))


def owners(connection: sa.Connection) -> dict[int, int]:
    """The document serial of every passage serial."""
    return dict(connection.execute(sa.select(passages.c.serial, passages.c.doc)).all())


def units(connection: sa.Connection) -> list[tuple[int, str, str]]:
    """Serial and id of every document, and who speaks in it: its region, else its issuer, else the document alone."""
    columns = (documents.c.serial, documents.c.id, documents.c.region, documents.c.issuer)
    return [(row.serial, row.id, row.region or row.issuer or row.id) for row in connection.execute(sa.select(*columns))]


def titles(connection: sa.Connection) -> dict[int, str]:
    """The title of every document by its serial."""
    return dict(connection.execute(sa.select(documents.c.serial, documents.c.title)).all())


def texts(connection: sa.Connection, serials: Sequence[int]) -> dict[int, str]:
    """The texts of the passages `serials`, headings and title with them."""
    return {entry.serial: entry.text for entry in _entries(connection, passages.c.serial.in_(serials))}


def passages_of(connection: sa.Connection, doc: int) -> list[int]:
    """The serials of the passages of the document `doc` in reading order."""
    return list(connection.scalars(sa.select(passages.c.serial).where(passages.c.doc == doc).order_by(passages.c.position)))


def documents_where(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Document]:
    """Documents without their text, in the order they came."""
    query = sa.select(*CHEAP_COLUMNS).where(*conditions).order_by(documents.c.serial)
    return [document_of(row) for row in connection.execute(query)]


def document(connection: sa.Connection, id: str) -> Document | None:
    """The document with its text."""
    row = connection.execute(sa.select(*CHEAP_COLUMNS, documents.c.text, documents.c.mends).where(documents.c.id == id)).one_or_none()
    return document_of(row, row.text, tuple(Mend(**mend) for mend in row.mends)) if row else None


def whole(connection: sa.Connection) -> Iterator[tuple[int, Document]]:
    """Every document with its text, by serial."""
    for serial in connection.scalars(sa.select(documents.c.serial).order_by(documents.c.serial)).all():
        row = connection.execute(sa.select(*CHEAP_COLUMNS, documents.c.text).where(documents.c.serial == serial)).one()
        yield serial, document_of(row, row.text)


def texts_of(connection: sa.Connection, serials: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """The text of every document, or of those of `serials`, by serial, oldest first."""
    wanted = sorted(passing(connection) if serials is None else serials)
    for at in range(0, len(wanted), _TEXTS):
        query = sa.select(documents.c.serial, documents.c.text).where(documents.c.serial.in_(wanted[at : at + _TEXTS]))
        yield from ((row.serial, row.text) for row in connection.execute(query.order_by(documents.c.serial)))


def passages_where(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[Passage]:
    """Passages in reading order."""
    query = sa.select(*PASSAGE_COLUMNS, documents.c.id).join_from(passages, documents).where(*conditions)
    return [passage_of(row, row.id) for row in connection.execute(query.order_by(passages.c.doc, passages.c.position))]


def named(connection: sa.Connection, name: str) -> Document | None:
    """The document that answers to the normalised `name`: by its full name before a shorter one, then the newest."""
    query = sa.select(*CHEAP_COLUMNS, documents.c.text).join_from(names, documents).where(names.c.name == name)
    order = (names.c.rank, documents.c.date.desc().nulls_last(), documents.c.serial)
    row = connection.execute(query.order_by(*order).limit(1)).one_or_none()
    return document_of(row, row.text) if row else None


def called(connection: sa.Connection, id: str, name: str) -> list[str]:
    """The ids of the document `id` and of those that answer to the normalised `name`, in the order they came."""
    answering = sa.select(names.c.doc).where(names.c.name == name)
    wanted = sa.or_(documents.c.id == id, documents.c.serial.in_(answering))
    return list(connection.scalars(sa.select(documents.c.id).where(wanted).order_by(documents.c.serial)))


def answering(connection: sa.Connection, called: Sequence[str]) -> list[int]:
    """The serials of the documents that answer to one of the normalised names, in the order of `named`."""
    query = sa.select(names.c.doc).join_from(names, documents).where(names.c.name.in_(called))
    return list(dict.fromkeys(connection.scalars(query.order_by(names.c.rank, documents.c.date.desc().nulls_last(), documents.c.serial))))


def stats(connection: sa.Connection) -> dict[str, Any]:
    """Counts over the archive; `kinds` holds documents by kind, the most frequent first."""
    count = sa.func.count()
    number, letters, oldest, newest = connection.execute(
        sa.select(count, sa.func.sum(sa.func.length(documents.c.text)), sa.func.min(documents.c.date), sa.func.max(documents.c.date))
    ).one()
    kinds = sa.select(documents.c.kind, count).group_by(documents.c.kind).order_by(count.desc(), documents.c.kind)
    return {
        "documents": number,
        "passages": count_passages(connection),
        "characters": letters or 0,
        "oldest": oldest,
        "newest": newest,
        "kinds": dict(connection.execute(kinds).all()),
    }


def fingerprint(connection: sa.Connection) -> str:
    """Of what was read and what was corrected."""
    rows = connection.execute(sa.select(documents.c.id, documents.c.hash, documents.c.edits))
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: str(row.id)):  # databases order by rules of their own
        digest.update(json.dumps([row.id, row.hash, row.edits], ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def found(connection: sa.Connection, serials: Sequence[int]) -> dict[int, tuple[Passage, Document]]:
    """The passages `serials`, each with its document without text."""
    query = sa.select(*PASSAGE_COLUMNS, *CHEAP_COLUMNS).join_from(passages, documents).where(passages.c.serial.in_(serials))
    return {row.serial: (passage_of(row, row.id), document_of(row)) for row in connection.execute(query)}


def changed_since(connection: sa.Connection, seq: int) -> list[int]:
    """The serials of the documents that came, changed or went after change number `seq`."""
    return list(connection.scalars(sa.select(changes.c.doc).where(changes.c.seq > seq).distinct().order_by(changes.c.doc)))


def last_change(connection: sa.Connection) -> int:
    """The number of the newest change; 0 for a new library."""
    return connection.scalar(sa.select(sa.func.max(changes.c.seq))) or 0


def count_passages(connection: sa.Connection, docs: Collection[int] | None = None) -> int:
    """The number of passages in the archive, or of the documents `docs`."""
    count = sa.select(sa.func.count()).select_from(passages)
    chosen = [count] if docs is None else [count.where(passages.c.doc.in_(part)) for part in in_parts(sorted(docs))]
    return sum(connection.scalar(query) or 0 for query in chosen)


def setting(connection: sa.Connection, name: str) -> str:
    """The value stored under `name`; '' when there is none."""
    return connection.scalar(sa.select(settings.c.value).where(settings.c.name == name)) or ""


def in_parts(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """`items` in runs short enough for one IN list."""
    for at in range(0, len(items), _MAX_VARIABLES):
        yield items[at : at + _MAX_VARIABLES]
