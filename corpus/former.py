"""Documents whose file was renamed still answer to the id they had: briefs and drafts name it."""

import sqlalchemy as sa

from corpus.db import documents, former_ids


def current(connection: sa.Connection, id: str) -> str:
    """The id of the document that has, or else had, this one; `id` itself when there is none."""
    if connection.scalar(sa.select(documents.c.serial).where(documents.c.id == id)) is not None:
        return id
    known = sa.select(documents.c.id).join_from(former_ids, documents).where(former_ids.c.id == id)
    return connection.scalar(known) or id


def current_passage(connection: sa.Connection, id: str) -> str:
    """The same for the id of a passage."""
    document, mark, number = id.rpartition("#")
    return f"{current(connection, document)}{mark}{number}"
