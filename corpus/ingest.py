"""Taking documents into the archive: what is new, what changed, what is gone."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

import sqlalchemy as sa

from base.errors import FileError
from corpus import queries, store, taken_out
from corpus.documents import Document
from corpus.opening import TooLongError
from corpus.origins import file_of, is_missing, is_under, refuse_sweep
from corpus.passages import split
from corpus.queries import Known
from corpus.readers import iter_documents, office, walk
from corpus.readers.files import PassedOver
from corpus.twins import twins

Progress = Callable[[int, int, str], None]  # documents done, documents in all (0 while unknown), the last title or what is going on

_HOLDS_MANY = (".jsonl", ".zip")
_SLOW = (*office.SUFFIXES, ".pdf", ".zip")  # what is read is stored before such a file is begun
_SHOWN = 80  # characters of what is too long
_BATCH = 50  # documents a commit: what was reported as done survives kill -9
_BATCH_SECONDS = 0.8  # a commit also after so long: slow files are reported once a second too


@dataclass(frozen=True)
class AddReport:
    """What an addition did, as document ids in order, and what could not be used."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    errors: tuple[FileError, ...] = ()
    passages: int = 0  # of the documents added and changed
    same: tuple[tuple[str, ...], ...] = ()  # 同文: documents with equal texts, one of each group added or changed
    moved: tuple[str, ...] = ()  # under new ids
    left_out: tuple[str, ...] = ()  # taken out by a person before
    passed_over: tuple[PassedOver, ...] = ()
    mended: tuple[tuple[str, int], ...] = ()  # why, and in how many places, the copies of those added and changed differ from their files


class State(Enum):
    """What became of a document that was read."""

    ADDED = auto()
    CHANGED = auto()
    UNCHANGED = auto()
    MOVED = auto()
    LEFT_OUT = auto()


@dataclass
class _Seen:
    source: str = ""
    state: State | None = None
    passages: int = 0  # stored of it now


