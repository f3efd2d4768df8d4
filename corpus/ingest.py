"""Taking documents into the archive: what is new, what changed, what is gone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from base.errors import FileError
from corpus import queries, store
from corpus.documents import Document
from corpus.passages import split
from corpus.queries import Known
from corpus.readers import iter_documents, walk

Progress = Callable[[int, int, str], None]  # documents done, documents in all (0 while unknown), the title of the last one

_BATCH = 50  # documents a commit: what was reported as done survives kill -9


@dataclass(frozen=True)
class AddReport:
    """What an addition did, as document ids in order, and what could not be used."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    errors: tuple[FileError, ...] = ()
    passages: int = 0  # of the documents added and changed


class State(Enum):
    """What became of a document that was read."""

    ADDED = auto()
    CHANGED = auto()
    UNCHANGED = auto()


@dataclass
class _Seen:
    source: str = ""
    state: State | None = None
    passages: int = 0  # stored of it now


@dataclass
class Ingest:
    """One addition in progress. The caller holds the write lock."""

    engine: sa.Engine
    progress: Progress | None = None
    removed: list[str] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    _seen: dict[str, _Seen] = field(default_factory=dict)  # by document id
    _read: set[str] = field(default_factory=set)  # files read to the end without an error

    def __post_init__(self) -> None:
        with self.engine.connect() as connection:
            self._known = queries.known(connection)

    def read(self, paths: Sequence[Path]) -> None:
        """Take what is in the files and folders `paths`."""
        found = list(walk(paths))
        files = [item.resolve() for item in found if isinstance(item, Path)]
        self.errors += [item for item in found if isinstance(item, FileError)]
        rows = any(file.suffix.lower() == ".jsonl" for file in files)
        self.take(self._documents(files), total=0 if rows else len(files))

    def take(self, documents: Iterable[Document], total: int = 0) -> None:
        """Store `documents`, a commit a batch."""
        stream = iter(documents)
        while batch := list(islice(stream, _BATCH)):
            self._store([document for document in self._latest(batch) if self._is_news(document)])
            if self.progress:
                self.progress(len(self._seen), total, batch[-1].title)

    def prune(self, paths: Sequence[Path]) -> None:
        """Take out what came from `paths` and is there no more; what could not be read now may still be there."""
        roots = [path.resolve() for path in paths if path.exists()]
        gone = [id for id, known in self._known.items() if id not in self._seen and self._is_gone(known.source, roots)]
        with self.engine.begin() as connection:
            store.delete(connection, [self._known[id].serial for id in gone])
        self.removed += gone

    def report(self) -> AddReport:
        """What was done so far."""
        added, changed, unchanged = (tuple(id for id, seen in self._seen.items() if seen.state == state) for state in State)
        passages = sum(seen.passages for seen in self._seen.values())
        return AddReport(added, changed, unchanged, tuple(self.removed), tuple(self.errors), passages)

    def _documents(self, files: Sequence[Path]) -> Iterator[Document]:
        for file in files:
            before = len(self.errors)
            for item in iter_documents(file):
                if isinstance(item, FileError):
                    self.errors.append(item)
                else:
                    yield item
            if len(self.errors) == before:
                self._read.add(str(file))

    def _latest(self, batch: Sequence[Document]) -> Iterable[Document]:
        """The last of those with one id: that it counts is said by the file's reader, with the lines, or else here."""
        for document in batch:
            seen = self._seen.get(document.id)
            if seen and not (seen.source and seen.source == document.source):
                self.errors.append(FileError(f"{document.source}：编号“{document.id}”重复，以后一份为准，请改成不同的编号。"))
            self._seen.setdefault(document.id, _Seen()).source = document.source
        return {document.id: document for document in batch}.values()

    def _is_news(self, document: Document) -> bool:
        """Note what `document` is to the archive; False when there is nothing to store."""
        known, seen = self._known.get(document.id), self._seen[document.id]
        same = known is not None and known.hash == queries.content_hash(document)
        if seen.state is None or (seen.state is State.UNCHANGED and not same):
            seen.state = State.UNCHANGED if same else State.CHANGED if known else State.ADDED
        return not same

    def _store(self, news: Sequence[Document]) -> None:
        if not news:
            return
        cut = [(document, split(document)) for document in news]
        old = {document.id: self._known[document.id].serial for document in news if document.id in self._known}
        with self.engine.begin() as connection:
            serials = store.store(connection, cut, old)
        for document, parts in cut:
            self._seen[document.id].passages = len(parts)
            self._known[document.id] = Known(serials[document.id], queries.content_hash(document), document.source)

    def _is_gone(self, source: str, roots: Sequence[Path]) -> bool:
        path = Path(source)
        return any(path.is_relative_to(root) for root in roots) and (source in self._read or _is_missing(path))


def _is_missing(path: Path) -> bool:
    """Whether there is surely no such file; where we may not look, it is not sure."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
