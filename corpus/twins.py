"""同文: documents with equal texts under different ids, blank space aside. They stay apart, but a person is told."""

import hashlib
from collections import defaultdict
from collections.abc import Set

import sqlalchemy as sa

from corpus.db import documents


def text_hash(text: str) -> str:
    """Equal for texts that differ in blank lines and in the space around lines alone."""
    bare = "\n".join(line for whole in text.split("\n") if (line := whole.strip()))
    return hashlib.sha256(bare.encode()).hexdigest()


def twins(connection: sa.Connection, ids: Set[str]) -> tuple[tuple[str, ...], ...]:
    """The groups of documents with equal texts that hold one of `ids`, each in the order they came."""
    if not ids:
        return ()
    count = sa.func.count()
    shared = sa.select(documents.c.text_hash).group_by(documents.c.text_hash).having(count > 1)
    query = sa.select(documents.c.text_hash, documents.c.id).where(documents.c.text_hash.in_(shared)).order_by(documents.c.serial)
    groups: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        groups[row.text_hash].append(row.id)
    return tuple(tuple(group) for group in groups.values() if not ids.isdisjoint(group))
