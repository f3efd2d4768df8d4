"""The library: one facade over the archive, its indexes and its search."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from base.errors import InputError
from corpus import queries, store
from corpus.db import documents, open_engine, passages
from corpus.documents import Document, Hit, Passage
from corpus.indexes import Indexes
from corpus.ingest import AddReport, Ingest, Progress
from corpus.lock import writing
from corpus.names import normal_name
from corpus.passages import SPLITTER_VERSION, split
from corpus.queries import Filter
from corpus.search import By, Searcher


class Library:
    """The documents of one workspace. Use `Library.open`; a context manager."""

    def __init__(self, home: Path, engine: sa.Engine) -> None:
        """Over the open `engine` of the workspace `home`."""
        self._home, self._engine = home, engine
        with engine.connect() as connection:
            self._indexes = Indexes(home, engine, queries.setting(connection, "library"))
        self._searcher = Searcher(engine, self._indexes)

    @classmethod
    def open(cls, home: Path) -> "Library":
        """The library in `home`, made on first use; InputError when it is newer than the program or cannot be used."""
        home = home.expanduser().resolve()
        return cls(home, open_engine(home))

    def close(self) -> None:
        """Let go of all files."""
        self._indexes.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Taking in and taking out

    def add(self, paths: Sequence[Path], *, prune: bool = False, progress: Progress | None = None) -> AddReport:
        """Take in the files and folders `paths`; with `prune` take out what came from them and is there no more."""
        with writing(self._home):
            self._check_splitter()
            ingest = Ingest(self._engine, progress)
            ingest.read(paths)
            if prune:
                ingest.prune(paths)
            self._indexes.catch_up()
            return ingest.report()

    def add_documents(self, items: Iterable[Document], *, progress: Progress | None = None) -> AddReport:
        """Take in documents that are already read."""
        with writing(self._home):
            self._check_splitter()
            ingest = Ingest(self._engine, progress)
            ingest.take(items)
            self._indexes.catch_up()
            return ingest.report()

    def remove(self, ids: Collection[str]) -> None:
        """Take documents out; InputError, and nothing is taken out, when one of them is not there."""
        with writing(self._home):
            with self._engine.begin() as connection:
                store.delete(connection, [self._serial(connection, id) for id in ids])
            self._indexes.catch_up()

    def edit(self, id: str, **fields: str | dt.date | None) -> None:
        """Correct metadata (`store.EDITABLE`); the correction stays when the document is read again."""
        if unknown := sorted(fields.keys() - set(store.EDITABLE)):
            raise InputError(f"资料没有“{'、'.join(unknown)}”这一项，可以修改的有 {'、'.join(store.EDITABLE)}。")
        with writing(self._home):
            with self._engine.begin() as connection:
                store.correct(connection, self._serial(connection, id), fields)
            self._indexes.catch_up()

    def rebuild(self) -> None:
        """Cut all documents into passages again and make the indexes anew."""
        with writing(self._home):
            with self._engine.begin() as connection:
                for serial, document in queries.whole(connection):
                    store.cut_again(connection, serial, split(document))
                store.set_setting(connection, "splitter", SPLITTER_VERSION)
            self._indexes.catch_up(afresh=True)

    # Looking up

    def documents(self) -> list[Document]:
        """Every document without its text, in the order they came."""
        with self._engine.connect() as connection:
            return queries.documents_where(connection)

    def document(self, id: str) -> Document | None:
        """The document with its text."""
        with self._engine.connect() as connection:
            return queries.document(connection, id)

    def passages(self, doc_id: str) -> list[Passage]:
        """The passages of a document in order; none when it is not there."""
        with self._engine.connect() as connection:
            return queries.passages_where(connection, documents.c.id == doc_id)

    def passage(self, id: str) -> Passage | None:
        """The passage with this id."""
        with self._engine.connect() as connection:
            return next(iter(queries.passages_where(connection, passages.c.id == id)), None)

    def find(self, name: str) -> Document | None:
        """The document with this title or 发文字号, however it is written: 书名号, width, spaces and brackets do not matter.

        A document that only passes another one on (关于印发《X》的通知) also answers to X; of several the newest.
        """
        with self._engine.connect() as connection:
            return queries.named(connection, normal_name(name))

    def ids_of(self, name: str) -> list[str]:
        """The ids of all documents that are called `name`: by id, or by title or 发文字号 as `find` takes them."""
        with self._engine.connect() as connection:
            return queries.called(connection, name, normal_name(name))

    def stats(self) -> dict[str, Any]:
        """Figures about the library, for people and scripts."""
        with self._engine.connect() as connection:
            return queries.stats(connection)

    def fingerprint(self) -> str:
        """Of all documents and their metadata; equal libraries have equal ones."""
        with self._engine.connect() as connection:
            return queries.fingerprint(connection)

    # Searching

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        by: By = "passage",
        kind: str = "",
        issuer: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
        exclude: Collection[str] = (),
    ) -> list[Hit]:
        """The best `k` passages, or documents each with its best passage, best first. `exclude` holds document ids."""
        wanted = Filter(kind, issuer, since, until, frozenset(exclude))
        return self._searcher.search([query], k, by, wanted)[0]

    def search_many(
        self,
        texts: Sequence[str],
        *,
        k: int = 10,
        by: By = "passage",
        kind: str = "",
        issuer: str = "",
        since: dt.date | None = None,
        until: dt.date | None = None,
        exclude: Collection[str] = (),
    ) -> list[list[Hit]]:
        """`search` for each of `texts`, faster than one by one."""
        wanted = Filter(kind, issuer, since, until, frozenset(exclude))
        return self._searcher.search(texts, k, by, wanted)

    def _check_splitter(self) -> None:
        """Passages cut in two ways must not stand side by side; cutting again changes their ids, which briefs name, so a person decides."""
        with self._engine.begin() as connection:
            if not (known := queries.setting(connection, "splitter")):
                store.set_setting(connection, "splitter", SPLITTER_VERSION)
            elif known != SPLITTER_VERSION:
                raise InputError(f"资料库 {self._home} 的段落是按旧办法切分的，请运行 biganzi corpus rebuild 重建索引后再添加资料。")

    def _serial(self, connection: sa.Connection, id: str) -> int:
        serial: int | None = connection.scalar(sa.select(documents.c.serial).where(documents.c.id == id))
        if serial is None:
            raise InputError(f"资料库里没有编号为“{id}”的资料，可用 biganzi corpus list 查看现有编号。")
        return serial
