"""The vectors of the passages, kept in Chroma: embedded in a folder, or on a server. Derived from SQL; may be thrown away at any time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from corpus import chroma
from corpus.embedders import Vectors

Scores = Mapping[int, float]

FORMAT = "vectors-1"  # raised when ids, metadata or the space change
_COLLECTION = "passages"
_CHUNK = 2000  # rows a write; Chroma's own limit is higher
_NUMBERS = 500_000  # numbers a write: a server refuses large bodies


class VectorStore:
    """One collection of our own vectors under cosine distance. Never two writers: see `corpus.lock`."""

    def __init__(self, folder: Path, server: str = "") -> None:
        """Open the store in `folder`, or the one called like it on `server`; FileNotFoundError or chromadb's own when there is none.

        ServiceError when the server does not answer. Imports chromadb: seconds.
        """
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        self.name, self._server = folder.name, server
        self._client = chroma.client(folder, server)
        try:
            with self._answering():
                # the default embedding function would download a model
                self._collection = self._client.get_collection(_name(folder, server), embedding_function=None)
        except BaseException:
            self.close()
            raise

    @classmethod
    def make(cls, folder: Path, fingerprint: str, server: str = "") -> "VectorStore":
        """An empty store for vectors of the embedder `fingerprint`."""
        folder.mkdir(parents=True, exist_ok=True)
        with chroma.opened(folder, server) as client, chroma.answering(server):
            client.create_collection(
                _name(folder, server),
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 800}},
                metadata={"embedder": fingerprint},
            )
        return cls(folder, server)

    def close(self) -> None:
        """Let go of the files. A store opened afterwards sees what other processes have written."""
        chroma.end(self._client)

    @property
    def fingerprint(self) -> str:
        """Of the embedder its vectors are from."""
        return str((self._collection.metadata or {}).get("embedder", ""))

    def count(self) -> int:
        """The number of vectors in it."""
        with self._answering():
            return int(self._collection.count())

    def dimension(self) -> int:
        """Numbers a vector; 0 while it is empty."""
        with self._answering():
            found = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        return len(found[0]) if len(found) else 0

    def remove(self, docs: Collection[int]) -> None:
        """Take all passages of the documents `docs` out."""
        for part in _chunks(sorted(docs), _CHUNK):
            with self._answering():
                self._collection.delete(where={"doc": {"$in": list(part)}})

    def put(self, serials: Sequence[int], docs: Sequence[int], vectors: Vectors) -> None:
        """Store one vector a passage; those of length 0 say nothing and are left out."""
        known = np.flatnonzero(np.any(vectors, axis=1))
        for part in _chunks(known, min(_CHUNK, _NUMBERS // vectors.shape[1])):
            with self._answering():
                self._collection.upsert(
                    ids=[str(serials[i]) for i in part],
                    embeddings=vectors[part],
                    metadatas=[{"doc": docs[i]} for i in part],
                )

    def nearest(self, vectors: Vectors, limit: int, within: Sequence[int] | None = None) -> list[Scores]:
        """For each vector its nearest `limit` passages, serial to cosine; only of the passages `within` when given."""
        limit = min(limit, self.count() if within is None else len(within))
        known = np.flatnonzero(np.any(vectors, axis=1))
        answers: list[Scores] = [{} for _ in vectors]
        if not len(known) or limit < 1:
            return answers
        chosen = None if within is None else [str(serial) for serial in within]
        with self._answering():
            found = self._collection.query(query_embeddings=vectors[known], n_results=limit, ids=chosen, include=["distances"])
        for i, ids, distances in zip(known, found["ids"], found["distances"] or []):
            answers[i] = {int(serial): 1.0 - distance for serial, distance in zip(ids, distances)}
        return answers

    def drop(self, names: Sequence[str]) -> None:
        """Take older stores of the same server away; those in folders go with their folders."""
        for name in names if self._server else ():
            with suppress(Exception), self._answering():  # what stays is in nobody's way, and goes the next time
                self._client.delete_collection(name)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        with chroma.answering(self._server):
            yield


def _name(folder: Path, server: str) -> str:
    """On a server many libraries stand side by side; the names of folders are unique."""
    return folder.name if server else _COLLECTION


def _chunks(rows: Any, length: int) -> Iterator[Any]:
    for at in range(0, len(rows), length):
        yield rows[at : at + length]
