"""Search: lexical and vector candidates fused by the sum of their z-scores (reciprocal ranks gained nothing here)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from base.errors import BiganziError
from corpus import queries
from corpus.documents import Hit
from corpus.indexes import Indexes
from corpus.queries import Filter
from corpus.query_text import asked

By = Literal["passage", "document"]
Scores = Mapping[int, float]  # by the serial of a passage or a document

VECTOR_WEIGHT = 0.5  # of the cosines beside the BM25 scores
_FEWEST_CANDIDATES = 100  # passages asked of each index
_CANDIDATES_A_HIT = 4  # several of them may be of one document
_SURPLUS = 4  # times as many are asked for at most, to sift out what a filter forbids


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


class Searcher:
    """Answers queries from the archive and its indexes."""

    def __init__(self, engine: sa.Engine, indexes: Indexes) -> None:
        """Opens nothing; the first search does."""
        self._engine, self._indexes = engine, indexes
        self._known: tuple[int, Mapping[int, int]] = -1, {}

    def search(self, texts: Sequence[str], k: int, by: By, wanted: Filter) -> list[list[Hit]]:
        """The best `k` hits for each text, best first; by document each document stands once, with its best passage."""
        with self._engine.connect() as connection:
            scope = self._scope(connection, max(_FEWEST_CANDIDATES, _CANDIDATES_A_HIT * k), wanted)
            found = self._candidates([asked(_clean(text)) for text in texts], scope)
            return [_hits(connection, _sifted(lexical, scope), _sifted(near, scope), scope.owners, k, by) for lexical, near in found]

    def _scope(self, connection: sa.Connection, limit: int, wanted: Filter) -> Scope:
        owners, where = self._owners(connection), wanted.where()
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

    def _owners(self, connection: sa.Connection) -> Mapping[int, int]:
        """The document of every passage, as of the newest change."""
        head = queries.last_change(connection)
        if head != self._known[0]:
            self._known = head, queries.owners(connection)
        return self._known[1]

    def _candidates(self, texts: Sequence[str], scope: Scope) -> list[tuple[Scores, Scores]]:
        """The passages each index names for each text. Indexes that fail are opened again, and if that does not help made again."""
        for mend in (self._indexes.close, self._make_anew):
            try:
                self._indexes.refresh()
                return list(zip(self._lexical(texts, scope), self._near(texts, scope)))
            except BiganziError:
                raise
            except Exception:  # whatever the index packages raise over damaged files or over another process's writing
                mend()
        self._indexes.refresh()
        return list(zip(self._lexical(texts, scope), self._near(texts, scope)))

    def _make_anew(self) -> None:
        """InputError while another process writes: what it has under its hands is not ours to replace."""
        self._indexes.catch_up(patience=0, afresh=True)

    def _lexical(self, texts: Sequence[str], scope: Scope) -> list[Scores]:
        index, docs = self._indexes.lexical.index, scope.docs
        return [dict(index.search(text, scope.limit, docs)) if index else {} for text in texts]

    def _near(self, texts: Sequence[str], scope: Scope) -> list[Scores]:
        store, embedder = self._indexes.vectors.store, self._indexes.vectors.embedder
        if store is None or embedder is None:
            return [{} for _ in texts]
        return list(store.nearest(embedder.embed(texts), scope.limit, scope.passages))


def _clean(text: str) -> str:
    """`text` without half characters, as a broken JSON escape leaves them: no index takes them."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def fused(lexical: Scores, near: Scores) -> dict[int, float]:
    """The candidates of both with one score each; one that an index did not name counts as its worst."""
    candidates = sorted({*lexical, *near})
    total = _standard(lexical, candidates) + VECTOR_WEIGHT * _standard(near, candidates)
    return dict(zip(candidates, total.tolist()))


def _standard(scores: Scores, candidates: Sequence[int]) -> NDArray[np.float64]:
    if not scores:
        return np.zeros(len(candidates))
    worst = min(scores.values())
    values = np.array([scores.get(candidate, worst) for candidate in candidates], dtype=np.float64)
    standard: NDArray[np.float64] = (values - values.mean()) / (values.std() or 1.0)
    return standard


def _sifted(scores: Scores, scope: Scope) -> Scores:
    """Without what may not be found, and what an index still holds of documents that have just gone."""
    return {serial: score for serial, score in scores.items() if serial in scope.owners and scope.owners[serial] not in scope.barred}


def _hits(connection: sa.Connection, lexical: Scores, near: Scores, owners: Mapping[int, int], k: int, by: By) -> list[Hit]:
    scores = fused(lexical, near)
    if by == "document":
        scores = _one_a_document(scores, owners, fused(_best(lexical, owners), _best(near, owners)))
    best = sorted(scores, key=lambda serial: (-scores[serial], serial))[:k]
    found = queries.found(connection, best)
    return [Hit(*found[serial], score=scores[serial]) for serial in best if serial in found]


def _best(scores: Scores, owners: Mapping[int, int]) -> Scores:
    """The best score of each document's passages."""
    best: dict[int, float] = {}
    for serial, score in scores.items():
        best[owners[serial]] = max(score, best.get(owners[serial], score))
    return best


def _one_a_document(scores: Scores, owners: Mapping[int, int], documents: Scores) -> dict[int, float]:
    """Each document's best passage, with the score of its document."""
    best: dict[int, int] = {}
    for serial in sorted(scores, key=lambda serial: scores[serial]):
        best[owners[serial]] = serial
    return {serial: documents[doc] for doc, serial in best.items()}
