"""What a search must know of every passage: its document, and the work that is a part of. Read again when the archive has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from corpus import queries
from corpus.works import work_of


@dataclass(frozen=True)
class Catalogue:
    """As of the state `of` of the archive."""

    of: tuple[str, int] = "", -1
    owners: Mapping[int, int] = field(default_factory=dict)  # the document of every passage
    works: Mapping[int, str] = field(default_factory=dict)  # the work of every document that is a part of one

    @classmethod
    def read(cls, connection: sa.Connection, known: "Catalogue") -> "Catalogue":
        """As the archive is now; `known` where it is still that."""
        now = queries.setting(connection, "library"), queries.last_change(connection)
        if now == known.of:
            return known
        titles = queries.titles(connection)
        return cls(now, queries.owners(connection), {doc: work for doc, title in titles.items() if (work := work_of(title))})

    def works_of(self, serials: Iterable[int]) -> dict[int, int | str]:
        """The work of each passage; a document that is no part of one is a work of its own."""
        docs = {serial: self.owners[serial] for serial in serials}
        return {serial: self.works.get(doc, doc) for serial, doc in docs.items()}
