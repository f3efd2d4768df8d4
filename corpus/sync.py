"""Keeping the archive in step with a folder: what is new, changed, renamed or gone there since the last time.

What was taken in is remembered by size, time and hash, so an unchanged file is not read again, a renamed one is known by its bytes,
and only what came from the folder is ever taken out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import sqlalchemy as sa

from base.errors import FileError, InputError, reason
from corpus.db import files
from corpus.documents import Document
from corpus.following import counted
from corpus.ingest import AddReport, Ingest, is_missing, refuse_sweep
from corpus.queries import in_parts
from corpus.readers import iter_documents, walk
from corpus.stamps import Stamp, hash_of, moved_on, stamp_of, unsettled

Hear = Callable[[int, int], None]  # files compared, files to be compared

_CHUNK = 50  # files after which we remember that they were taken in


@dataclass(frozen=True)
class Plan:
    """What is to be done for one folder. Files are named by their paths."""

    folder: Path
    new: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    renamed: tuple[tuple[Path, Path], ...] = ()  # before, now
    gone: tuple[Path, ...] = ()
    unstable: tuple[Path, ...] = ()  # still being written; left for the next time
    same: Mapping[Path, str] = field(default_factory=dict)  # hash by path: files that only looked changed
    untouched: int = 0  # known files with nothing new in them
    errors: tuple[FileError, ...] = ()  # what can never be read


@dataclass(frozen=True)
class SyncReport(AddReport):
    """What was done, as document ids; files by their paths."""

    renamed: tuple[tuple[Path, Path], ...] = ()
    unstable: tuple[Path, ...] = ()
    untouched: int = 0


@dataclass(frozen=True)
class _Kept:
    """What is remembered of a file."""

    stamp: Stamp
    hash: str


def survey(connection: sa.Connection, folder: Path, *, verify: bool, sure: bool, hear: Hear) -> Plan:
    """What there is to do for `folder`; with `verify` every file is compared by its bytes.

    InputError when the folder cannot be reached, or, unless `sure`, when most of its files are gone.
    """
    folder = _reached(folder)
    found, errors = _found(folder)
    kept = _kept(connection, folder)
    missing = [path for path in kept if path not in found and is_missing(path)]
    renamed = _renamed(missing, [path for path in found if path not in kept], kept, found, hear)
    moved = dict(renamed)
    gone = [path for path in missing if path not in moved]
    if not sure:
        refuse_sweep(len(gone), len(kept), [folder])
    arrived = set(moved.values())
    new = [path for path in found if path not in kept and path not in arrived]
    known = [path for path in found if path in kept]
    doubtful = [path for path in known if verify or found[path] != kept[path].stamp]
    changed = [path for path in counted(doubtful, len(doubtful), hear) if hash_of(path) != kept[path].hash]
    unstable = unsettled({path: found[path] for path in chain(new, changed, arrived)})
    return Plan(
        folder,
        new=tuple(path for path in new if path not in unstable),
        changed=tuple(path for path in changed if path not in unstable),
        renamed=tuple((old, path) for old, path in renamed if path not in unstable),
        gone=tuple(gone),
        unstable=tuple(sorted(unstable)),
        same={path: kept[path].hash for path in set(doubtful).difference(changed)},
        untouched=len(known) - len(changed),
        errors=tuple(errors),
    )


def carry_out(engine: sa.Engine, ingest: Ingest, plan: Plan) -> SyncReport:
    """Do what `plan` says, remembering each file when its documents are stored. The caller holds the write lock."""
    ingest.errors += plan.errors
    ingest.expect([*plan.new, *plan.changed])
    renamed = [pair for pair in plan.renamed if _move(engine, ingest, *pair)]
    unstable = set(plan.unstable)
    for chunk in _chunks([*plan.new, *plan.changed]):
        unstable |= _take(engine, ingest, chunk)
    ingest.drop(ingest.of_files(map(str, plan.gone)))
    with engine.begin() as connection:
        _forget(connection, plan.gone)
        _keep(connection, {path: stamp for path in plan.same if (stamp := stamp_of(path))}, plan.same)
    return SyncReport(**vars(ingest.report()), renamed=tuple(renamed), unstable=tuple(sorted(unstable)), untouched=plan.untouched)


# Looking


def _reached(folder: Path) -> Path:
    """The folder itself; a share that is not mounted must not look like a folder from which all was thrown away."""
    try:
        if not folder.is_dir():
            raise InputError(f"找不到文件夹 {folder}，可能是网络盘没有连上，请检查路径，什么也没有改。")
        next(folder.iterdir(), None)
    except OSError as error:
        raise InputError(f"无法打开文件夹 {folder}（{reason(error)}），请检查网络盘和权限，什么也没有改。") from error
    return folder.resolve()


def _found(folder: Path) -> tuple[dict[Path, Stamp], list[FileError]]:
    found, errors = {}, []
    for item in walk([folder]):
        if isinstance(item, FileError):
            errors.append(item)
        elif stamp := stamp_of(item):
            found[item] = stamp
    return found, errors


def _kept(connection: sa.Connection, folder: Path) -> dict[Path, _Kept]:
    """What is remembered of the files in `folder`, in a fixed order."""
    rows = connection.execute(sa.select(files).order_by(files.c.path))
    inside = str(folder / "_")[:-1]
    return {Path(row.path): _Kept(Stamp(row.size, row.mtime), row.hash) for row in rows if row.path.startswith(inside)}


def _renamed(
    missing: Sequence[Path], new: Sequence[Path], kept: Mapping[Path, _Kept], found: Mapping[Path, Stamp], hear: Hear
) -> list[tuple[Path, Path]]:
    """The missing files whose bytes stand in a new one: of equal ones those that kept their name first."""
    sizes = {kept[path].stamp.size for path in missing}
    left: dict[str, list[Path]] = defaultdict(list)
    for path in missing:
        left[kept[path].hash].append(path)
    pairs = []
    candidates = [path for path in new if found[path].size in sizes]
    for path in counted(candidates, len(candidates), hear):
        if equal := left[hash_of(path)]:
            old = min(equal, key=lambda old: old.name != path.name)
            equal.remove(old)
            pairs.append((old, path))
    return pairs


# Doing


def _move(engine: sa.Engine, ingest: Ingest, old: Path, new: Path) -> bool:
    """Let the documents of `old` go on under their new ids; False when `new` cannot be read, which is told."""
    documents: list[Document] = []
    stamp, content = stamp_of(new), hash_of(new)
    for item in iter_documents(new):
        if isinstance(item, FileError):
            ingest.errors.append(item)
            return False
        documents.append(item)
    moved = [(_former(document.id, old, new), document) for document in documents]
    apart = [(id, document) for id, document in moved if ingest.knows(id) and (id == document.id or not ingest.knows(document.id))]
    ingest.move(apart)
    ingest.take(document for id, document in moved if (id, document) not in apart)
    ingest.drop(ingest.unseen_of([str(old)]))
    with engine.begin() as connection:
        _forget(connection, [old])
        if stamp:
            _keep(connection, {new: stamp}, {new: content})
    return True


def _former(id: str, old: Path, new: Path) -> str:
    """What the document `id` in `new` was called when that was `old`."""
    real = str(new.resolve())
    return f"{old}{id.removeprefix(real)}" if id.startswith(real) else id


def _take(engine: sa.Engine, ingest: Ingest, chunk: Sequence[Path]) -> set[Path]:
    """Store what is in these files, and take out what stands in them no more. Returns those that were written to meanwhile."""
    stamps = {path: stamp for path in chunk if (stamp := stamp_of(path))}
    hashes = {path: hash_of(path) for path in stamps}
    unstable = moved_on(stamps, stamps)
    ingest.take_files([path for path in chunk if path not in unstable])
    unstable |= moved_on([path for path in stamps if path not in unstable], stamps)
    read = {path: stamp for path, stamp in stamps.items() if path not in unstable and ingest.is_read(path)}
    ingest.drop(ingest.unseen_of(map(str, read)))
    with engine.begin() as connection:
        _keep(connection, read, hashes)
    return unstable


def _keep(connection: sa.Connection, stamps: Mapping[Path, Stamp], hashes: Mapping[Path, str]) -> None:
    """Remember the files. One so young that it may change again unseen is remembered without its time, so that it is read again."""
    _forget(connection, list(stamps))
    rows = [
        {"path": str(path), "size": stamp.size, "mtime": 0 if stamp.is_young else stamp.mtime, "hash": hashes[path]}
        for path, stamp in stamps.items()
    ]
    if rows:
        connection.execute(files.insert(), rows)


def _forget(connection: sa.Connection, paths: Sequence[Path]) -> None:
    for part in in_parts([str(path) for path in paths]):
        connection.execute(files.delete().where(files.c.path.in_(part)))


def _chunks(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """`paths` in runs of `_CHUNK`."""
    for at in range(0, len(paths), _CHUNK):
        yield paths[at : at + _CHUNK]
