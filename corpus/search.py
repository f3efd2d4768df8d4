"""Search: candidates of both indexes put together, then what the query names or says exactly, then what is still in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import sqlalchemy as sa

from base.errors import BiganziError
from corpus import queries
from corpus.catalogue import Catalogue
from corpus.documents import Hit
from corpus.filters import Filter
from corpus.fusion import Scores, fused, with_kin
from corpus.indexes import Indexes
from corpus.lookup import lifts, names_in, without_names
from corpus.query_text import Asked, asked
from corpus.ranking import DEFAULT, Ranking

By = Literal["passage", "document"]

_SURPLUS = 4  # times as many candidates are asked for at most, to sift out what a filter forbids


@dataclass(frozen=True)
class Scope:
    """Which passages a search may find, and how the indexes are asked for them."""

    owners: Mapping[int, int]  # the document of every passage that may be found
    limit: int  # passages to ask each index for
    barred: frozenset[int] = frozenset()  # documents that may not be found though their passages are among `owners`
    narrow: bool = False  # whether the indexes look among them only, which is slow for many, or what they name is sifted afterwards

    @property
    def docs(self) -> list[int] | None:
        """The documents for an index to look among."""
        return sorted(set(self.owners.values())) if self.narrow else None

    @property
    def passages(self) -> list[int] | None:
        """The passages for an index to look among."""
        return list(self.owners) if self.narrow else None

    def sifted(self, scores: Scores) -> Scores:
        """Without what may not be found, and what an index still holds of documents that have just gone."""
        return {serial: score for serial, score in scores.items() if serial in self.owners and self.owners[serial] not in self.barred}


class Searcher:
    """Answers queries from the archive and its indexes."""

    def __init__(self, engine: sa.Engine, indexes: Indexes) -> None:
        """Opens nothing; the first search does."""
        self._engine, self._indexes = engine, indexes
        self._catalogue = Catalogue()

    def search(self, texts: Sequence[str], k: int, by: By, wanted: Filter, ranking: Ranking = DEFAULT) -> list[list[Hit]]:
        """The best `k` hits for each text, best first; by document each document stands once, with its best passage."""
        with self._engine.connect() as connection:
            self._catalogue = Catalogue.read(connection, self._catalogue)
            limit = max(ranking.fusion.candidates, ranking.fusion.candidates_a_hit * k)
            scope = self._scope(connection, limit, wanted)
            cleaned = [_clean(text) for text in texts]
            found = self._candidates([asked(text) for text in cleaned], scope, ranking)
            answer = _Answer(connection, self._catalogue, self._indexes, scope, ranking)
            return [answer.hits(text, scores, k, by) for text, scores in zip(cleaned, found)]

    def _scope(self, connection: sa.Connection, limit: int, wanted: Filter) -> Scope:
        owners, where = self._catalogue.owners, wanted.where()
        barred = queries.barred(connection, wanted)
        few = _SURPLUS * limit
        if not where and (lost := queries.count_passages(connection, barred)) <= few:
            return Scope(owners, limit + lost, frozenset(barred))
        docs = queries.passing(connection, *where) - barred
        inside = {serial: doc for serial, doc in owners.items() if doc in docs}
        outside = len(owners) - len(inside)
        if outside > few and len(inside) < len(owners) / 2:
            return Scope(inside, limit, narrow=True)
        return Scope(inside, limit + min(outside, few))

    def _candidates(self, texts: Sequence[Asked], scope: Scope, ranking: Ranking) -> list[dict[int, float]]:
        """The passages found for each text. Indexes that fail are opened again, and if that does not help made again."""
        for mend in (self._indexes.close, self._make_anew):
            try:
                return self._named_by_indexes(texts, scope, ranking)
            except BiganziError:
                raise
            except Exception:  # whatever the index packages raise over damaged files or over another process's writing
                mend()
        return self._named_by_indexes(texts, scope, ranking)

    def _make_anew(self) -> None:
        """InputError while another process writes: what it has under its hands is not ours to replace."""
        self._indexes.catch_up(patience=0, afresh=True)

    def _named_by_indexes(self, texts: Sequence[Asked], scope: Scope, ranking: Ranking) -> list[dict[int, float]]:
        self._indexes.refresh()
        index, docs = self._indexes.lexical.index, scope.docs
        lexical = [dict(index.search(text, scope.limit, docs, ranking.lexical)) if index else {} for text in texts]
        near = self._indexes.vectors.near([text.whole for text in texts], scope.limit, scope.passages)
        weight = ranking.fusion.vector_weight
        return [
            fused(scope.sifted(said), scope.sifted(meant), weight, every_match=len(said) < scope.limit)
            for said, meant in zip(lexical, near)
        ]


@dataclass(frozen=True)
class _Answer:
    """What the answers to the queries of one search share."""

    connection: sa.Connection
    catalogue: Catalogue
    indexes: Indexes
    scope: Scope
    ranking: Ranking

    def hits(self, text: str, found: Scores, k: int, by: By) -> list[Hit]:
        """The best `k` of `found` and of the documents that `text` names."""
        scores = with_kin(found, self.catalogue.works_of(found), self.ranking.fusion)
        pool = _best(scores, self.ranking.lookup.pool)
        for serial, gain in lifts(asked(text), queries.texts(self.connection, pool), self.ranking.lookup).items():
            scores[serial] += gain
        scores |= self._named(text)
        if by == "document":
            scores = _one_a_document(scores, self.catalogue.owners)
        return self._sunk(_best(scores, 2 * k), scores)[:k]

    def _named(self, text: str) -> dict[int, float]:
        """The passages to show of the documents that `text` names, above all others."""
        docs = [doc for doc in queries.answering(self.connection, names_in(text)) if doc not in self.scope.barred]
        scores: dict[int, float] = {}
        for rank, doc in enumerate(docs):
            for i, serial in enumerate(self._passages(doc, without_names(text))):
                scores[serial] = self.ranking.lookup.named * (2 - rank / len(docs)) - i / 100
        return scores

    def _passages(self, doc: int, wanted: str) -> list[int]:
        """The passages of `doc` that hold what is `wanted`; its first one when nothing more is; none when it may not be found."""
        index, most = self.indexes.lexical.index, self.ranking.lookup.named_passages
        found = index.search(asked(wanted), most, [doc], self.ranking.lexical) if index and wanted else []
        serials = [serial for serial, _ in found] or queries.passages_of(self.connection, doc)[:1]
        return [serial for serial in serials if serial in self.scope.owners]

    def _sunk(self, serials: Sequence[int], scores: Scores) -> list[Hit]:
        """Hits, best first, those of documents no longer in force with what is left of their score."""
        found = queries.found(self.connection, serials)
        left = {"superseded": self.ranking.standing.superseded, "repealed": self.ranking.standing.repealed}
        hits = [Hit(*found[serial], score=scores[serial]) for serial in serials if serial in found]
        sunk = [replace(hit, score=hit.score * left.get(hit.document.standing, 1.0)) for hit in hits]
        return sorted(sunk, key=lambda hit: -hit.score)


def _clean(text: str) -> str:
    """`text` without half characters, as a broken JSON escape leaves them: no index takes them."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _best(scores: Scores, most: int) -> list[int]:
    return sorted(scores, key=lambda serial: (-scores[serial], serial))[:most]


def _one_a_document(scores: Scores, owners: Mapping[int, int]) -> dict[int, float]:
    """The best passage of each document."""
    best: dict[int, int] = {}
    for serial in sorted(scores, key=lambda serial: (scores[serial], -serial)):
        best[owners[serial]] = serial
    return {serial: scores[serial] for serial in best.values()}
