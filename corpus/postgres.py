"""PostgreSQL as we use it: one state for every reader as in SQLite, one writer at a time over all machines, numbers never used twice."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from base import offline
from base.errors import InputError

_WRITER = 0x6269_6761  # "biga": the key of the advisory lock that a writer of the archive holds
_TABLES = _WRITER + 1  # the same for whoever makes tables
_AGAIN = 0.2  # seconds between two looks whether the lock is free
_UNTOLD = 1.0  # seconds of waiting that nobody needs to hear of
_HOLDER = sa.text(
    "select a.client_addr::text as host, to_char(a.query_start, 'HH24:MI') as since from pg_locks l join pg_stat_activity a using (pid)"
    " where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = :key and l.objsubid = 1"
    " and l.database = (select oid from pg_database where datname = current_database())"
)


def server_engine(url: sa.URL) -> sa.Engine:
    """The engine over the database at `url`. All that is read in one transaction is of one moment.

    ServiceError when the workspace is offline and the database elsewhere: its driver opens sockets of its own.
    """
    for host in _hosts(url):
        offline.refuse(f"postgresql://{host}")
    arguments = {"connect_timeout": 10, "application_name": "biganzi", "options": _options(url)}
    try:
        return sa.create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True, connect_args=arguments)
    except ImportError as error:
        raise InputError("没有安装 PostgreSQL 的驱动，请运行 pip install psycopg[binary]，或去掉 DATABASE_URL。") from error


def _hosts(url: sa.URL) -> list[str]:
    """The machines that the driver would ask; a folder stands for a socket on this one."""
    asked = url.query.get("host", ())
    said = [url.host or "", *([asked] if isinstance(asked, str) else asked)]
    hosts = ",".join(filter(None, said)) or os.environ.get("PGHOST", "")
    return [host.partition(":")[0] for host in hosts.split(",") if host and not host.startswith("/")]


def _options(url: sa.URL) -> str:
    """What `url` asks of the server; notices are not for the people at the command line."""
    said = url.query.get("options", "")
    return f"{said if isinstance(said, str) else ' '.join(said)} -c client_min_messages=warning".strip()


def lock_tables(connection: sa.Connection) -> None:
    """Until the end of the transaction nobody else makes tables."""
    connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": _TABLES})


@contextmanager
def alone(engine: sa.Engine, patience: float, tell: Callable[[str], None] | None = None) -> Iterator[bool]:
    """Whether we are the only writer on any machine: False when another one is so for longer than `patience` seconds.

    The lock belongs to a connection of its own, so it goes with the process that holds it, however that dies.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not _acquired(connection, patience, tell):
            yield False
            return
        try:
            yield True
        finally:
            connection.execute(sa.text("select pg_advisory_unlock(:key)"), {"key": _WRITER})


def _acquired(connection: sa.Connection, patience: float, tell: Callable[[str], None] | None) -> bool:
    began = time.monotonic()
    while not connection.scalar(sa.text("select pg_try_advisory_lock(:key)"), {"key": _WRITER}):
        waited = time.monotonic() - began
        if waited >= patience:
            return False
        if tell and waited > _UNTOLD:
            tell(f"另一台机器上的程序正在写入资料库{holder(connection)}，等它结束，按 Ctrl-C 放弃。")
            tell = None
        time.sleep(_AGAIN)
    return True


def holder(connection: sa.Connection) -> str:
    """Which machine writes, in brackets; '' when it does no longer."""
    row = connection.execute(_HOLDER, {"key": _WRITER}).first()
    return f"（{row.host or '本机'}，{row.since} 开始）" if row else ""


def number_on(connection: sa.Connection, table: sa.Table) -> None:
    """After rows came in with their numbers: the next one is higher than all of them, and than all there ever were."""
    (column,) = table.primary_key.columns
    sequence = connection.scalar(sa.text("select pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name})
    if sequence:
        highest = connection.scalar(sa.select(sa.func.max(column))) or 0
        last = connection.scalar(sa.text(f"select last_value from {sequence}")) or 0
        connection.execute(sa.text("select setval(:sequence, :number)"), {"sequence": sequence, "number": max(highest, last, 1)})
