"""The library: one facade over the archive, its indexes and its search."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, Unpack

import sqlalchemy as sa

from base.errors import InputError
from corpus import backup, queries, standing, store, sync, taken_out, twins
from corpus.backup import BackedUp, Companion, Restored
from corpus.corrections import EDITABLE
from corpus.db import documents, passages
from corpus.documents import Document, Hit, Passage
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.listening import Listener
from corpus.filters import Filter, Wanted
from corpus.former import current, current_passage
from corpus.indexes import Indexes
from corpus.ingest import AddReport, Ingest, Progress
from corpus.language.model import LanguageModel
from corpus.lock import PATIENCE, writing
from corpus.names import normal_name
from corpus.opening import explained, only_writer, open_engine
from corpus.passages import SPLITTER_VERSION, split
from corpus.phrases import Origin, Phrases
from corpus.ranking import DEFAULT, Ranking
from corpus.relay import Relay
from corpus.search import By, Searcher
from corpus.standing import Relation
from corpus.sync import Plan, SyncReport
from corpus.vector_follower import VectorState


class Library:
    """The documents of one workspace. Use `Library.open`; a context manager."""

    def __init__(
        self,
        home: Path,
        engine: sa.Engine,
        embedder: EmbedderChoice | None = None,
        listener: Listener | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Over the open `engine` of the workspace `home`."""
        self._home, self._engine, self._patience = home, engine, patience
        self._relay = Relay(listener)
        self._indexes = Indexes(home, engine, embedder, self._relay)
        self._searcher = Searcher(engine, self._indexes)

    @classmethod
    def open(
        cls, home: Path, embedder: EmbedderChoice | None = None, listener: Listener | None = None, *, patience: float = PATIENCE
    ) -> "Library":
        """The library in `home`, made on first use; InputError when it is newer than the program or cannot be used.

        Without `embedder` it is the fitted one. To write, it waits for another writer as many seconds as it has `patience`.
        """
        home = home.expanduser().resolve()
        engine = open_engine(home, patience)
        try:
            return cls(home, engine, embedder, listener, patience)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Let go of all files."""
        self._indexes.end()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Taking in and taking out

    def add(
        self, paths: Sequence[Path], *, prune: bool = False, sure: bool = False, again: bool = False, progress: Progress | None = None
    ) -> AddReport:
        """Take in the files and folders `paths`; with `prune` take out what came from them and is there no more.

        What was removed stays out while it is the same, unless it is wanted `again`. InputError, and nothing is done, when most of it
        is there no more and we are not `sure`.
        """
        with self._adding("收录资料", progress, again) as ingest:
            if prune and not sure:
                ingest.check_sweep(paths)
            ingest.read([path for path in paths if not (prune and ingest.is_gone(path))])
            if prune:
                ingest.prune(paths)
        return ingest.report()

    def add_documents(self, items: Iterable[Document], *, progress: Progress | None = None) -> AddReport:
        """Take in documents that are already read."""
        with self._adding("收录资料", progress, again=True) as ingest:
            ingest.take(items)
        return ingest.report()

    def sync(
        self, folder: Path, *, verify: bool = False, sure: bool = False, again: bool = False, progress: Progress | None = None
    ) -> SyncReport:
        """Bring the library in step with `folder`; see `corpus.sync`. With `verify` by the bytes of every file, not by time and size.

        What was removed stays out while it is the same, unless it is wanted `again`.
        """
        with self._adding("同步文件夹", progress, again) as ingest:
            return sync.carry_out(self._engine, ingest, self.survey(folder, verify=verify, sure=sure, again=again))

    def survey(self, folder: Path, *, verify: bool = False, sure: bool = False, again: bool = False) -> Plan:
        """What `sync` would do, without doing it."""
        with self._engine.connect() as connection, explained(self._home):
            return sync.survey(connection, folder, verify=verify, sure=sure, again=again, hear=self._relay.comparing)

    def remove(self, ids: Collection[str]) -> None:
        """Take documents out until they change; InputError, and nothing is taken out, when one of them is not there."""
        with self._writing("移出资料"):
            with self._engine.begin() as connection:
                store.take_out(connection, [self._serial(connection, id) for id in ids])
            self._indexes.settle()

    def removed(self) -> dict[str, str]:
        """What a person took out and did not take in again: where each came from, by its id."""
        with self._engine.connect() as connection:
            return taken_out.sources(connection)

    def put_back(self, ids: Collection[str]) -> AddReport:
        """Take in again what a person took out, from the files as they are now; what is not in them any more is an error of the report."""
        sources = self.removed()
        with self._adding("放回资料", None, again=True) as ingest:
            ingest.take_back({id: sources[id] for id in ids if id in sources})
        return ingest.report()

    def edit(self, id: str, **fields: str | dt.date | None) -> None:
        """Correct metadata (`corrections.EDITABLE`); the correction stays when the document is read again."""
        if unknown := sorted(fields.keys() - set(EDITABLE)):
            raise InputError(f"资料没有“{'、'.join(unknown)}”这一项，可以修改的有 {'、'.join(EDITABLE)}。")
        with self._writing("更正资料"):
            with self._engine.begin() as connection:
                store.correct(connection, self._serial(connection, id), fields)
            self._indexes.settle()

    def corrected(self, id: str) -> list[str]:
        """The fields of a document that a person has set."""
        with self._engine.connect() as connection:
            return store.corrected(connection, self._serial(connection, id))

    def rebuild(self) -> None:
        """Cut all documents into passages again and make the indexes anew."""
        with self._writing("重建索引"):
            with self._engine.begin() as connection:
                for serial, document in queries.whole(connection):
                    store.cut_again(connection, serial, split(document))
                store.set_setting(connection, "splitter", SPLITTER_VERSION)
                standing.relink(connection, queries.passing(connection))
            self._indexes.catch_up(afresh=True)

    # Keeping safe

    def back_up(self, target: Path, *, everything: bool = False, with_accounts: bool = False, beside: Sequence[Companion] = ()) -> BackedUp:
        """Write all of it to one file, while others go on; see `corpus.backup`."""
        more, hear = {"everything": everything, "with_accounts": with_accounts}, self._relay.indexing
        return backup.back_up(self._engine, self._home, target, **more, hear=hear, beside=beside)

    def restore(self, source: Path, *, replace: bool = False, beside: Sequence[Companion] = ()) -> Restored:
        """Put a backup in the place of all there is; see `corpus.backup`."""
        with self._writing("恢复备份"):
            restored = backup.restore(self._engine, self._home, source, replace=replace, beside=beside)
            self._indexes.settle()
        return restored

    # Looking up

    def documents(self) -> list[Document]:
        """Every document without its text, in the order they came."""
        with self._engine.connect() as connection:
            return queries.documents_where(connection)

    def document(self, id: str) -> Document | None:
        """The document with its text."""
        with self._engine.connect() as connection:
            return queries.document(connection, current(connection, id))

    def passages(self, doc_id: str) -> list[Passage]:
        """The passages of a document in order; none when it is not there."""
        with self._engine.connect() as connection:
            return queries.passages_where(connection, documents.c.id == current(connection, doc_id))

    def passages_of_place(self, place: str) -> list[tuple[Document, Passage]]:
        """The passages of the documents of `place` and its offices that are in force and carry no 密级, newest document last."""
        ours = (documents.c.region == place) | ((documents.c.region == "") & documents.c.issuer.startswith(place, autoescape=True))
        with self._engine.connect() as connection:
            chosen = (ours, documents.c.secrecy == "", documents.c.standing == "")
            papers = {d.id: d for d in queries.documents_where(connection, *chosen)}
            parts = [(papers[p.doc_id], p) for p in queries.passages_where(connection, *chosen) if p.doc_id in papers]
        return sorted(parts, key=lambda part: part[0].date or dt.date.min)

    def passage(self, id: str) -> Passage | None:
        """The passage with this id."""
        with self._engine.connect() as connection:
            return next(iter(queries.passages_where(connection, passages.c.id == current_passage(connection, id))), None)

    def find(self, name: str) -> Document | None:
        """The document with this title or 发文字号, however it is written: 书名号, width, spaces and brackets do not matter.

        A document that only passes another one on (关于印发《X》的通知) also answers to X; of several the newest.
        """
        with self._engine.connect() as connection:
            return queries.named(connection, normal_name(name))

    def ids_of(self, name: str) -> list[str]:
        """The ids of all documents that are called `name`: by id, or by title or 发文字号 as `find` takes them."""
        with self._engine.connect() as connection:
            return queries.called(connection, current(connection, name), normal_name(name))

    def links(self, id: str) -> list[Relation]:
        """What supersedes or repeals the document `id`, and what it supersedes or repeals itself."""
        with self._engine.connect() as connection:
            return standing.relations(connection, id)

    def twins(self) -> tuple[tuple[str, ...], ...]:
        """同文: the groups of documents with equal texts."""
        with self._engine.connect() as connection:
            return twins.twins(connection, set(queries.known(connection)))

    def phrases(self) -> Phrases:
        """Who says what, as the library is now."""
        index, _ = self._indexes.refreshed_wording()
        with self._engine.connect() as connection:
            return Phrases(index, [Origin(*row) for row in queries.units(connection)])

    def language(self) -> LanguageModel:
        """How probable a text is to whoever has read the library as it is now (but for a tenth of its documents)."""
        _, follower = self._indexes.refreshed_wording()
        return follower.model

    def stats(self) -> dict[str, Any]:
        """Figures about the library, for people and scripts."""
        with self._engine.connect() as connection:
            return queries.stats(connection)

    def vector_state(self) -> VectorState:
        """How many passages have vectors, and of which length."""
        self._indexes.refresh()
        with self._engine.connect() as connection:
            return self._indexes.vectors.state(connection)

    def fingerprint(self) -> str:
        """Of all documents and their metadata; equal libraries have equal ones."""
        with self._engine.connect() as connection:
            return queries.fingerprint(connection)

    # Searching

    def search(self, query: str, *, k: int = 10, by: By = "passage", ranking: Ranking = DEFAULT, **wanted: Unpack[Wanted]) -> list[Hit]:
        """The best `k` passages, or documents each with its best passage, best first. For the filters see `Filter`."""
        return self.search_many([query], k=k, by=by, ranking=ranking, **wanted)[0]

    def search_many(
        self, texts: Sequence[str], *, k: int = 10, by: By = "passage", ranking: Ranking = DEFAULT, **wanted: Unpack[Wanted]
    ) -> list[list[Hit]]:
        """`search` for each of `texts`, faster than one by one."""
        return self._searcher.search(texts, k, by, Filter.of(**wanted), ranking)

    @contextmanager
    def _writing(self, doing: str) -> Iterator[None]:
        """Alone; a database that refuses is explained."""
        with (
            writing(self._home, self._patience, doing, self._relay.say),
            explained(self._home),
            only_writer(self._engine, self._patience, self._relay.say),
        ):
            yield

    @contextmanager
    def _adding(self, doing: str, progress: Progress | None, again: bool) -> Iterator[Ingest]:
        """Alone, with the indexes brought up to date at the end."""
        with self._writing(doing):
            with self._engine.begin() as connection:
                store.check_splitter(connection, self._home)
            ingest = self._relay.ingest = Ingest(self._engine, progress, again)
            try:
                yield ingest
                self._indexes.settle()
            finally:
                self._relay.ingest = None

    def _serial(self, connection: sa.Connection, id: str) -> int:
        serial: int | None = connection.scalar(sa.select(documents.c.serial).where(documents.c.id == current(connection, id)))
        if serial is None:
            raise InputError(f"资料库里没有编号为“{id}”的资料，可用 biganzi corpus list 查看现有编号。")
        return serial
