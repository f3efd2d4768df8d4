"""The archive's tables and engine. SQL is the source of truth; the indexes follow the `changes` table."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from base.errors import BiganziError, InputError, ServiceError, reason
from corpus.lock import PATIENCE, BusyError, writing

HEAD = "0005"  # the newest revision in `corpus/migrations/versions`
FILE_NAME = "library.db"
_LOOK_AGAIN = 1.0  # seconds after which one that waits to make the tables looks whether another program has made them
_REFUSALS = {  # SQLite's primary result codes
    sqlite3.SQLITE_CANTOPEN: "打不开文件",
    sqlite3.SQLITE_CORRUPT: "文件已损坏",
    sqlite3.SQLITE_NOTADB: "文件不是资料库或已损坏",
    sqlite3.SQLITE_READONLY: "只读",
    sqlite3.SQLITE_BUSY: "被别的程序占用",
}
_FAILURES = {sqlite3.SQLITE_FULL: "磁盘已满", sqlite3.SQLITE_IOERR: "磁盘读写失败"}

metadata = sa.MetaData()

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("serial", sa.Integer, primary_key=True),  # never reused, so an index cannot mistake a new document for a removed one
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("hash", sa.Text, nullable=False),  # of what was read, before edits: equal means "unchanged"
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, index=True),
    sa.Column("issuer", sa.Text, nullable=False, index=True),
    sa.Column("level", sa.Text, nullable=False, server_default=""),
    sa.Column("date", sa.Date, index=True),
    sa.Column("region", sa.Text, nullable=False),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("secrecy", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("meta", sa.JSON, nullable=False),
    sa.Column("edits", sa.JSON, nullable=False),  # what a person corrected; survives reading the document again
    sa.Column("as_read", sa.JSON, nullable=False, server_default="{}"),  # the fields before `edits`, where there are any
    sa.Column("sure", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("mends", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("standing", sa.Text, nullable=False, server_default=""),  # derived from `links`
    sa.Column("text_hash", sa.Text, nullable=False, server_default="", index=True),  # equal texts have equal ones
    sqlite_autoincrement=True,
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("serial", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("headings", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)

names = sa.Table(
    "names",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.Text, primary_key=True, index=True),  # normalised title or 发文字号
    sa.Column("rank", sa.Integer, nullable=False),  # 0 for the title or number itself, 1 for a title inside the title
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column("by", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # superseded, repealed
    sa.Column("quote", sa.Text, nullable=False),  # the words of `by` that say so; '' for a newer text of the same title
)

repeals = sa.Table(
    "repeals",
    metadata,
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "title", sa.Text, primary_key=True, index=True
    ),  # normalised, of what `doc` says is no longer in force; '' when it names none
    sa.Column("number", sa.Text, primary_key=True, index=True),  # its 发文字号, likewise
    sa.Column("quote", sa.Text, nullable=False),
)

files = sa.Table(
    "files",
    metadata,
    sa.Column("path", sa.Text, primary_key=True),  # of a file that `corpus.sync` took in; its documents have it as their source
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime", sa.BigInteger, nullable=False),  # nanoseconds; 0 when the file was so new that it must be read again
    sa.Column("hash", sa.Text, nullable=False),  # of its bytes
    sa.Column("fault", sa.Text, nullable=False, server_default=""),  # what could not be read of it, as a person was told; '' for nothing
)

taken_out = sa.Table(
    "taken_out",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # of a document that a person took out: it stays out until it changes
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),  # as `documents.hash`
)

former_ids = sa.Table(
    "former_ids",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),  # what a document was called before its file was renamed; briefs may still name it
    sa.Column("doc", sa.Integer, sa.ForeignKey("documents.serial", ondelete="CASCADE"), nullable=False, index=True),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("doc", sa.Integer, nullable=False),  # a serial, possibly of a document that is gone
    sqlite_autoincrement=True,
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


def open_engine(home: Path, patience: float = PATIENCE) -> sa.Engine:
    """The engine over the database in `home`, its tables at the newest revision; InputError when that cannot be.

    Where nothing can be written the database is opened for reading alone.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"无法使用工作目录 {home}（{reason(error)}），请检查路径和权限，或用 --home 另指一处。") from error
    engine = _engine(home / FILE_NAME) if is_writable(home) else _reading_engine(home / FILE_NAME)
    try:
        with explained(home):
            _upgrade(engine, home, patience)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_writable(home: Path) -> bool:
    """Whether the library in `home` can be changed by us."""
    path = home / FILE_NAME
    return os.access(home, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


@contextmanager
def explained(home: Path) -> Iterator[None]:
    """What the database refuses in this block is said in one Chinese sentence."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        raise _explanation(home / FILE_NAME, error) from error


def _explanation(path: Path, error: sa.exc.DatabaseError) -> BiganziError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _FAILURES:
        return ServiceError(f"资料库 {path} 没有写完（{_FAILURES[code]}），已完成的都已保存，请检查磁盘和剩余空间后再运行一次。")
    why = _REFUSALS.get(code, str(error.orig))
    return InputError(
        f"无法打开资料库 {path}（{why}），请检查文件是否损坏、目录是否可写，或用 --home 另指一处，或用 corpus restore 恢复备份。"
    )


def revision(engine: sa.Engine) -> str:
    """The revision the database is at; '' for one without tables."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(sa.text("select version_num from alembic_version")) or ""


def _engine(path: Path) -> sa.Engine:
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


def _reading_engine(path: Path) -> sa.Engine:
    """Each use opens the file anew: without a log beside it SQLite must be told that nobody writes, which holds for a moment only."""

    def connect() -> sqlite3.Connection:
        still = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
        return sqlite3.connect(f"{path.as_uri()}?mode=ro{still}", uri=True, timeout=30, isolation_level=None)

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    """All that is read before the connection is given back is of one moment."""
    connection.exec_driver_sql("begin")


def _identity(path: Path) -> tuple[int, int]:
    """Of the file that stands at `path` now."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _upgrade(engine: sa.Engine, home: Path, patience: float) -> None:
    """Bring the tables to HEAD. Alembic is imported only when there is something to do.

    Whoever made the tables while we waited may keep the lock for long, to fill them: that is no reason to go on waiting.
    """
    ends = time.monotonic() + patience
    while (found := revision(engine)) != HEAD:
        from corpus import migrations

        if found and found not in migrations.revisions():
            raise InputError(f"资料库 {home / FILE_NAME} 是更新版本的笔杆子建立的（{found}），请升级程序后再打开。")
        left = ends - time.monotonic()
        try:
            with writing(home, max(0.0, min(left, _LOOK_AGAIN)), "升级资料库"):
                migrations.upgrade(engine)
        except BusyError:
            if left <= 0:
                raise
