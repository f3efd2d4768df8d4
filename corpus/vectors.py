"""The vectors of the passages, kept in Chroma. Derived from SQL; may be thrown away at any time."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.embedder import Vectors

FORMAT = "vectors-1"  # raised when ids, metadata or the space change
_COLLECTION = "passages"
_CHUNK = 2000  # rows a write; Chroma's own limit is higher


class VectorStore:
    """One embedded collection of our own vectors under cosine distance. Never two writers: see `corpus.lock`."""

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`; FileNotFoundError or chromadb's own when there is none. Imports chromadb: seconds."""
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        self._client = _client(folder)
        self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)  # the default one would download a model

    @classmethod
    def make(cls, folder: Path, fingerprint: str) -> "VectorStore":
        """An empty store in `folder` for vectors of the embedder `fingerprint`."""
        folder.mkdir(parents=True, exist_ok=True)
        _client(folder).create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": 800}},
            metadata={"embedder": fingerprint},
        )
        return cls(folder)

    def close(self) -> None:
        """Let go of the files. A store opened afterwards sees what other processes have written."""
        self._client.close()
        _forget_clients()

    @property
    def fingerprint(self) -> str:
        """Of the embedder its vectors are from."""
        return str((self._collection.metadata or {}).get("embedder", ""))

    def count(self) -> int:
        """The number of vectors in it."""
        return int(self._collection.count())

    def remove(self, docs: Collection[int]) -> None:
        """Take all passages of the documents `docs` out."""
        for part in _chunks(sorted(docs)):
            self._collection.delete(where={"doc": {"$in": list(part)}})

    def put(self, serials: Sequence[int], docs: Sequence[int], vectors: Vectors) -> None:
        """Store one vector a passage; those of length 0 say nothing and are left out."""
        known = np.flatnonzero(np.any(vectors, axis=1))
        for part in _chunks(known):
            self._collection.upsert(
                ids=[str(serials[i]) for i in part],
                embeddings=vectors[part],
                metadatas=[{"doc": docs[i]} for i in part],
            )

    def nearest(self, vectors: Vectors, limit: int, within: Sequence[int] | None = None) -> list[dict[int, float]]:
        """For each vector its nearest `limit` passages, serial to cosine; only of the passages `within` when given."""
        limit = min(limit, self.count() if within is None else len(within))
        known = np.flatnonzero(np.any(vectors, axis=1))
        answers: list[dict[int, float]] = [{} for _ in vectors]
        if not len(known) or limit < 1:
            return answers
        chosen = None if within is None else [str(serial) for serial in within]
        found = self._collection.query(query_embeddings=vectors[known], n_results=limit, ids=chosen, include=["distances"])
        for i, ids, distances in zip(known, found["ids"], found["distances"] or []):
            answers[i] = {int(serial): 1.0 - distance for serial, distance in zip(ids, distances)}
        return answers


def _forget_clients() -> None:
    """Chroma shares one client a folder in a process, and one that stays does not see what another process writes."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _chunks(rows: Any) -> Iterator[Any]:
    for at in range(0, len(rows), _CHUNK):
        yield rows[at : at + _CHUNK]
