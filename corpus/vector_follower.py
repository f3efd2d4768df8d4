"""The vectors following the archive; see `corpus.following` for how."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from corpus import queries, vectors
from corpus.embedder import LsaEmbedder
from corpus.following import Mark, fresh, sweep
from corpus.lexical import Entry
from corpus.vectors import VectorStore

FEWEST_PASSAGES = 50  # with fewer a fitted embedder learns nothing worth having: lexical search alone
REFIT_FACTOR = 2  # the embedder is fitted again when the library has grown this much
_BATCH = 2000  # passages embedded at a time
_FITTED = "embedder.npz"  # stands with the vectors that were made with it


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
            mark = replace(mark, folder=fresh("vectors"), fitted=passages)
            store = self._renewed(connection, self._folder / mark.folder)
        self.store = store
        self._opened = Mark(self._of, mark.folder, head, store.count(), mark.fitted)
        self._opened.save(self._mark)
        sweep(self._folder, "vectors", mark.folder)

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


def _fill(store: VectorStore, embedder: LsaEmbedder, entries: Iterable[Entry]) -> None:
    for batch in _batches(entries):
        store.put([e.serial for e in batch], [e.doc for e in batch], embedder.embed([e.text for e in batch]))


def _batches(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    stream = iter(entries)
    while batch := list(islice(stream, _BATCH)):
        yield batch
