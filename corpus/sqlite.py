"""SQLite files as we use them: durable, one whole state for every reader, and known again when another file takes their place."""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

WRITES = "writes"  # execution option of a connection that reads first and then writes: it waits for its turn at the beginning


def file_engine(path: Path) -> sa.Engine:
    """The engine over the database in the file `path`, made on first use."""
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": 30})

    def prepare(connection: Any, record: Any) -> None:
        """WAL: readers never wait for the writer, and a committed document survives kill -9 and, written through, a power cut."""
        connection.isolation_level = None  # the driver's own way leaves tables half made and lets a reader see two states
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=full")
        connection.execute("pragma foreign_keys=on")
        record.info["file"] = _identity(path)

    def check(_connection: Any, record: Any, _proxy: Any) -> None:
        """A database put in the place of ours is opened anew, after all that is idle has let go of the old one and of its log."""
        if record.info["file"] != _identity(path):
            engine.pool.dispose()
            raise sa.exc.DisconnectionError

    sa.event.listen(engine, "begin", _begin)
    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "checkout", check)
    return engine


def reading_engine(path: Path) -> sa.Engine:
    """Each use opens the file anew: without a log beside it SQLite must be told that nobody writes, which holds for a moment only."""

    def connect() -> sqlite3.Connection:
        still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
        return sqlite3.connect(f"{path.as_uri()}?mode=ro{still}", uri=True, timeout=30, isolation_level=None)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    """All that is read before the connection is given back is of one moment."""
    connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get(WRITES) else "begin")


def _identity(path: Path) -> tuple[int, int]:
    """Of the file that stands at `path` now."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino
