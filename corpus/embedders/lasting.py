"""An embedder that is there before the library is, and whose vectors are dear: asked once for each text, then kept."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from base.errors import ServiceError
from corpus.embedders import Vectors
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.kept import KeptVectors

PROBE = "各乡镇、县直各部门：现将今年的重点工作安排通知如下。"  # embedded before anything else: the same model gives the same vector
_SAME = 0.98  # cosine from which two vectors of the probe are from one model
_LOOK = 2000  # texts looked up at a time


class ModelChangedError(ServiceError):
    """Another model answers under the same name: a person decides, waiting does not help."""


class Asked(Protocol):
    """An embedder as it is, without what is kept."""

    batch: int  # texts at a time

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a passage; ServiceError after the last try."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a query; ServiceError when there is no answer in time."""


class LastingEmbedder:
    """Embeds passages from what is kept only, so that filling an index never waits; `learn` is what asks."""

    def __init__(self, choice: EmbedderChoice, folder: Path) -> None:
        """With the vectors kept in `folder`."""
        self._name, self._asked, self._folder = choice.name, asked(choice), folder
        digest = hashlib.sha256(choice.name.encode()).hexdigest()[:12]
        self._kept = KeptVectors(folder / f"embeddings-{digest}.db")

    @property
    def fingerprint(self) -> str:
        """Of the model, not of its address: a server may move."""
        return self._name

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors kept; of length 0 where there is none."""
        blank = np.zeros(self._kept.dimension() or 1, dtype=np.float32)
        return np.stack([blank if vector is None else vector for vector in self._kept.find(texts)])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a query; ServiceError when the model is not the one the passages were embedded with."""
        vectors = self._asked.embed_queries(texts)
        if vectors.shape[1] != (kept := self._kept.dimension()):
            raise self._changed(f"返回的向量是 {vectors.shape[1]} 维，库里的是 {kept} 维")
        return vectors

    def knows(self, texts: Iterable[str]) -> bool:
        """Whether the vectors of all `texts` are kept."""
        return all(not self._unknown(part) for part in _runs(texts, _LOOK))

    def learn(self, texts: Iterable[str], afresh: bool, done: Callable[[int], None]) -> None:
        """Ask for the vectors that are not kept yet, keeping each batch; `done` hears of so many texts more.

        ServiceError when the service fails, or when the model has changed; `afresh` forgets what the old one gave instead.
        """
        if afresh:
            self._ensure_same_model(forgetting=True)
        ensured = afresh
        for part in _runs(texts, _LOOK):
            unknown = self._unknown(part)
            done(len(part) - len(unknown))
            if unknown and not ensured:
                self._ensure_same_model(forgetting=False)
                ensured = True
            for batch in _runs(unknown, self._asked.batch):
                self._kept.put(batch, self._checked(self._asked.embed(batch)))
                done(len(batch))

    def tidy(self, texts: Iterable[str]) -> None:
        """Forget the vectors of all but `texts`, and those of other embedders."""
        self._kept.retain([PROBE, *texts])
        for path in self._folder.glob("embeddings-*.db"):
            if path != self._kept.path:
                path.unlink()

    def _unknown(self, texts: Sequence[str]) -> list[str]:
        unique = list(dict.fromkeys(texts))
        return [text for text, vector in zip(unique, self._kept.find(unique)) if vector is None]

    def _checked(self, vectors: Vectors) -> Vectors:
        kept = self._kept.dimension()
        if kept and vectors.shape[1] != kept:
            raise self._changed(f"返回的向量是 {vectors.shape[1]} 维，库里的是 {kept} 维")
        return vectors

    def _ensure_same_model(self, forgetting: bool) -> None:
        vectors = self._asked.embed([PROBE])
        (known,) = self._kept.find([PROBE])
        if known is not None and (len(known) != vectors.shape[1] or float(known @ vectors[0]) < _SAME):
            if not forgetting:
                raise self._changed("对同一句话给出了与以前不同的向量")
            self._kept.forget()
        self._kept.put([PROBE], vectors)

    def _changed(self, how: str) -> ModelChangedError:
        name = self._name.split("|")[1] if "|" in self._name else self._name
        return ModelChangedError(f"向量模型 {name} {how}，模型可能换过，请改回原来的模型，或运行 biganzi corpus rebuild 重建索引。")


def asked(choice: EmbedderChoice) -> Asked:
    """What `choice` names, as it is."""
    if choice.endpoint is not None:
        from corpus.embedders.endpoint import EndpointEmbedder

        return EndpointEmbedder(choice.endpoint)
    from corpus.embedders.nano import NanoEmbedder

    return NanoEmbedder()


def _runs(texts: Iterable[str], length: int) -> Iterator[list[str]]:
    stream = iter(texts)
    while run := list(islice(stream, length)):
        yield run
