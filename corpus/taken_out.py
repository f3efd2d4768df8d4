"""What a person took out of the library stays out, however often its file is read again, until it says something else."""

from collections.abc import Collection

import sqlalchemy as sa

from corpus.db import documents, taken_out
from corpus.queries import in_parts

_COLUMNS = (documents.c.id, documents.c.source, documents.c.hash)


def note(connection: sa.Connection, serials: Collection[int]) -> None:
    """A person takes these documents out."""
    for part in in_parts(sorted(serials)):
        rows = [row._asdict() for row in connection.execute(sa.select(*_COLUMNS).where(documents.c.serial.in_(part)))]
        forget(connection, [row["id"] for row in rows])
        if rows:
            connection.execute(taken_out.insert(), rows)


def rename(connection: sa.Connection, old: str, new: str, source: str, hash: str) -> None:
    """What was taken out as `old` is called `new` now."""
    forget(connection, [new])
    connection.execute(taken_out.update().where(taken_out.c.id == old).values(id=new, source=source, hash=hash))


def forget(connection: sa.Connection, ids: Collection[str]) -> None:
    """These are wanted again."""
    for part in in_parts(sorted(ids)):
        connection.execute(taken_out.delete().where(taken_out.c.id.in_(part)))


def hashes(connection: sa.Connection) -> dict[str, str]:
    """What each of them said, as a hash, by its id."""
    return {row.id: row.hash for row in connection.execute(sa.select(taken_out.c.id, taken_out.c.hash))}


def sources(connection: sa.Connection) -> dict[str, str]:
    """Where each of them came from, by its id, in a fixed order."""
    query = sa.select(taken_out.c.id, taken_out.c.source).order_by(taken_out.c.id)
    return {row.id: row.source for row in connection.execute(query)}
