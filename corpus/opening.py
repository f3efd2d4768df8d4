"""Opening the archive's database: a file in the workspace, or the office's PostgreSQL; and what it refuses, in one sentence."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from base.errors import BiganziError, InputError, ServiceError, reason
from corpus.address import FILE_NAME, database_url
from corpus.lock import PATIENCE, BusyError, writing
from corpus.migrations import ARCHIVE
from corpus.postgres import alone, server_engine
from corpus.sqlite import file_engine, reading_engine

_LOOK_AGAIN = 1.0  # seconds after which one that waits to make the tables looks whether another program has made them
_REFUSALS = {  # SQLite's primary result codes
    sqlite3.SQLITE_CANTOPEN: "打不开文件",
    sqlite3.SQLITE_CORRUPT: "文件已损坏",
    sqlite3.SQLITE_NOTADB: "文件不是资料库或已损坏",
    sqlite3.SQLITE_READONLY: "只读",
    sqlite3.SQLITE_BUSY: "被别的程序占用",
}
_FAILURES = {sqlite3.SQLITE_FULL: "磁盘已满", sqlite3.SQLITE_IOERR: "磁盘读写失败"}
_TOO_LONG = "54000"
_SERVER_REFUSALS = {"42501": "账号没有建表或写入的权限", _TOO_LONG: "有标题或编号长得无法索引"}  # PostgreSQL's conditions
_TURNED_AWAY = {  # what a refused connection says, in the languages that a server here may speak: it has no condition
    "pg_hba.conf": "服务器不允许从本机登录",
    "password authentication|认证失败": "用户名或密码不对",
    "no password supplied|没有提供(?:口令|密码)": "没有给出密码，可写进环境变量 PGPASSWORD",
    "does not exist|不存在": "没有这个库或用户",
}


class TooLongError(InputError):
    """The server cannot index a title, number or id as long as this one."""


def database_of(home: Path) -> str:
    """Where the tables of `home` are, as a person may be told."""
    url = database_url(home)
    return f"PostgreSQL {_shown(url)}" if url else f"SQLite {home / FILE_NAME}"


def open_engine(home: Path, patience: float = PATIENCE) -> sa.Engine:
    """The engine over the database of the workspace `home`, its tables at the newest revision; InputError when that cannot be.

    Where nothing can be written a file is opened for reading alone.
    """
    _make(home)
    url = database_url(home)
    if url is None:
        return open_file(home, patience)
    engine = server_engine(url)
    _explain_errors(engine, f"资料库 {_shown(url)}")
    with _or_disposed(engine):
        if not ARCHIVE.is_current(engine, lambda: f"资料库 {_shown(url)}"):
            ARCHIVE.upgrade(engine)
    return engine


def open_file(home: Path, patience: float = PATIENCE) -> sa.Engine:
    """The same over the file in `home`, whatever the settings name."""
    _make(home)
    engine = file_engine(home / FILE_NAME) if is_writable(home) else reading_engine(home / FILE_NAME)
    with _or_disposed(engine), explained_file(home):
        _upgrade_file(engine, home, patience)
    return engine


def is_writable(home: Path, file: str = FILE_NAME) -> bool:
    """Whether the library, or another database, in `home` can be changed by us."""
    path = home / file
    return os.access(home, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def revision(engine: sa.Engine) -> str:
    """The revision the database is at; '' for one without tables."""
    with engine.connect() as connection:
        return ARCHIVE.revision(connection)


@contextmanager
def only_writer(engine: sa.Engine, patience: float, tell: Callable[[str], None]) -> Iterator[None]:
    """Alone on any machine; BusyError when another writer is so for longer than `patience` seconds. Files have the lock of their home."""
    if engine.dialect.name != "postgresql":
        yield
        return
    with alone(engine, patience, tell) as acquired:
        if not acquired:
            advice = "请等它结束后再试（命令行可加 --wait always 一直等到它结束）"
            raise BusyError(f"资料库 {_shown(engine.url)} 正由另一台机器上的程序写入，{advice}。")
        yield


@contextmanager
def explained(home: Path, file: str = FILE_NAME, what: str = "资料库") -> Iterator[None]:
    """What the database of `home` refuses in this block is said in one Chinese sentence."""
    url = database_url(home)
    with _explained(f"{what} {_shown(url) if url else home / file}"):
        yield


@contextmanager
def explained_file(home: Path) -> Iterator[None]:
    """The same for the file in `home`, whatever the settings name."""
    with _explained(f"资料库 {home / FILE_NAME}"):
        yield


@contextmanager
def _explained(where: str) -> Iterator[None]:
    try:
        yield
    except sa.exc.DatabaseError as error:
        raise (_of_server if hasattr(error.orig, "sqlstate") else _of_file)(where, error) from error


def _of_file(where: str, error: sa.exc.DatabaseError) -> BiganziError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _FAILURES:
        return ServiceError(f"{where} 没有写完（{_FAILURES[code]}），已完成的都已保存，请检查磁盘和剩余空间后再运行一次。")
    why = _REFUSALS.get(code, str(error.orig))
    return InputError(f"无法打开{where}（{why}），请检查文件是否损坏、目录是否可写，或用 --home 另指一处，或用 corpus restore 恢复备份。")


def _of_server(where: str, error: sa.exc.DatabaseError) -> BiganziError:
    if why := _refusal(error.orig):
        refusal = TooLongError if getattr(error.orig, "sqlstate", "") == _TOO_LONG else InputError
        return refusal(f"{where} 不接受这次操作（{why}），请检查 DATABASE_URL 或 settings.toml 的 database_url，或请管理员授权。")
    if isinstance(error, sa.exc.OperationalError):
        return ServiceError(f"{where} 连不上或中途断开，已完成的都已保存，请检查网络和数据库服务后再运行一次。")
    return ServiceError(f"{where} 出错（{type(error.orig).__name__}），已完成的都已保存，请稍后再试，或加 --debug 后把结果发给开发人员。")


def _refusal(said: Any) -> str:
    """Why the server refuses; '' when it is for none of the reasons that a person here can mend."""
    if said.sqlstate:
        return _SERVER_REFUSALS.get(said.sqlstate, "")
    return next((why for sign, why in _TURNED_AWAY.items() if re.search(sign, str(said))), "")


def _shown(url: sa.URL) -> str:
    """The address as it may be told: without the password, which may stand among the options too."""
    return sa.URL.create("postgresql", url.username, None, url.host, url.port, url.database).render_as_string()


def _explain_errors(engine: sa.Engine, where: str) -> None:
    """Whatever the database refuses from now on is said in one Chinese sentence, wherever it is asked."""

    def explain(context: sa.ExceptionContext) -> None:
        refused = context.sqlalchemy_exception
        if not context.is_pre_ping and isinstance(refused, sa.exc.DatabaseError):
            raise _of_server(where, refused) from refused

    sa.event.listen(engine, "handle_error", explain)


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"无法使用工作目录 {home}（{reason(error)}），请检查路径和权限，或用 --home 另指一处。") from error


@contextmanager
def _or_disposed(engine: sa.Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _upgrade_file(engine: sa.Engine, home: Path, patience: float) -> None:
    """Bring the tables to HEAD.

    Whoever made the tables while we waited may keep the lock for long, to fill them: that is no reason to go on waiting.
    """
    ends = time.monotonic() + patience
    while not ARCHIVE.is_current(engine, lambda: f"资料库 {home / FILE_NAME}"):
        left = ends - time.monotonic()
        try:
            with writing(home, max(0.0, min(left, _LOOK_AGAIN)), "升级资料库"):
                ARCHIVE.upgrade(engine)
        except BusyError:
            if left <= 0:
                raise
