"""Embedders: texts to unit vectors. One is fitted on the library; others are asked over HTTP or come as a package."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # one row a text, of length 1; of length 0 for a text the embedder has nothing to say about


class Embedder(Protocol):
    """What the vector store needs. Two embedders with one fingerprint give the same vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes when the vectors would."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One vector a passage."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One vector a query; ServiceError when a service is asked and does not answer in time."""


def unit(vectors: Vectors) -> Vectors:
    """Each row at length 1; rows of length 0 stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Vectors = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return found
