"""What is measured of the documents of one 文种, so that a text can be set beside them."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from base.files import write_json
from corpus.documents import Document
from evals.archive import Measure, Numbers
from evals.shelves import Shelf, ShelfArchive

FEWEST = 5  # documents from which on they say what is usual
_MOST, _LONGEST = 40, 120_000  # documents, and characters of all together, that are read: two or three seconds where nothing is kept
_FILES = 12  # each is a few kB
_LENGTH = "length"


class Kept:
    """Measures of documents by their ids, one file of a folder for each state of the library and each measure."""

    def __init__(self, folder: Path | None = None, state: str = "") -> None:
        """Without a folder they are kept as long as this object lives."""
        self._folder, self._state = folder, state
        self._known: dict[str, dict[str, Numbers]] = {}

    def of(self, key: str) -> dict[str, Numbers]:
        """What is known under `key`; to be added to, and then saved."""
        if key not in self._known:
            self._known[key] = _load(path) if (path := self._path(key)) else {}
        return self._known[key]

    def save(self, key: str) -> None:
        """A cache that cannot be written is no fault."""
        if path := self._path(key):
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
                for old in sorted(path.parent.glob("*.json"), key=lambda p: p.stat().st_mtime)[: 1 - _FILES]:
                    old.unlink()
                write_json(path, self._known[key])

    def _path(self, key: str) -> Path | None:
        name = hashlib.sha256(f"{self._state} {key}".encode()).hexdigest()[:24]
        return self._folder / f"{name}.json" if self._folder else None


def measured(shelf: Shelf, excluded: frozenset[str], kinds: Collection[str], measure: Measure) -> list[Numbers]:
    """What `measure` says of the newest documents of `kinds` in force; nothing where there are fewer than `FEWEST`."""
    chosen = _newest(shelf.listed, kinds, excluded)
    known = shelf.kept.of(measure.key)
    before, length, found = len(known), 0, []
    for document in chosen if len(chosen) >= FEWEST else ():
        if document.id not in known:
            known[document.id] = _measured(shelf, document.id, measure)
        found.append(known[document.id])
        length += int(known[document.id][_LENGTH] or 0)
        if length >= _LONGEST and len(found) >= FEWEST:
            break
    if len(known) > before:
        shelf.kept.save(measure.key)
    return found if len(found) >= FEWEST else []


def _measured(shelf: Shelf, id: str, measure: Measure) -> Numbers:
    document = shelf.document(id)
    text = document.text if document else ""
    return {**measure.of(text, ShelfArchive(shelf, frozenset([id]))), _LENGTH: len(text)}


def _newest(documents: Sequence[Document], kinds: Collection[str], excluded: frozenset[str]) -> list[Document]:
    wanted = [d for d in documents if d.kind in kinds and d.id not in excluded and not d.standing]
    return sorted(wanted, key=lambda d: (d.date or dt.date.min, d.id), reverse=True)[:_MOST]


def _load(path: Path) -> dict[str, Numbers]:
    with suppress(OSError, ValueError):
        stored = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(stored, dict):
            return stored
    return {}
