"""An archive in one file, and back: `library.db`, the settings and lists of the office, and a manifest with their hashes.

The rows are copied into a database of their own, not the file: that is consistent while others write, works over any database, lets an
older backup grow up through the same migrations as an older library, and comes back in one transaction, so that at no moment there is
half of it. Indexes are left out; they are made again.
"""

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Protocol

import sqlalchemy as sa

from base import accounts, files
from base.errors import InputError, ServiceError, reason
from corpus import backup_file, queries, store
from corpus.backup_file import DATABASE, Manifest
from corpus.belongings import belongings
from corpus.db import changes, documents, metadata, passages
from corpus.marks import CLASSIFIED
from corpus.opening import explained, explained_file, open_file
from corpus.postgres import number_on

Hear = Callable[[int, int], None]  # documents done, documents in all

_TABLES = [table for table in metadata.sorted_tables if table is not changes]
_ROWS = 200  # rows copied at a time
_ROOM = ".biganzi-"
_STALE = 24 * 3600  # seconds after which the working folder of a program that was killed is taken away


class Companion(Protocol):
    """What another part of the program keeps in the workspace, and hands over and takes back itself."""

    name: str  # of its file in the backup

    def write(self, path: Path) -> bool:
        """Write it to `path`; False when there is nothing."""

    def read(self, path: Path) -> None:
        """Take back what was written; InputError, and nothing is changed, when it is damaged."""


@dataclass(frozen=True)
class BackedUp:
    """What was written."""

    path: Path
    manifest: Manifest
    classified: int  # documents marked 绝密, 机密 or 秘密
    kept: Path | None  # where the backup that was there before stands now


@dataclass(frozen=True)
class Restored:
    """What came back."""

    manifest: Manifest
    kept: Path | None  # where the library that was there before stands now
    left: tuple[str, ...]  # files that did not come back because the home has its own


def back_up(
    engine: sa.Engine,
    home: Path,
    target: Path,
    *,
    everything: bool = False,
    with_accounts: bool = False,
    hear: Hear | None = None,
    beside: Sequence[Companion] = (),
) -> BackedUp:
    """Write the archive to the file `target`, or under a name of its own into the folder `target`; with `everything` the runs too.

    The accounts go along only when asked for: their salted hashes are for nobody else's eyes.
    """
    if target.is_dir():
        target = target / f"笔杆子备份-{_now()}.zip"
    if target.exists() and not backup_file.is_backup(target):
        raise InputError(f"{target} 已经存在，而且不是笔杆子的备份，请换一个文件名。")
    with _room(target.parent) as room:
        with explained(home):
            counts, classified = _copy_out(engine, room, hear or _nobody), _classified(engine)
        own = {name: data for name, data in belongings(home, everything, with_accounts) if home / name != target}
        handed = [room / companion.name for companion in beside if companion.write(room / companion.name)]
        manifest = backup_file.pack(room / "backup.zip", [room / DATABASE, *handed], own, *counts)
        kept = _put_aside(target) if target.exists() else None
        (room / "backup.zip").replace(target)
    return BackedUp(target, manifest, classified, kept)


def restore(
    engine: sa.Engine, home: Path, source: Path, *, replace: bool = False, hear: Hear | None = None, beside: Sequence[Companion] = ()
) -> Restored:
    """Put the archive in `source` in the place of the one in `home`, which is kept aside. The caller holds the write lock.

    InputError, and nothing is changed, when the file is damaged or newer than the program, or when there are documents and not `replace`.
    """
    manifest = backup_file.manifest_of(source)
    with engine.connect() as connection:
        there = queries.stats(connection)["documents"]
    if there and not replace:
        raise InputError(f"资料库 {home} 里已有 {there} 份资料，恢复会把它们换掉，确实要换请加 --replace（现有的会另存一份）。")
    with _room(home) as room:
        backup_file.unpack(source, manifest, room)
        taken = [companion for companion in beside if companion.name in manifest.beside]
        for companion in taken:
            companion.read(room / companion.name)
        with _opened(room) as staged:
            kept = _keep_aside(engine, home) if there else None
            _copy_in(staged, engine, hear or _nobody)
        own = [name for name in manifest.beside if name not in [companion.name for companion in taken]]
        left = [name for name in own if not _put_back(room / name, home / name, replace)]
    return Restored(manifest, kept, tuple(left))


