"""The two derived indexes, each following the archive by its change counter.

An index's mark says where it stands and up to which change it has come. It is written after the index itself, and applying
changes twice does no harm, so a process killed between the two loses nothing. An index made anew is made in a folder of its own:
nothing is ever taken away under a reader before the mark names what takes its place.
"""

import json
import shutil
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from base.files import write_json
from corpus import lexical, queries, vectors
from corpus.embedder import LsaEmbedder
from corpus.lexical import Entry, LexicalIndex
from corpus.vectors import VectorStore

FEWEST_PASSAGES = 50  # with fewer a fitted embedder learns nothing worth having: lexical search alone
REFIT_FACTOR = 2  # the embedder is fitted again when the library has grown this much
_BATCH = 2000  # passages embedded at a time
_FITTED = "embedder.npz"  # stands with the vectors that were made with it


@dataclass(frozen=True)
class Mark:
    """How far an index has come: `of` names the library and the index format, `seq` the change, `count` its rows then."""

    of: str
    folder: str = ""  # where the index stands, beside the mark; '' for none
    seq: int = 0
    count: int = 0
    fitted: int = 0  # passages there were when the embedder was fitted

    @classmethod
    def load(cls, path: Path, of: str, head: int = sys.maxsize) -> "Mark":
        """The mark at `path`; one at the very beginning when it is missing, damaged, of something else or ahead of the archive."""
        try:
            mark = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls(of)
        return mark if mark.of == of and mark.seq <= head else cls(of)

    def save(self, path: Path) -> None:
        """Replace `path` by this mark."""
        write_json(path, asdict(self))


class LexicalFollower:
    """Keeps the lexical index of one library."""

    def __init__(self, folder: Path, library: str) -> None:
        """Nothing is opened yet."""
        self._folder, self._mark = folder, folder / "lexical.json"
        self._of = f"{library} {lexical.FORMAT}"
        self._opened = Mark(self._of)
        self.index: LexicalIndex | None = None

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False) -> None:
        """Bring the index to change `head`, from the beginning when asked, missing or damaged. The caller holds the lock."""
        mark = Mark(self._of) if afresh else Mark.load(self._mark, self._of, head)
        if not (mark.folder and self._advance(connection, mark)):
            mark = replace(mark, folder=_fresh("lexical"))
            self.index = LexicalIndex(self._folder / mark.folder)
            self.index.apply([], queries.entries(connection))
        self._opened = Mark(self._of, mark.folder, head, queries.count_passages(connection))
        self._opened.save(self._mark)
        _sweep(self._folder, "lexical", mark.folder)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        mark = Mark.load(self._mark, self._of)
        if self.index is None or mark != self._opened:
            self.close()
            self.index = LexicalIndex(self._folder / mark.folder) if mark.folder else None
            self._opened = mark

    def close(self) -> None:
        """Let go of the index."""
        self.index = None

    def _advance(self, connection: sa.Connection, mark: Mark) -> bool:
        """Apply the changes after `mark`; False when the index turns out to be damaged."""
        try:
            self.index = LexicalIndex(self._folder / mark.folder)
            if docs := queries.changed_since(connection, mark.seq):
                self.index.apply(docs, queries.entries(connection, docs))
            return self.index.count() == queries.count_passages(connection)
        except (ValueError, OSError):
            return False


class VectorFollower:
    """Keeps the fitted embedder and the vectors of one library; both are None while the library is small."""

    def __init__(self, folder: Path, library: str) -> None:
        """Nothing is opened yet."""
        self._folder, self._mark = folder, folder / "vectors.json"
        self._of = f"{library} {vectors.FORMAT}"
        self._opened = Mark(self._of)
        self.store: VectorStore | None = None
        self.embedder: LsaEmbedder | None = None

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False) -> None:
        """Bring the vectors to change `head`, anew when asked or when the embedder has grown old. The caller holds the lock."""
        passages = queries.count_passages(connection)
        self.close()
        if passages < FEWEST_PASSAGES:
            return
        mark = Mark(self._of) if afresh else Mark.load(self._mark, self._of, head)
        store = self._advanced(connection, mark) if passages < REFIT_FACTOR * mark.fitted else None
        if store is None:
            mark = replace(mark, folder=_fresh("vectors"), fitted=passages)
            store = self._renewed(connection, self._folder / mark.folder)
        self.store = store
        self._opened = Mark(self._of, mark.folder, head, store.count(), mark.fitted)
        self._opened.save(self._mark)
        _sweep(self._folder, "vectors", mark.folder)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        mark = Mark.load(self._mark, self._of)
        if self.store is None or mark != self._opened:
            self.close()
            self.embedder = LsaEmbedder.load(self._folder / mark.folder / _FITTED) if mark.folder else None
            self.store = VectorStore(self._folder / mark.folder) if self.embedder else None
            self._opened = mark

    def close(self) -> None:
        """Let go of the store."""
        if self.store:
            self.store.close()
        self.store = self.embedder = None

    def _advanced(self, connection: sa.Connection, mark: Mark) -> VectorStore | None:
        """The store with the changes after `mark` applied; None when it is missing, another embedder's or damaged."""
        self.embedder = LsaEmbedder.load(self._folder / mark.folder / _FITTED)
        if self.embedder is None:
            return None
        try:
            store = VectorStore(self._folder / mark.folder)
            if store.fingerprint != self.embedder.fingerprint or store.count() != mark.count:
                return None
            if docs := queries.changed_since(connection, mark.seq):
                store.remove(docs)
                _fill(store, self.embedder, queries.entries(connection, docs))
        except Exception:  # whatever chromadb raises over a damaged store, the store is made again from SQL
            return None
        return store

    def _renewed(self, connection: sa.Connection, folder: Path) -> VectorStore:
        self.embedder = LsaEmbedder.fit([entry.text for entry in queries.entries(connection)])
        self.embedder.save(folder / _FITTED)
        store = VectorStore.make(folder, self.embedder.fingerprint)
        _fill(store, self.embedder, queries.entries(connection))
        return store


def _fresh(kind: str) -> str:
    """The name of a folder that never was: readers go on in the old one until the mark names this one."""
    return f"{kind}-{uuid.uuid4().hex[:12]}"


def _sweep(folder: Path, kind: str, kept: str) -> None:
    """Take away the indexes of one kind that the mark does not name (any more). What is held open may stay until the next time."""
    for path in folder.glob(f"{kind}*/"):
        if path.name != kept:
            shutil.rmtree(path, ignore_errors=True)


def _fill(store: VectorStore, embedder: LsaEmbedder, entries: Iterable[Entry]) -> None:
    for batch in _batches(entries):
        store.put([e.serial for e in batch], [e.doc for e in batch], embedder.embed([e.text for e in batch]))


def _batches(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    stream = iter(entries)
    while batch := list(islice(stream, _BATCH)):
        yield batch
