"""Transactions that look first and write then, while others do the same."""

import sqlalchemy as sa

from corpus.sqlite import WRITES


def in_turn(engine: sa.Engine) -> sa.Connection:
    """A connection whose transactions, having waited for their turn, see what was done by those before them.

    In SQLite the turn comes at the beginning; in PostgreSQL with the first lock taken, after which nothing older may be looked at.
    """
    options = {WRITES: True} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
    connection = engine.connect()
    try:
        return connection.execution_options(**options)
    except BaseException:
        connection.close()
        raise
