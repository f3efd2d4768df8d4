"""The vectors following the archive; see `corpus.following` for how."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from base.errors import BiganziError, ServiceError
from corpus import queries, vectors
from corpus.db import documents
from corpus.documents import Document
from corpus.embedders import Embedder
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.listening import Listener
from corpus.embedders.sources import source_of
from corpus.following import Mark, counted, fresh, sweep
from corpus.lexical import Entry
from corpus.vectors import Scores, VectorStore

_BATCH = 2000  # passages embedded at a time
_REST = 60.0  # seconds a service that failed is left alone
_BY_WORDS = "这次只按字词检索"
_CHANGED = "文库的向量是用另一个向量模型建立的，现在只按字词检索；请运行 biganzi corpus rebuild 重建索引，或把 [embedding] 改回原来的设置。"
_BEHIND = "有资料还没有算出语义向量，现在只能按字词找到；请运行 biganzi corpus rebuild 补上。"
_SILENT = "任务书或文库里有带密级的内容，查询没有发给外部的向量模型，只按字词检索。"


class VectorState(NamedTuple):
    """How far the vectors have come."""

    vectors: int
    passages: int
    withheld: int  # passages that get no vector, because they are marked and vectors are made or stored outside
    dimension: int  # 0 while there is none
    foreign: bool  # whether what is there was made with another embedder


class VectorFollower:
    """Keeps the embedder and the vectors of one library; both are None while there are none to be searched."""

    def __init__(self, folder: Path, library: str, choice: EmbedderChoice | None = None, listener: Listener | None = None) -> None:
        """Nothing is opened or asked yet."""
        self._folder, self._mark = folder, folder / "vectors.json"
        self._choice, self._listener = choice or EmbedderChoice(), listener or Listener()
        self._of = " ".join(filter(None, (library, vectors.FORMAT, self._choice.chroma)))
        self._source = source_of(self._choice, folder)
        self._opened = Mark(self._of)
        self._said: set[str] = set()
        self._rested = 0.0  # when a service that failed may be asked again
        self.store: VectorStore | None = None
        self.embedder: Embedder | None = None

    # Following

    def reached(self, head: int) -> int:
        """The change up to which the vectors have come, by whoever brought them there; `head` while the library is too small for any."""
        mark = Mark.load(self._mark, self._of)
        return mark.seq if mark.folder or self._source.fewest == 1 else head

    def follow(self, connection: sa.Connection, head: int, afresh: bool = False, hurried: bool = False) -> None:
        """Bring the vectors to change `head`, anew when asked or when the embedder has grown old. The caller holds the lock.

        Hurried, as before a search, nothing is done that takes long or may fail: the vectors stay as they are. Otherwise ServiceError
        when a service fails; what it gave until then is kept.
        """
        self.close()
        mark = Mark.load(self._mark, self._of, head)
        if self._is_foreign(mark) and not afresh:
            self._say(_CHANGED)
            return
        passages = queries.count_passages(connection)
        if passages < self._source.fewest:
            return
        if afresh or self._source.outgrown(mark.fitted, passages):
            mark = Mark(self._of)
        try:
            self._bring(connection, replace(mark, fitted=mark.fitted or passages), head, hurried, afresh)
        except ServiceError as error:
            self._fail(error, hurried)

    def _bring(self, connection: sa.Connection, mark: Mark, head: int, hurried: bool, afresh: bool) -> None:
        """From `mark` to `head`; from the beginning when there is no store or it is damaged."""
        for known in [mark, replace(mark, folder="", fitted=queries.count_passages(connection))] if mark.folder else [mark]:
            docs = queries.changed_since(connection, mark.seq) if known.folder else None
            if not self._prepare(connection, docs, hurried, afresh):
                self._say(_BEHIND)
                self._open(known)
                return
            if store := self._advanced(connection, known, docs or []) if known.folder else self._renewed(connection):
                self._settle(store, replace(known, folder=store.name, seq=head, count=store.count(), embedder=self._source.name))
                break
        if afresh:
            self._source.tidy(lambda: self._texts(connection))

    def _settle(self, store: VectorStore, mark: Mark) -> None:
        self.store, self._opened = store, mark
        mark.save(self._mark)
        store.drop([path.name for path in self._folder.glob("vectors*/") if path.name != mark.folder])
        sweep(self._folder, "vectors", mark.folder)

    def reopen(self) -> None:
        """Read what another process has finished; without effect where there is nothing new."""
        mark = Mark.load(self._mark, self._of)
        if self.store is not None and mark == self._opened:
            return
        self.close()
        if self._is_foreign(mark):
            self._say(_CHANGED)
            return
        try:
            self._open(mark)
        except ServiceError as error:
            self._fail(error, hurried=True)

    def close(self) -> None:
        """Let go of the store."""
        if self.store:
            self.store.close()
        self.store = self.embedder = None

    # Searching

    def near(self, texts: Sequence[str], limit: int, within: Sequence[int] | None = None) -> list[Scores]:
        """For each text its nearest `limit` passages, serial to cosine. Nothing, said once, when a service does not answer."""
        nothing: list[Scores] = [{} for _ in texts]
        if self._rested and time.monotonic() > self._rested:
            self._rested = 0.0
            self.reopen()
        if self.store is None or self.embedder is None or self._rested or not texts:
            return nothing
        if self._choice.silent or any(map(self._is_marked, texts)):
            self._say(_SILENT)
            return nothing
        try:
            return self.store.nearest(self.embedder.embed_queries(texts), limit, within)
        except ServiceError as error:
            self._fail(error, hurried=True)
            return nothing

    def state(self, connection: sa.Connection) -> "VectorState":
        """How far the vectors have come, for a person."""
        mark, passages = Mark.load(self._mark, self._of), queries.count_passages(connection)
        foreign = self._is_foreign(mark)
        dimension = self.store.dimension() if self.store else 0
        withheld = passages - sum(1 for _ in self._entries(connection)) if self._choice.mark_in else 0
        return VectorState(0 if foreign else mark.count, passages, withheld, dimension, foreign)

    # Parts

    def _is_foreign(self, mark: Mark) -> bool:
        return bool(mark.folder) and mark.embedder != self._source.name

    def _open(self, mark: Mark) -> None:
        folder = self._folder / mark.folder
        self.embedder = self._source.load(folder) if mark.folder else None
        self.store = VectorStore(folder, self._choice.chroma) if self.embedder else None
        self._opened = mark

    def _prepare(self, connection: sa.Connection, docs: Sequence[int] | None, hurried: bool, afresh: bool) -> bool:
        total, done = queries.count_passages(connection, docs), 0

        def tell(more: int) -> None:
            nonlocal done
            done += more
            self._listener.embedding(done, total)

        return self._source.prepare(lambda: self._texts(connection, docs), hurried, afresh, tell)

    def _advanced(self, connection: sa.Connection, mark: Mark, docs: Sequence[int]) -> VectorStore | None:
        """The store with the changed `docs` replaced; None when it is missing, another embedder's or damaged."""
        try:
            self._open(mark)
            store, embedder = self.store, self.embedder
            if store is None or embedder is None or (store.fingerprint, store.count()) != (embedder.fingerprint, mark.count):
                return None
            if docs:
                store.remove(docs)
                self._fill(connection, store, embedder, docs)
        except BiganziError:
            raise
        except Exception:  # whatever chromadb raises over a damaged store, the store is made again from SQL
            return None
        return store

    def _renewed(self, connection: sa.Connection) -> VectorStore:
        self.close()  # a damaged one may be open
        folder = self._folder / fresh("vectors")
        self.embedder = self._source.make(folder, lambda: self._texts(connection))
        store = VectorStore.make(folder, self.embedder.fingerprint, self._choice.chroma)
        self._fill(connection, store, self.embedder)
        return store

    def _fill(self, connection: sa.Connection, store: VectorStore, embedder: Embedder, docs: Sequence[int] | None = None) -> None:
        total = queries.count_passages(connection, docs)
        for batch in _batches(counted(self._entries(connection, docs), total, self._listener.storing)):
            store.put([e.serial for e in batch], [e.doc for e in batch], embedder.embed([e.text for e in batch]))

    def _entries(self, connection: sa.Connection, docs: Sequence[int] | None = None) -> Iterator[Entry]:
        """The passages that get a vector: marked ones get none where vectors are made or stored outside."""
        kept = self._kept_here(connection)
        return (entry for entry in queries.entries(connection, docs) if entry.doc not in kept and not self._is_marked(entry.text))

    def _kept_here(self, connection: sa.Connection) -> set[int]:
        if not (withheld := self._choice.withheld):
            return set()
        rows = connection.execute(sa.select(*(documents.c[name] for name in ("serial", "id", "title", "secrecy", "source"))))
        return {row.serial for row in rows if withheld(Document(row.id, row.title, "", secrecy=row.secrecy, source=row.source))}

    def _texts(self, connection: sa.Connection, docs: Sequence[int] | None = None) -> Iterator[str]:
        return (entry.text for entry in self._entries(connection, docs))

    def _is_marked(self, text: str) -> bool:
        return bool(self._choice.mark_in and self._choice.mark_in(text))

    def _fail(self, error: ServiceError, hurried: bool) -> None:
        self.close()
        if not hurried:
            raise error
        self._rested = time.monotonic() + _REST
        self._say(f"{str(error).rstrip('。')}；{_BY_WORDS}。")

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self._listener.say(sentence)


def _batches(entries: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    stream = iter(entries)
    while batch := list(islice(stream, _BATCH)):
        yield batch
