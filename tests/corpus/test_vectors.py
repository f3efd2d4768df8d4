"""The vector store over a real Chroma."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.vectors import VectorStore

AXES = np.eye(4, dtype=np.float32)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    store = VectorStore.make(tmp_path / "vectors", "lsa:1")
    store.put([1, 2, 3, 4], [10, 10, 11, 12], AXES)
    yield store
    store.close()


def test_nearest_with_cosines(store: VectorStore) -> None:
    (found,) = store.nearest(np.array([[0.8, 0.6, 0, 0]], dtype=np.float32), 2)
    assert list(found) == [1, 2]
    assert list(found.values()) == pytest.approx([0.8, 0.6], abs=1e-4)


def test_only_within_the_given_passages(store: VectorStore) -> None:
    assert list(store.nearest(AXES[:1], 10, [2, 3])[0]) in ([2, 3], [3, 2])
    assert store.nearest(AXES[:1], 10, []) == [{}]


def test_a_text_without_known_tokens_has_no_vector(store: VectorStore) -> None:
    store.put([5], [13], np.zeros((1, 4), dtype=np.float32))
    assert store.count() == 4
    assert store.nearest(np.zeros((1, 4), dtype=np.float32), 3) == [{}]


def test_passages_are_replaced_and_removed(store: VectorStore) -> None:
    store.put([4], [12], AXES[:1])
    store.remove([10])
    assert store.count() == 2
    assert list(store.nearest(AXES[:1], 1)[0]) == [4]


def test_opened_again_it_keeps_its_vectors_and_its_embedder(store: VectorStore, tmp_path: Path) -> None:
    store.close()
    again = VectorStore(tmp_path / "vectors")
    assert (again.count(), again.fingerprint) == (4, "lsa:1")
    again.close()


def test_opening_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        VectorStore(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns so often that what they do to each other shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_threads_open_and_close_it_at_once(store: VectorStore, tmp_path: Path, hasty: None) -> None:
    answers: list[int | Exception] = []

    def ask() -> None:
        for _ in range(10):
            try:
                mine = VectorStore(tmp_path / "vectors")
                answers.append(len(mine.nearest(AXES[:1], 2)[0]))
                mine.close()
            except Exception as error:
                answers.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [2] * 40
    assert store.count() == 4  # nobody closed it for the one that holds it


def test_one_opened_while_another_stays_sees_what_was_written_since(store: VectorStore, tmp_path: Path) -> None:
    store.close()
    stays = VectorStore(tmp_path / "vectors")
    writer = VectorStore(tmp_path / "vectors")
    writer.remove([10])
    writer.close()
    fresh = VectorStore(tmp_path / "vectors")
    assert fresh.count() == 2
    assert sorted(fresh.nearest(AXES[:1], 4)[0]) == [3, 4]
    stays.close()
    assert fresh.count() == 2
    fresh.close()
