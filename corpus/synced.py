"""What is remembered of the files that came in by `corpus.sync`: size, time and hash, and what could not be read of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from corpus import queries, taken_out
from corpus.db import files
from corpus.origins import file_of, is_missing, is_under
from corpus.queries import in_parts
from corpus.stamps import Stamp


@dataclass(frozen=True)
class Kept:
    """What is remembered of a file."""

    stamp: Stamp
    hash: str
    fault: str = ""  # what could not be read of it, as a person was told; '' for nothing


def kept_in(connection: sa.Connection, folder: Path) -> dict[Path, Kept]:
    """What is remembered of the files in `folder`, in a fixed order."""
    rows = connection.execute(sa.select(files).order_by(files.c.path))
    inside = str(folder / "_")[:-1]
    return {Path(row.path): Kept(Stamp(row.size, row.mtime), row.hash, row.fault) for row in rows if row.path.startswith(inside)}


def keep(connection: sa.Connection, found: Mapping[Path, Kept]) -> None:
    """Remember the files. One so young that it may change again unseen is remembered without its time, so that it is read again."""
    forget(connection, list(found))
    rows = [
        {
            "path": str(path),
            "size": kept.stamp.size,
            "mtime": 0 if kept.stamp.is_young else kept.stamp.mtime,
            "hash": kept.hash,
            "fault": kept.fault,
        }
        for path, kept in found.items()
    ]
    if rows:
        connection.execute(files.insert(), rows)


def forget(connection: sa.Connection, paths: Sequence[Path]) -> None:
    """Remember these files no more."""
    for part in in_parts([str(path) for path in paths]):
        connection.execute(files.delete().where(files.c.path.in_(part)))


def documents_by_file(connection: sa.Connection) -> Counter[Path]:
    """How many documents came from each file."""
    return Counter(Path(file_of(known.source)) for known in queries.known(connection).values())


def left_out_of(connection: sa.Connection, folder: Path) -> dict[str, Path]:
    """What a person took out although its file is still in `folder`: the file by the id of the document."""
    found = {id: file_of(source) for id, source in taken_out.sources(connection).items()}
    return {id: Path(file) for id, file in found.items() if is_under(file, [folder]) and not is_missing(Path(file))}
