"""The embedder fitted on the library."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embedders.lsa import LsaEmbedder
from tests.corpus.shelf import shelf

TEXTS = [document.text for document in shelf()]


@pytest.fixture(scope="module")
def embedder() -> LsaEmbedder:
    return LsaEmbedder.fit(TEXTS)


def test_unit_vectors_for_known_text_and_zero_for_strange(embedder: LsaEmbedder) -> None:
    vectors = embedder.embed([TEXTS[0], "xyzzy", ""])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0], abs=1e-5)


def test_a_text_is_nearest_to_its_own_topic(embedder: LsaEmbedder) -> None:
    query = embedder.embed(["卫生院的家庭医生随访患者"])[0]
    best = np.argsort(-(embedder.embed(TEXTS) @ query))[:10]
    assert {shelf()[i].id.split("-")[0] for i in best} == {"医疗"}


def test_fitting_twice_gives_the_same(embedder: LsaEmbedder) -> None:
    assert LsaEmbedder.fit(TEXTS).fingerprint == embedder.fingerprint
    assert LsaEmbedder.fit(TEXTS[:55]).fingerprint != embedder.fingerprint


def test_saved_and_loaded_it_is_the_same(embedder: LsaEmbedder, tmp_path: Path) -> None:
    embedder.save(tmp_path / "e.npz")
    again = LsaEmbedder.load(tmp_path / "e.npz")
    assert again is not None and again.fingerprint == embedder.fingerprint
    assert np.array_equal(again.embed(TEXTS[:3]), embedder.embed(TEXTS[:3]))


@pytest.mark.parametrize("data", [b"", b"PK broken", b"\x93NUMPY"])
def test_a_damaged_file_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "e.npz").write_bytes(data)
    assert LsaEmbedder.load(tmp_path / "e.npz") is None
    assert LsaEmbedder.load(tmp_path / "missing.npz") is None
