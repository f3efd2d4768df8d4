"""The archive's tables and engine. SQL is the source of truth; the indexes follow the `changes` table."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from base.errors import InputError, reason

HEAD = "0002"  # the newest revision in `corpus/migrations/versions`
FILE_NAME = "library.db"

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
    sa.Column("sure", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("mends", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("standing", sa.Text, nullable=False, server_default=""),  # derived from `links`
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
    sa.Column("formula", sa.Float, nullable=False, server_default="0"),  # share of it that is formula, 0 to 1
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


def open_engine(home: Path) -> sa.Engine:
    """The engine over the database in `home`, its tables at the newest revision; InputError when that cannot be."""
    path = home / FILE_NAME
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"无法使用工作目录 {home}（{reason(error)}），请检查路径和权限，或用 --home 另指一处。") from error
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    sa.event.listen(engine, "connect", _prepare)
    try:
        _upgrade(engine, home)
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise InputError(f"无法打开资料库 {path}（{error.orig}），请检查文件是否损坏、目录是否可写，或用 --home 另指一处。") from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def revision(engine: sa.Engine) -> str:
    """The revision the database is at; '' for one without tables."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return ""
        return connection.scalar(sa.text("select version_num from alembic_version")) or ""


def _prepare(connection: Any, _record: Any) -> None:
    """WAL: readers never wait for the writer; a committed document survives kill -9."""
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=normal")
    connection.execute("pragma foreign_keys=on")


def _upgrade(engine: sa.Engine, home: Path) -> None:
    """Bring the tables to HEAD. Alembic is imported only when there is something to do."""
    found = revision(engine)
    if found == HEAD:
        return
    from corpus import migrations
    from corpus.lock import writing

    if found and found not in migrations.revisions():
        raise InputError(f"资料库 {home / FILE_NAME} 是更新版本的笔杆子建立的（{found}），请升级程序后再打开。")
    with writing(home):
        migrations.upgrade(engine)
