"""The file of a backup: a zip with a manifest that says what is in it, from which schema, and the hash of everything."""

import datetime as dt
import hashlib
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, ValidationError

from base import __version__
from base.errors import InputError, reason
from corpus.address import FILE_NAME as DATABASE
from corpus.db import HEAD
from corpus.migrations import ARCHIVE
from corpus.stamps import hash_of

__all__ = ["DATABASE", "Manifest", "is_backup", "manifest_of", "pack", "unpack"]

FORMAT = 1  # raised when an older program could not restore it
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 50_000_000
_BLOCK = 1 << 20
_SQLITE = b"SQLite format 3\0"


class Manifest(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    format: int
    program: str  # its version
    revision: str  # of the tables
    made: str
    documents: int
    passages: int
    hashes: dict[str, str]  # of everything in it, by name

    @property
    def beside(self) -> list[str]:
        """What stands beside the database."""
        return [name for name in self.hashes if name != DATABASE]


def pack(path: Path, large: Sequence[Path], beside: Mapping[str, bytes], documents: int, passages: int) -> Manifest:
    """Write a backup to `path`: the files `large`, the database first, and what stands `beside` them."""
    hashes = {file.name: hash_of(file) for file in large} | {name: hashlib.sha256(data).hexdigest() for name, data in beside.items()}
    made = dt.datetime.now().isoformat(sep=" ", timespec="seconds")
    manifest = Manifest(format=FORMAT, program=__version__, revision=HEAD, made=made, documents=documents, passages=passages, hashes=hashes)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_MANIFEST, manifest.model_dump_json(indent=1))
        for file in large:
            archive.write(file, file.name)
        for name, data in beside.items():
            archive.writestr(name, data)
    return manifest


def is_backup(path: Path) -> bool:
    """Whether there is a backup at `path`, of whatever version."""
    try:
        with ZipFile(path) as archive:
            return {_MANIFEST, DATABASE} <= set(archive.namelist())
    except (OSError, BadZipFile):
        return False


def is_library(path: Path) -> bool:
    """Whether there is a database at `path`, such as a restore puts aside."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _manifest_of_library(path: Path) -> Manifest:
    """What is to be known of the library in the file `path`; InputError when it is of another program, or newer than this one."""
    if Path(f"{path}-wal").exists():
        raise InputError(f"{path} 正在使用，不能这样恢复，请先用 corpus backup 备份它，再恢复备份。")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            if database.execute("pragma quick_check").fetchone() != ("ok",):
                raise _damaged(path)
            (revision,) = database.execute("select version_num from alembic_version").fetchone()
            counts = [database.execute(f"select count(*) from {table}").fetchone()[0] for table in ("documents", "passages")]
    except (sqlite3.DatabaseError, TypeError) as error:
        raise _no_backup(path) from error
    if revision not in ARCHIVE.revisions():
        raise InputError(f"{path} 是更新版本的笔杆子的文库，请升级程序后再恢复。")
    made = dt.datetime.fromtimestamp(path.stat().st_mtime).isoformat(sep=" ", timespec="seconds")
    hashes = {DATABASE: hash_of(path)}
    return Manifest(format=FORMAT, program="", revision=revision, made=made, documents=counts[0], passages=counts[1], hashes=hashes)


def manifest_of(path: Path) -> Manifest:
    """What the backup at `path` says of itself; InputError when it is none, damaged or newer than the program."""

    if is_library(path):
        return _manifest_of_library(path)
    try:
        with ZipFile(path) as archive:
            if _MANIFEST not in archive.namelist():
                raise _no_backup(path)
            info = archive.getinfo(_MANIFEST)
            text = archive.read(info) if info.file_size < _LARGEST_MANIFEST else b""
        found = Manifest.model_validate_json(text)
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError(f"找不到备份 {path}，请检查路径。") from error
    except OSError as error:
        raise InputError(f"无法读取备份 {path}（{reason(error)}），请检查路径和权限。") from error
    except ValidationError as error:
        raise InputError(f"{path} 的清单看不懂，可能是更新版本的笔杆子做的备份，请升级程序后再试。") from error
    except Exception as error:  # zipfile raises many kinds over damaged files
        raise _damaged(path) from error
    if found.format > FORMAT or found.revision not in ARCHIVE.revisions():
        raise InputError(f"{path} 是更新版本的笔杆子（{found.program}）做的备份，请升级程序后再恢复。")
    if DATABASE not in found.hashes or not all(map(_is_inside, found.hashes)):
        raise _damaged(path)
    return found


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Put everything in the backup into `folder`; InputError when a hash does not agree."""
    if is_library(path):
        shutil.copyfile(path, folder / DATABASE)
        return
    try:
        with ZipFile(path) as archive:
            for name, wanted in manifest.hashes.items():
                if _extract(archive, name, folder / name) != wanted:
                    raise _damaged(path)
    except (InputError, OSError):
        raise
    except Exception as error:  # zipfile raises many kinds over damaged files
        raise _damaged(path) from error


def _extract(archive: ZipFile, name: str, target: Path) -> str:
    """Write one member, not more than it says it holds, and return its hash."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as file:
        while block := source.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _no_backup(path: Path) -> InputError:
    """The error for a file of another kind."""
    return InputError(f"{path} 不是文库备份，什么也没有改，请用 corpus backup 做的 zip，或恢复时另存的 library-旧-….db。")


def _damaged(path: Path) -> InputError:
    return InputError(f"备份 {path} 已损坏或不完整，什么也没有改，请换一份备份。")
