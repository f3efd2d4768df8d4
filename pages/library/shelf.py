"""What the page knows of the library: read in one opening, read again only when something in it has changed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from corpus.address import is_there
from corpus.documents import Document, Passage
from pages.shared.place import home

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.standing import Relation

T = TypeVar("T")
_KEY = "library shelf"  # in the session


@dataclass(frozen=True)
class Shelf:
    """All documents without their texts, as of the state `mark` of the library."""

    mark: str = ""
    documents: tuple[Document, ...] = ()
    removed: dict[str, str] = field(default_factory=dict)  # what was taken out: id → where it came from
    twins: dict[str, tuple[str, ...]] = field(default_factory=dict)  # id → the ids with the same text, its own too
    passages: int = 0
    characters: int = 0

    def document(self, id: str) -> Document | None:
        return next((d for d in self.documents if d.id == id), None)


@dataclass(frozen=True)
class Opened:
    """One document with its text and all that belongs to it."""

    document: Document
    passages: tuple[Passage, ...]
    links: "tuple[Relation, ...]"
    own: tuple[str, ...]  # fields that a person has set


def look() -> Shelf:
    """The library as it is; an empty one where there is none, because looking makes no workspace."""
    if not is_there(home()):
        return Shelf()
    known = st.session_state.get(_KEY)
    shelf = with_library(lambda library: _read(library, known if isinstance(known, Shelf) else None))
    st.session_state[_KEY] = shelf
    return shelf


def opened(id: str) -> Opened | None:
    """The document `id`; None when it is there no more."""

    def read(library: "Library") -> Opened | None:
        document = library.document(id)
        if document is None:
            return None
        return Opened(document, tuple(library.passages(id)), tuple(library.links(id)), tuple(library.corrected(id)))

    return with_library(read)


def with_library(ask: "Callable[[Library], T]", *, searching: bool = False) -> T:
    """What `ask` finds in the library; only for `searching` the embedder of the settings is at hand."""
    if searching:
        from wiring import open_library

        with open_library(home()) as library:
            return ask(library)
    from corpus.library import Library  # SQLAlchemy

    with Library.open(home()) as library:
        return ask(library)


def file_name(id: str) -> str:
    """What a person calls the file of a document."""
    return Path(id).name or id


def _read(library: "Library", known: Shelf | None) -> Shelf:
    mark = library.fingerprint() + str(len(removed := library.removed()))
    if known and known.mark == mark:
        return known
    groups, stats = library.twins(), library.stats()
    twins = {id: group for group in groups for id in group}
    return Shelf(mark, tuple(library.documents()), removed, twins, stats["passages"], stats["characters"])