@dataclass
class Ingest:
    """One addition in progress. The caller holds the write lock. With `again` also what a person took out before is taken."""

    engine: sa.Engine
    progress: Progress | None = None
    again: bool = False
    total: int = 0  # documents that will come; 0 while unknown
    removed: list[str] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    _seen: dict[str, _Seen] = field(default_factory=dict)  # by document id
    _read: dict[str, list[FileError]] = field(default_factory=dict)  # what was wrong in each file that was read
    _last: str = ""  # the title of the last document stored
    _mended: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        office.sweep()
        with self.engine.connect() as connection:
            self._known = queries.known(connection)
            self._out = {} if self.again else taken_out.hashes(connection)

    # Taking in

    def read(self, paths: Sequence[Path]) -> None:
        """Take what is in the files and folders `paths`."""
        found = list(walk(paths))
        files = [item.resolve() for item in found if isinstance(item, Path)]
        self.errors += [item for item in found if isinstance(item, FileError)]
        self.passed_over += [item for item in found if isinstance(item, PassedOver)]
        self.expect(files)
        self.take_files(files)

    def expect(self, files: Sequence[Path]) -> None:
        """Say that `files` will come; how many documents stand in some of them is not known before."""
        self.total = 0 if any(file.suffix.lower() in _HOLDS_MANY for file in files) else len(files)

    def take_files(self, files: Sequence[Path]) -> None:
        """Store what is in `files`, a commit a batch."""
        self.take(self._documents(files))

    def take(self, items: Iterable[Document | None]) -> None:
        """Store documents, a commit a batch; a None among them says that the next one may be long in coming."""
        for batch in _batches(items):
            self._store_each([document for document in self._latest(batch) if self._is_news(document)])
            self._last = batch[-1].title
            self.say(self._last)

    def say(self, what: str = "") -> None:
        """Report how far we have come and `what` is going on, or else what was stored last."""
        if self.progress:
            self.progress(len(self._seen), self.total, what or self._last)

    def take_back(self, sources: Mapping[str, str]) -> None:
        """Store these documents alone, each by its id with where it came from."""
        wanted = {file: [id for id, said in sources.items() if file_of(said) == file] for file in map(file_of, sources.values())}
        for file, ids in wanted.items():
            found = {item.id: item for item in iter_documents(Path(file)) if isinstance(item, Document) and item.id in ids}
            self.take(found.values())
            self.errors += [FileError(f"{file} 里已经没有“{id}”，没有放回。") for id in ids if id not in found]

    def is_read(self, file: Path | str) -> bool:
        """Whether all that is in `file` was taken."""
        return self._read.get(str(file)) == []

    def fault_of(self, file: Path) -> str:
        """What is wrong with `file` itself, as long as it stays as it is; '' when nothing is, or the fault may pass."""
        faults = self._read.get(str(file), [])
        return "" if any(isinstance(fault, office.ConverterError) for fault in faults) else "\n".join(map(str, faults))

    # Taking out

    def check_sweep(self, paths: Sequence[Path]) -> None:
        """InputError when most of what came from `paths` is gone: more likely a share is not there than all was thrown away."""
        roots = [path.resolve() for path in paths]
        files = Counter(file for known in self._known.values() if is_under(file := file_of(known.source), roots))
        refuse_sweep(sum(count for file, count in files.items() if is_missing(Path(file))), files.total(), paths)

    def is_gone(self, path: Path) -> bool:
        """Whether `path` is no more, and something is known to have come from it."""
        root = path.resolve()
        return is_missing(root) and any(is_under(known.source, [root]) for known in self._known.values())

    def prune(self, paths: Sequence[Path]) -> None:
        """Take out what came from `paths` and is there no more; what could not be read now may still be there."""
        roots = [path.resolve() for path in paths]
        gone = [id for id, known in self._known.items() if id not in self._seen and self._is_gone(file_of(known.source), roots)]
        self.drop(gone)

    def drop(self, ids: Sequence[str]) -> None:
        """Take these documents out."""
        if not ids:
            return
        with self.engine.begin() as connection:
            store.delete(connection, [self._known.pop(id).serial for id in ids])
        self.removed += ids

    def of_files(self, files: Iterable[str]) -> list[str]:
        """The ids of the documents known to come from `files`, oldest first."""
        wanted = set(files)
        return [id for id, known in self._known.items() if file_of(known.source) in wanted]

    def unseen_in(self, folder: Path) -> list[str]:
        """The ids of the documents known to come from `folder` that were not read now."""
        return [id for id, known in self._known.items() if id not in self._seen and is_under(file_of(known.source), [folder])]

    def unseen_of(self, files: Iterable[str]) -> list[str]:
        """The same, without those that were read now."""
        return [id for id in self.of_files(files) if id not in self._seen]

    # Moving and reporting

    def move(self, moved: Sequence[tuple[str, Document]]) -> None:
        """Store documents under a new id in the place of what had the old one: corrections and the old names stay."""
        for old, document in moved:
            self._known[document.id] = self._known.pop(old)
            self._seen[document.id] = _Seen(document.source, State.MOVED)
        self._store([document for _, document in moved], former=[old for old, _ in moved])

    def rename_out(self, old: str, document: Document) -> None:
        """What a person took out as `old` stays out under the id that it has now."""
        if old in self._out and old not in self._known:
            del self._out[old]
            self._out[document.id] = queries.content_hash(document)
            with self.engine.begin() as connection:
                taken_out.rename(connection, old, document.id, document.source, self._out[document.id])

    def knows(self, id: str) -> bool:
        """Whether there is a document of this id."""
        return id in self._known

    def report(self) -> AddReport:
        """What was done so far."""
        ids = {state: tuple(id for id, seen in self._seen.items() if seen.state is state) for state in State}
        with self.engine.connect() as connection:
            same = twins(connection, {*ids[State.ADDED], *ids[State.CHANGED]})
        return AddReport(
            added=ids[State.ADDED],
            changed=ids[State.CHANGED],
            unchanged=ids[State.UNCHANGED],
            removed=tuple(self.removed),
            errors=tuple(self.errors),
            passages=sum(seen.passages for seen in self._seen.values()),
            same=same,
            moved=ids[State.MOVED],
            left_out=ids[State.LEFT_OUT],
            passed_over=tuple(self.passed_over),
            mended=tuple(self._mended.items()),
        )

    # Parts

    def _documents(self, files: Sequence[Path]) -> Iterator[Document | None]:
        for file in files:
            if file.suffix.lower() in _SLOW:
                yield None
            faults: list[FileError] = []
            for item in iter_documents(file):
                if isinstance(item, FileError):
                    faults.append(item)
                    self.errors.append(item)
                    self.say()
                else:
                    yield item
            self._read[str(file)] = faults

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
        known, seen, content = self._known.get(document.id), self._seen[document.id], queries.content_hash(document)
        if not known and self._out.get(document.id) == content:
            seen.state = State.LEFT_OUT
            return False
        same = known is not None and known.hash == content
        if seen.state not in (State.ADDED, State.CHANGED):
            seen.state = State.UNCHANGED if same else State.CHANGED if known else State.ADDED
        return not same

    def _store_each(self, news: Sequence[Document]) -> None:
        """Store them together; where the database cannot take one of them, one by one, and that one is named."""
        try:
            self._store(news)
        except TooLongError:
            if len(news) > 1:
                for document in news:
                    self._store_each([document])
                return
            (document,) = news
            self._seen[document.id].state = None
            name = f"{document.source or document.id}：{document.title}"[:_SHOWN]
            self.errors.append(FileError(f"{name}…… 的标题、编号或文号长得无法收录，请改短后重新收录。"))

    def _store(self, news: Sequence[Document], former: Sequence[str] = ()) -> None:
        if not news:
            return
        cut = [(document, split(document)) for document in news]
        old = {document.id: self._known[document.id].serial for document in news if document.id in self._known}
        with self.engine.begin() as connection:
            serials = store.store(connection, cut, old)
            if former:
                store.remember(connection, {id: serials[document.id] for id, document in zip(former, news) if id != document.id})
        for document, parts in cut:
            self._mended.update(mend.why for mend in document.mends)
            self._seen.setdefault(document.id, _Seen(document.source)).passages = len(parts)
            self._known[document.id] = Known(serials[document.id], queries.content_hash(document), document.source)

    def _is_gone(self, file: str, roots: Sequence[Path]) -> bool:
        return is_under(file, roots) and (self.is_read(file) or is_missing(Path(file)))


def _batches(items: Iterable[Document | None]) -> Iterator[list[Document]]:
    """`items` in runs that are full, have taken long enough to come, or stand before a None."""
    batch: list[Document] = []
    begun = time.monotonic()
    for item in items:
        if item is not None:
            batch.append(item)
        if batch and (item is None or len(batch) == _BATCH or time.monotonic() - begun > _BATCH_SECONDS):
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch
