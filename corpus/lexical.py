"""The lexical index: BM25 by Tantivy over `corpus.tokens`. Derived from SQL; may be thrown away at any time."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from corpus.query_text import Asked
from corpus.ranking import DEFAULT, Lexical
from corpus.tokens import tokens, words

FORMAT = "lexical-2"  # raised when the fields or the tokens change
_HEAP = 50_000_000
_FIELDS: dict[str, Callable[[str], Iterator[str]]] = {"body": tokens, "words": words}


class Entry(NamedTuple):
    """A passage as the index takes it; `text` holds title and headings too."""

    serial: int
    doc: int
    text: str


class LexicalIndex:
    """The index in one folder. One writer at a time; readers see the last commit after `reload`."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or make an empty one there. ValueError when what is there is damaged."""
        self._folder = folder
        self._schema = _schema()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder))

    def apply(self, docs: Collection[int], entries: Iterable[Entry]) -> None:
        """Replace all passages of the documents `docs` by `entries`, in one commit."""
        writer = self._index.writer(_HEAP, 1)
        if docs:
            writer.delete_documents_by_query(self._among(docs))
        for entry in entries:
            writer.add_document(_stored(entry))
        writer.commit()
        writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what has been committed, by another process too."""
        self._index.reload()

    def count(self) -> int:
        """The number of passages in it."""
        return int(self._index.searcher().num_docs)

    def search(
        self, query: Asked, limit: int, within: Sequence[int] | None = None, weights: Lexical = DEFAULT.lexical
    ) -> list[tuple[int, float]]:
        """The best `limit` passages as (serial, BM25 score), best first; only of the documents `within` when given."""
        terms = [self._term(field, *term) for field in _FIELDS for term in _weighed(field, query, weights)]
        if not terms or limit < 1:
            return []
        searcher = self._index.searcher()
        hits: list[Any] = searcher.search(self._query(terms, within), limit, count=False).hits
        serials: list[Any] = searcher.fast_field_values("serial", [address for _, address in hits])
        return [(serial, score) for serial, (score, _) in zip(serials, hits)]

    def _query(self, terms: Sequence[tantivy.Query], within: Sequence[int] | None) -> tantivy.Query:
        wanted = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        if within is None:
            return wanted
        allowed = tantivy.Query.const_score_query(self._among(within), 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), (tantivy.Occur.Must, allowed)])

    def _among(self, docs: Collection[int]) -> tantivy.Query:
        return tantivy.Query.term_set_query(self._schema, "doc", list(docs))

    def _term(self, field: str, token: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, field, token, index_option="freq")
        return term if weight == 1 else tantivy.Query.boost_query(term, weight)


def _weighed(field: str, query: Asked, weights: Lexical) -> Iterator[tuple[str, float]]:
    """The tokens of `query` in `field` with their weights: what it says before what that is officially called."""
    cut, scale = _FIELDS[field], weights.words_weight if field == "words" else 1.0
    said = Counter(cut(query.said))
    found = dict.fromkeys(cut(query.official), weights.official_weight) | {t: n**weights.repeat for t, n in said.items()}
    yield from ((token, weight * scale) for token, weight in found.items() if weight * scale > 0)


def _stored(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("serial", entry.serial)
    document.add_unsigned("doc", entry.doc)
    for field, cut in _FIELDS.items():
        document.add_text(field, " ".join(cut(entry.text)))
    return document


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("serial", fast=True)
    builder.add_unsigned_field("doc", indexed=True)
    for field in _FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
