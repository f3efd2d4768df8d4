"""Which documents are superseded or repealed by others of the library, and in what words. Better no link than a wrong one.

Everything is found from the pair alone, so the order in which documents come does not matter: a document's links are what its
title, date and issuer, and those of the other, say whenever they are looked at again.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import sqlalchemy as sa

from corpus.db import documents, links, names, repeals
from corpus.names import names_of, normal_name
from corpus.organs import STATE, makers, same_place, seat_of
from corpus.queries import in_parts
from corpus.repeals import KEYWORDS, Repeal, repeals_in
from corpus.versions import Edition, edition_of, spellings

SUPERSEDED, REPEALED = "superseded", "repealed"
_APART = dt.timedelta(days=30)  # a rule and the notice that issues it are dated some days apart
_NATION = "中华人民共和国"
_COLUMNS = [documents.c[name] for name in ("serial", "id", "title", "issuer", "date", "number", "region", "level", "edits", "standing")]


class Link(NamedTuple):
    """`doc` has lost its standing `by` another document; serials. `quote` is the other's words, '' for a newer text of the same title."""

    doc: int
    by: int
    kind: str
    quote: str


class Relation(NamedTuple):
    """A link between two documents, by their ids."""

    kind: str
    old: str
    new: str
    quote: str


class _Paper:
    """A document as far as its standing depends on it."""

    def __init__(self, row: Any) -> None:
        self.serial: int = row.serial
        self.id: str = row.id
        self.title: str = row.title
        self.date: dt.date | None = row.date
        self.number: str = normal_name(row.number)
        self._row = row
        self.standing: str = row.standing
        self.is_settled: bool = (row.edits or {}).get("standing") is not None  # a person has said it

    @cached_property
    def place(self) -> str:
        """Of which place it is, as far as is known."""
        return self._row.region or (STATE if self._row.level == "state" else seat_of(self._row.issuer).place)

    @cached_property
    def makers(self) -> frozenset[str]:
        """Who issued it."""
        return makers(self._row.issuer)

    @cached_property
    def edition(self) -> Edition | None:
        """Which rule it is, when it is one."""
        return edition_of(self.title, self.place)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Every way to say its title, normalised."""
        return frozenset(names_of(self.title, ""))

    def is_newer_edition_of(self, old: "_Paper") -> bool:
        """Whether both are editions of one rule by one organ, this one clearly the later; a trial does not replace what is settled."""
        if not (self.edition and old.edition and self.date and old.date and self.makers & old.makers):
            return False
        if self.edition.rule != old.edition.rule or (self.edition.trial and not old.edition.trial):
            return False
        return self.date - old.date > _APART

    def repeals(self, old: "_Paper", said: Repeal) -> bool:
        """Whether `said` by this document means `old`."""
        if old.serial == self.serial or (old.date and self.date and old.date >= self.date) or self._is_elsewhere(old):
            return False
        if said.number and old.number:
            return said.number == old.number
        # Under its own title a text names the edition before it, which may not be `old`: that is for `is_newer_edition_of`
        return said.title in old.titles and not self.titles & old.titles and self._is_under(old, said)

    def _is_elsewhere(self, old: "_Paper") -> bool:
        return bool(self.place and old.place) and not same_place(self.place, old.place)

    def _is_under(self, old: "_Paper", said: Repeal) -> bool:
        """Whether `old`, known by its title alone, is of the same place as this document."""
        if self.makers & old.makers or same_place(self.place, old.place):
            return True
        return said.title.startswith(_NATION) and not old.place and self.place in ("", STATE)


def relink(connection: sa.Connection, serials: Iterable[int]) -> None:
    """Find the links of the documents `serials`, which are new or changed, and of those they touch."""
    touched = sorted(set(serials))
    affected = followers(connection, touched)
    _note_repeals(connection, touched)
    for part in in_parts(touched):
        papers = _papers(connection, documents.c.serial.in_(part))
        affected |= {p.serial for p in _editions_of(connection, papers)} | _meant_by(connection, part) | set(part)
    settle(connection, affected)


def followers(connection: sa.Connection, serials: Collection[int]) -> set[int]:
    """The documents that have lost their standing by those of `serials`."""
    return {
        doc
        for part in in_parts(sorted(serials))
        for doc in connection.scalars(sa.select(links.c.doc).where(links.c.by.in_(part)))
    }  # fmt: skip


def settle(connection: sa.Connection, serials: Collection[int]) -> None:
    """Make anew the links of the documents `serials` to what supersedes or repeals them, and their standing."""
    for part in in_parts(sorted(serials)):
        papers = _papers(connection, documents.c.serial.in_(part))
        found = {(link.doc, link.by): link for link in chain(_superseded(connection, papers), _repealed(connection, papers))}
        connection.execute(links.delete().where(links.c.doc.in_(part)))
        if found:
            connection.execute(links.insert(), [link._asdict() for link in found.values()])
        _write(connection, papers, found.values())


def relations(connection: sa.Connection, id: str) -> list[Relation]:
    """What supersedes or repeals the document `id`, and what it supersedes or repeals itself."""
    old, new = documents.alias("old"), documents.alias("new")
    query = sa.select(links.c.kind, old.c.id.label("old"), new.c.id.label("new"), links.c.quote).join(old, old.c.serial == links.c.doc)
    query = query.join(new, new.c.serial == links.c.by).where(sa.or_(old.c.id == id, new.c.id == id))
    return [Relation(*row) for row in connection.execute(query.order_by(links.c.doc, links.c.by))]


def _superseded(connection: sa.Connection, papers: Sequence[_Paper]) -> Iterator[Link]:
    """The link of each of `papers` to the newest edition of its rule."""
    by_rule: dict[str, list[_Paper]] = {}
    for paper in _editions_of(connection, papers):
        by_rule.setdefault(paper.edition.rule if paper.edition else "", []).append(paper)
    for old in papers:
        newer = [new for new in by_rule.get(old.edition.rule, ()) if new.is_newer_edition_of(old)] if old.edition else []
        if newer:
            newest = max(newer, key=lambda paper: (paper.date, paper.id))
            yield Link(old.serial, newest.serial, SUPERSEDED, "")


def _repealed(connection: sa.Connection, papers: Sequence[_Paper]) -> Iterator[Link]:
    """The links of `papers` to the documents that say they are no longer in force."""
    called: dict[str, list[_Paper]] = {}
    for paper in papers:
        for name in paper.titles | {paper.number} - {""}:
            called.setdefault(name, []).append(paper)
    said = _rows(connection, repeals, repeals.c.title, called) | _rows(connection, repeals, repeals.c.number, called)
    by = _by_serial(connection, {row.doc for row in said})
    for row in sorted(said, key=lambda row: (row.doc, row.title, row.number)):
        new, repeal = by[row.doc], Repeal(row.title, row.number, row.quote)
        for old in (*called.get(row.title, ()), *called.get(row.number, ())):
            if new.repeals(old, repeal):
                yield Link(old.serial, new.serial, REPEALED, repeal.quote)


def _note_repeals(connection: sa.Connection, serials: Sequence[int]) -> None:
    """Write down what the documents `serials` repeal."""
    may = sa.or_(*(documents.c.text.contains(word) for word in KEYWORDS))
    for part in in_parts(serials):
        connection.execute(repeals.delete().where(repeals.c.doc.in_(part)))
        query = sa.select(documents.c.serial, documents.c.title, documents.c.kind, documents.c.text)
        rows = [
            {"doc": row.serial} | repeal._asdict()
            for row in connection.execute(query.where(documents.c.serial.in_(part), may))
            for repeal in repeals_in(row.title, row.kind, row.text)
        ]
        if rows:
            connection.execute(repeals.insert(), rows)


def _meant_by(connection: sa.Connection, serials: Sequence[int]) -> set[int]:
    """The documents that those of `serials` may repeal."""
    said = connection.execute(sa.select(repeals.c.title, repeals.c.number).where(repeals.c.doc.in_(serials))).all()
    return {row.doc for row in _rows(connection, names, names.c.name, {name for row in said for name in row if name})}


def _editions_of(connection: sa.Connection, papers: Sequence[_Paper]) -> list[_Paper]:
    """Every document that may be an edition of a rule among `papers`; those too."""
    wanted = {name for paper in papers if paper.edition for name in spellings(paper.title, paper.place)}
    serials = {row.doc for row in _rows(connection, names, names.c.name, wanted)}
    return [paper for paper in _by_serial(connection, serials).values() if paper.edition]


def _rows(connection: sa.Connection, table: sa.Table, column: sa.Column[Any], values: Collection[str]) -> set[Any]:
    return {row for part in in_parts(sorted(values)) for row in connection.execute(sa.select(table).where(column.in_(part)))}


def _by_serial(connection: sa.Connection, serials: Collection[int]) -> Mapping[int, _Paper]:
    found = (_papers(connection, documents.c.serial.in_(part)) for part in in_parts(sorted(serials)))
    return {paper.serial: paper for paper in chain.from_iterable(found)}


def _papers(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[_Paper]:
    return [_Paper(row) for row in connection.execute(sa.select(*_COLUMNS).where(condition).order_by(documents.c.serial))]


def _write(connection: sa.Connection, papers: Sequence[_Paper], found: Iterable[Link]) -> None:
    """Set the standing that follows from the links `found`, but where a person has settled it."""
    kinds: dict[int, set[str]] = {}
    for link in found:
        kinds.setdefault(link.doc, set()).add(link.kind)
    for paper in papers:
        said = kinds.get(paper.serial, set())
        standing = REPEALED if REPEALED in said else SUPERSEDED if said else ""
        if standing != paper.standing and not paper.is_settled:
            connection.execute(documents.update().where(documents.c.serial == paper.serial).values(standing=standing))
