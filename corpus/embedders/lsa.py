"""The fitted embedder: needs nothing but the library's own passages."""

import hashlib
import math
import zipfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from base.files import write_bytes
from corpus.embedders import Vectors
from corpus.tokens import tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FORMAT = "lsa-1"  # raised when tokens or weights change
DIMENSION = 256
FEATURES = 30_000  # the most frequent tokens; bounds memory and the size of the file
SAMPLE = 8_000  # passages looked at when fitting at most, evenly spread; bounds time and memory


class LsaEmbedder:
    """Latent semantic analysis over character 1- and 2-grams, fitted once on the library and then frozen."""

    def __init__(self, vocabulary: Sequence[str], projection: NDArray[np.float16]) -> None:
        """`projection` has a row for each token of `vocabulary`, its inverse document frequency multiplied in."""
        self._vocabulary = tuple(vocabulary)
        self._stored = projection
        self._projection = projection.astype(np.float32)
        self._row = {token: row for row, token in enumerate(vocabulary)}
        digest = hashlib.sha256("\n".join(vocabulary).encode() + projection.tobytes())
        self._fingerprint = f"{FORMAT}:{digest.hexdigest()[:16]}"

    @property
    def fingerprint(self) -> str:
        """Of the tokens and the projection."""
        return self._fingerprint

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "LsaEmbedder":
        """An embedder for a library of `texts`. Imports scikit-learn, which takes seconds: not for the query path."""
        from sklearn.utils.extmath import randomized_svd
        from threadpoolctl import threadpool_limits

        vocabulary, matrix = _weighed(texts[:: math.ceil(len(texts) / SAMPLE)])
        dimension = min(DIMENSION, *(side - 1 for side in matrix.shape))
        idf = np.log((1 + matrix.shape[0]) / (1 + np.bincount(matrix.indices, minlength=matrix.shape[1]))) + 1
        matrix = matrix.multiply(idf.astype(np.float32)).tocsr()
        matrix.data /= np.repeat(np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1, np.diff(matrix.indptr))
        with threadpool_limits(1):  # with two, each spins while it waits: three times the work when anything else runs
            _, _, components = randomized_svd(matrix, dimension, n_iter=2, random_state=0)
        return cls(vocabulary, (components.T * idf[:, None]).astype(np.float16))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text."""
        vectors = np.zeros((len(texts), self._projection.shape[1]), dtype=np.float32)
        for i, text in enumerate(texts):
            rows, weights = _tally(text, self._row)
            vector = weights @ self._projection[rows]
            vectors[i] = vector / (np.linalg.norm(vector) or 1.0)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Queries are embedded as passages are."""
        return self.embed(texts)

    def save(self, path: Path) -> None:
        """Replace `path` by this embedder."""
        buffer = BytesIO()
        np.savez(buffer, format=np.array(FORMAT), vocabulary=np.array("\n".join(self._vocabulary)), projection=self._stored)
        write_bytes(path, buffer.getvalue())

    @classmethod
    def load(cls, path: Path) -> "LsaEmbedder | None":
        """The embedder saved at `path`; None when there is none, or one that is damaged or of another format."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:  # numpy leaves a damaged file open
                if str(data["format"]) != FORMAT:
                    return None
                return cls(str(data["vocabulary"]).split("\n"), data["projection"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None


def _tally(text: str, row: dict[str, int]) -> tuple[list[int], Vectors]:
    """The rows of the known tokens of `text`, and 1 + ln of how often each stands there."""
    found = Counter(map(row.get, tokens(text)))
    del found[None]
    return [known for known in found if known is not None], 1 + np.log(np.array(list(found.values()), dtype=np.float32))


def _weighed(texts: Sequence[str]) -> "tuple[list[str], csr_matrix]":
    """The tokens worth keeping, and the matrix of texts × tokens holding 1 + ln of the counts."""
    from scipy.sparse import csr_matrix

    column: defaultdict[str, int] = defaultdict()
    column.default_factory = column.__len__
    columns, bounds = array("i"), [0]
    for text in texts:
        columns.extend(map(column.__getitem__, tokens(text)))
        bounds.append(len(columns))
    counts = csr_matrix((np.ones(len(columns), dtype=np.float32), np.asarray(columns), bounds), shape=(len(texts), len(column)))
    counts.sum_duplicates()
    frequency = np.bincount(counts.indices, minlength=len(column))
    kept = np.argsort(-frequency, kind="stable")[:FEATURES]
    kept = kept[frequency[kept] > 1]
    counts = counts[:, kept]
    counts.data = 1 + np.log(counts.data)
    vocabulary = list(column)
    return [vocabulary[i] for i in kept], counts
