"""What the form needs to know of the library, asked in one opening: how much there is, what the named documents and passages are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from base.errors import BiganziError
from corpus.address import is_there
from corpus.documents import Hit
from pages.shared.place import home

if TYPE_CHECKING:
    from corpus.library import Library

FOUND = 8  # passages shown for a query


@dataclass(frozen=True)
class Item:
    """A passage or document: what `pin` and `refuse` name it by, and what a person knows it by."""

    ref: str
    label: str
    text: str = ""
    doc_id: str = ""


@dataclass(frozen=True)
class Shelf:
    """`named`: the documents from above by the name the brief gives them, None for what is not there."""

    count: int = 0
    named: dict[str, str | None] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)  # by what the brief pins or refuses
    error: str = ""


def look(names: Sequence[str], refs: Sequence[str]) -> Shelf:
    """The library as far as the form needs it; looking never makes a workspace."""
    if not is_there(home()):
        return Shelf(named=dict.fromkeys(names), items={ref: Item(ref, ref) for ref in refs})
    from corpus.library import Library  # SQLAlchemy

    try:
        with Library.open(home()) as library:
            named = {name: document.label if (document := library.find(name)) else None for name in names}
            return Shelf(len(library.documents()), named, {ref: _item(library, ref) for ref in refs})
    except BiganziError as error:
        return Shelf(named=dict.fromkeys(names), items={ref: Item(ref, ref) for ref in refs}, error=str(error))


def search(query: str) -> list[Item]:
    """The passages that answer `query`, best first. InputError or ServiceError as the library raises them."""
    from wiring import open_library

    with open_library(home()) as library:
        return [_found(hit) for hit in library.search(query, k=FOUND)]


def _found(hit: Hit) -> Item:
    return Item(hit.passage.id, hit.document.label, hit.passage.text, hit.document.id)


def _item(library: "Library", ref: str) -> Item:
    """A passage, or a document by its id or name; what is neither is shown by what the brief calls it."""
    passage = library.passage(ref)
    document = library.document(passage.doc_id if passage else ref) or (None if passage else library.find(ref))
    return Item(ref, document.label if document else ref, passage.text if passage else "", document.id if document else "")