# Rows


def _copy_out(engine: sa.Engine, folder: Path, hear: Hear) -> tuple[int, int]:
    """Everything as of one moment into a new database in `folder`; how many documents and passages."""
    with _opened(folder) as copy, engine.connect() as source, copy.begin() as target:
        _copy(source, target, hear)
        return queries.stats(source)["documents"], queries.count_passages(source)


def _classified(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(documents).where(documents.c.secrecy.in_(CLASSIFIED))
        return connection.scalar(count) or 0


def _copy_in(staged: sa.Engine, engine: sa.Engine, hear: Hear) -> None:
    """In one transaction. A name of its own tells every open library and every index that this is another library than before."""
    with staged.connect() as source, engine.begin() as target:
        _copy(source, target, hear)
        _number_on(target)
        store.set_setting(target, "library", uuid.uuid4().hex)
        target.execute(changes.insert().from_select(["doc"], sa.select(documents.c.serial).order_by(documents.c.serial)))


def _copy(source: sa.Connection, target: sa.Connection, hear: Hear) -> None:
    total, done = queries.stats(source)["documents"], 0
    for table in reversed(_TABLES):
        target.execute(table.delete())
    for table in _TABLES:
        for rows in source.execute(sa.select(table), execution_options={"yield_per": _ROWS}).mappings().partitions():
            target.execute(table.insert(), [dict(row) for row in rows])
            done += len(rows) if table is documents else 0
            hear(done, total)


def _number_on(target: sa.Connection) -> None:
    """SQLite remembers the highest number itself."""
    if target.dialect.name == "postgresql":
        for table in (documents, passages):
            number_on(target, table)


def _keep_aside(engine: sa.Engine, home: Path) -> Path:
    """A whole copy of the library as it is, which `library.db` may be replaced by again."""
    kept = home / f"library-旧-{_now()}.db"
    with _room(home) as room:
        _copy_out(engine, room, _nobody)
        (room / DATABASE).rename(kept)
    return kept


# Files


@contextmanager
def _opened(folder: Path) -> Iterator[sa.Engine]:
    """The engine over the database in `folder`, which is one whole file again afterwards."""
    engine = open_file(folder)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _room(folder: Path) -> Iterator[Path]:
    """A working folder on the same disk as its result, which is renamed into place when it is whole."""
    try:
        _sweep(folder)
        with TemporaryDirectory(prefix=_ROOM, dir=folder) as room, explained_file(Path(room)):
            yield Path(room)
    except FileNotFoundError as error:
        raise InputError(f"找不到文件夹 {folder}，请先建好或检查路径。") from error
    except OSError as error:
        raise ServiceError(f"无法写入 {folder}（{reason(error)}），原来的文件没有动，请检查磁盘空间和权限。") from error


def _sweep(folder: Path) -> None:
    """Take away what programs that were killed have left."""
    for path in folder.glob(f"{_ROOM}*/"):
        if time.time() - path.stat().st_mtime > _STALE:
            rmtree(path, ignore_errors=True)


def _put_back(source: Path, target: Path, replace: bool) -> bool:
    """Write a file of the home; False when it has one that differs and is to be left."""
    data = source.read_bytes()
    if target.exists() and target.read_bytes() != data:
        if not replace:
            return False
        _put_aside(target)
    files.write_bytes(target, data, private=target.name == accounts.FILE_NAME)
    return True


def _put_aside(path: Path) -> Path:
    return path.rename(path.with_name(f"{path.stem}-旧-{_now()}{path.suffix}"))


def _now() -> str:
    """The time as part of a file name."""
    return f"{dt.datetime.now():%Y%m%d-%H%M%S-%f}"[:-3]


def _nobody(done: int, total: int) -> None:
    """Hears nothing."""
