"""Vectors that cost time or money are kept by the text they are of: an interrupted run goes on, an index is made anew for nothing."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from corpus.embedders import Vectors

_HEADER = b"SQLite format 3\x00"
_STORED = np.float16  # half the disk; the error of a cosine stays under a thousandth
_MAX_VARIABLES = 10_000  # SQLite's limit on bound values is 32,766


class KeptVectors:
    """One SQLite file for one embedder. Opened for each use, so any thread may use it."""

    def __init__(self, path: Path) -> None:
        """The file is made when the first vector is put in; what is there and is no such file is taken away."""
        self.path = path
        if path.exists() and not _is_sqlite(path):
            path.unlink()

    def find(self, texts: Sequence[str]) -> list[Vectors | None]:
        """The vector of each text, None where it is not kept."""
        keys = [_key(text) for text in texts]
        known: dict[bytes, bytes] = {}
        if self.path.exists():
            with self._open() as file:
                for part in _parts(sorted(set(keys))):
                    marks = ",".join("?" * len(part))
                    known |= dict(file.execute(f"select key, vector from vectors where key in ({marks})", part))
        return [np.frombuffer(known[key], _STORED).astype(np.float32) if key in known else None for key in keys]

    def put(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the vector of each text, in place of an older one."""
        rows = [(_key(text), vector.astype(_STORED).tobytes()) for text, vector in zip(texts, vectors)]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as file:
            file.executemany("insert or replace into vectors values (?, ?)", rows)

    def dimension(self) -> int:
        """Of the vectors kept; 0 while there are none."""
        if not self.path.exists():
            return 0
        with self._open() as file:
            row = file.execute("select length(vector) from vectors limit 1").fetchone()
        return row[0] // _STORED().itemsize if row else 0

    def forget(self) -> None:
        """Keep nothing any more."""
        self.path.unlink(missing_ok=True)

    def retain(self, texts: Iterable[str]) -> None:
        """Forget the vectors of all other texts."""
        with self._open() as file:
            file.execute("create temp table wanted (key blob primary key) without rowid")
            file.executemany("insert or ignore into wanted values (?)", ((_key(text),) for text in texts))
            file.execute("delete from vectors where key not in (select key from wanted)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=30)) as file, file:
            file.execute("create table if not exists vectors (key blob primary key, vector blob not null) without rowid")
            yield file


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for at in range(0, len(keys), _MAX_VARIABLES):
        yield keys[at : at + _MAX_VARIABLES]
