"""Keeping the archive in step with a folder: what is new, changed, renamed or gone there since the last time.

What was taken in is remembered by size, time and hash, so an unchanged file is not read again, a renamed one is known by its bytes,
and only what came from the folder is ever taken out.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from base.errors import FileError, InputError, reason
from corpus import synced
from corpus.documents import Document
from corpus.following import counted
from corpus.ingest import AddReport, Ingest
from corpus.origins import is_missing, refuse_sweep
from corpus.readers import iter_documents, walk
from corpus.readers.files import PassedOver
from corpus.stamps import Stamp, hash_of, moved_on, stamp_of, unsettled
from corpus.synced import Kept

Hear = Callable[[int, int], None]  # files compared, files to be compared

_CHUNK = 50  # files after which we remember that they were taken in


@dataclass(frozen=True)
class Plan:
    """What is to be done for one folder. Files are named by their paths, documents counted."""

    folder: Path
    new: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    retried: tuple[Path, ...] = ()  # as they were, but to be read again
    renamed: tuple[tuple[Path, Path], ...] = ()  # before, now
    gone: tuple[Path, ...] = ()
    unstable: tuple[Path, ...] = ()  # still being written; left for the next time
    same: Mapping[Path, Kept] = field(default_factory=dict)  # files that only looked changed
    faulty: Mapping[Path, str] = field(default_factory=dict)  # unchanged since they could not be read, or not all of them; and why
    untouched: int = 0  # documents of known files with nothing new in them
    going: int = 0  # documents of files that are gone
    left_out: tuple[str, ...] = ()  # documents that a person took out
    passed_over: tuple[PassedOver, ...] = ()
    errors: tuple[FileError, ...] = ()  # what can never be read


@dataclass(frozen=True)
class SyncReport(AddReport):
    """What was done, as document ids; files by their paths."""

    renamed: tuple[tuple[Path, Path], ...] = ()
    unstable: tuple[Path, ...] = ()
    faulty: Mapping[Path, str] = field(default_factory=dict)  # not read again, see `Plan`
    untouched: int = 0  # documents that were not read again


def survey(connection: sa.Connection, folder: Path, *, verify: bool, sure: bool, again: bool, hear: Hear) -> Plan:
    """What there is to do for `folder`; with `verify` every file is compared by its bytes, and what was faulty tried again.

    InputError when the folder cannot be reached, or, unless `sure`, when most of what came from it is gone.
    """
    folder = _reached(folder)
    found, kept = _found(folder), synced.kept_in(connection, folder)
    stamps, owned = found.stamps, synced.documents_by_file(connection)
    missing = [path for path in kept if path not in stamps and is_missing(path)]
    renamed = _renamed(missing, [path for path in stamps if path not in kept], kept, stamps, hear)
    moved = dict(renamed)
    gone = [path for path in missing if path not in moved]
    if not sure:
        refuse_sweep(sum(owned[path] for path in gone), sum(owned[path] for path in kept), [folder])
    arrived = set(moved.values())
    new = [path for path in stamps if path not in kept and path not in arrived]
    known = _compared(connection, folder, kept, stamps, verify, again, hear)
    unstable = unsettled({path: stamps[path] for path in chain(new, known.changed, arrived)})
    return Plan(
        folder,
        new=tuple(path for path in new if path not in unstable),
        changed=tuple(path for path in known.changed if path not in unstable),
        retried=tuple(known.retried),
        renamed=tuple((old, path) for old, path in renamed if path not in unstable),
        gone=tuple(gone),
        unstable=tuple(sorted(unstable)),
        same={path: kept[path] for path in known.same},
        faulty={path: kept[path].fault for path in known.still if kept[path].fault},
        untouched=sum(owned[path] for path in known.still),
        going=sum(owned[path] for path in gone),
        left_out=tuple(synced.left_out_of(connection, folder)),
        passed_over=tuple(found.passed_over),
        errors=tuple(found.errors),
    )


def carry_out(engine: sa.Engine, ingest: Ingest, plan: Plan) -> SyncReport:
    """Do what `plan` says, remembering each file when its documents are stored. The caller holds the write lock."""
    ingest.errors += plan.errors
    ingest.passed_over += plan.passed_over
    ingest.expect([*plan.new, *plan.changed, *plan.retried])
    renamed = [pair for pair in plan.renamed if _move(engine, ingest, *pair)]
    unstable = set(plan.unstable)
    for chunk in _chunks([*plan.new, *plan.changed, *plan.retried]):
        unstable |= _take(engine, ingest, chunk)
    ingest.drop(ingest.of_files(map(str, plan.gone)))
    with engine.begin() as connection:
        synced.forget(connection, plan.gone)
        synced.keep(connection, {path: replace(kept, stamp=stamp) for path, kept in plan.same.items() if (stamp := stamp_of(path))})
        left_out = synced.left_out_of(connection, plan.folder)
    return SyncReport(
        **(vars(ingest.report()) | {"left_out": tuple(left_out)}),
        renamed=tuple(renamed),
        unstable=tuple(sorted(unstable)),
        faulty=plan.faulty,
        untouched=len(ingest.unseen_in(plan.folder)),
    )


# Looking


def _reached(folder: Path) -> Path:
    """The folder itself; a share that is not mounted must not look like a folder from which all was thrown away."""
    try:
        if folder.is_file():
            raise InputError(f"{folder} 是文件，不是文件夹，收录一个文件请用 biganzi corpus add {folder}。")
        if not folder.is_dir():
            raise InputError(f"找不到文件夹 {folder}，可能是网络盘没有连上，请检查路径，什么也没有改。")
        next(folder.iterdir(), None)
    except OSError as error:
        raise InputError(f"无法打开文件夹 {folder}（{reason(error)}），请检查网络盘和权限，什么也没有改。") from error
    return folder.resolve()


class _Found(NamedTuple):
    """What stands in a folder."""

    stamps: dict[Path, Stamp]  # of what can be taken in
    passed_over: list[PassedOver]
    errors: list[FileError]


def _found(folder: Path) -> _Found:
    found = _Found({}, [], [])
    for item in walk([folder]):
        if isinstance(item, FileError):
            found.errors.append(item)
        elif isinstance(item, PassedOver):
            found.passed_over.append(item)
        elif stamp := stamp_of(item):
            found.stamps[item] = stamp
    return found


class _Known(NamedTuple):
    """The known files of a folder, each in one of the first three lists."""

    changed: list[Path]
    retried: list[Path]
    still: list[Path]
    same: list[Path]  # of those that did not change, those that looked so


def _compared(
    connection: sa.Connection,
    folder: Path,
    kept: Mapping[Path, Kept],
    stamps: Mapping[Path, Stamp],
    verify: bool,
    again: bool,
    hear: Hear,
) -> _Known:
    known = [path for path in stamps if path in kept]
    doubtful = [path for path in known if verify or stamps[path] != kept[path].stamp]
    changed = [path for path in counted(doubtful, len(doubtful), hear) if hash_of(path) != kept[path].hash]
    wanted = set(synced.left_out_of(connection, folder).values()) if again else set()
    rest = [path for path in known if path not in set(changed)]
    retried = [path for path in rest if path in wanted or (verify and kept[path].fault)]
    still = [path for path in rest if path not in set(retried)]
    return _Known(changed, retried, still, [path for path in still if path in set(doubtful)])


def _renamed(
    missing: Sequence[Path], new: Sequence[Path], kept: Mapping[Path, Kept], found: Mapping[Path, Stamp], hear: Hear
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
    """Let the documents of `old` go on under their new ids; False when not all of them can be read in `new`, which is told."""
    moved: dict[str, tuple[str, Document]] = {}
    faults: list[FileError] = []
    stamp, content = stamp_of(new), hash_of(new)
    for item in iter_documents(new):
        if isinstance(item, FileError):
            faults.append(item)
        else:
            moved[item.id] = _former(item.id, old, new), item
    ingest.errors += faults
    if faults and not {id for id, _ in moved.values()}.issuperset(ingest.of_files([str(old)])):
        return False
    _go_on(ingest, list(moved.values()))
    ingest.drop(ingest.unseen_of([str(old)]))
    with engine.begin() as connection:
        synced.forget(connection, [old])
        if stamp:
            synced.keep(connection, {new: Kept(stamp, content, "\n".join(map(str, faults)))})
    return True


def _go_on(ingest: Ingest, moved: Sequence[tuple[str, Document]]) -> None:
    """Store documents under their new ids, each with the one it had; what a person took out stays out."""
    apart = [(id, document) for id, document in moved if ingest.knows(id) and (id == document.id or not ingest.knows(document.id))]
    ingest.move(apart)
    rest = [pair for pair in moved if pair not in apart]
    for id, document in rest:
        ingest.rename_out(id, document)
    ingest.take(document for _, document in rest)


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
    read = [path for path in stamps if path not in unstable and ingest.is_read(path)]
    ingest.drop(ingest.unseen_of(map(str, read)))
    faulty = {path: fault for path in stamps if path not in unstable and hashes[path] and (fault := ingest.fault_of(path))}
    with engine.begin() as connection:
        synced.keep(connection, {path: Kept(stamps[path], hashes[path], faulty.get(path, "")) for path in (*read, *faulty)})
    return unstable


def _chunks(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """`paths` in runs of `_CHUNK`."""
    for at in range(0, len(paths), _CHUNK):
        yield paths[at : at + _CHUNK]
