"""How indexing and search grow with the library: ours, plain Chroma with the same vectors, bm25s over the same tokens.

    python docs/growth/measure.py 1000 3000 10000 30000 100000

Every figure comes from a process of its own. Times are processor time, of a search the best of three:
on a machine that is shared the clock says more about the neighbours. Writes figures.json, growth.svg and table.md beside this
file; the table goes into docs/retrieval.md.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]  # run from anywhere

import chart  # noqa: E402
import texts  # noqa: E402

from corpus.documents import Document  # noqa: E402
from corpus.library import Library  # noqa: E402
from corpus.queries import entries  # noqa: E402
from corpus.tokens import tokens  # noqa: E402

QUERIES, K, CANDIDATES = 100, 10, 100
Figures = dict[str, Any]
T = TypeVar("T")
STEPS = (
    "ours_index",
    "ours_search",
    "ours_add",
    "chroma_index",
    "chroma_search",
    "bm25s",
)  # later ones use files of earlier ones


def ours_index(home: Path, size: int) -> Figures:
    """The library from nothing: archive, words, embedder, vectors."""
    with Library.open(home / "ours") as library:
        figures = _work(lambda: library.add_documents(texts.documents(size)))
        return figures | {"passages": library.stats()["passages"], "disk": _disk(home / "ours")}


def ours_search(home: Path, size: int) -> Figures:  # noqa: ARG001
    """Whole searches, and how many of the exact nearest neighbours the index of vectors names."""
    with Library.open(home / "ours") as library:
        first = _work(lambda: library.search("安全生产"))
        figures = _speed(lambda query: library.search(query, k=K)) | {"first": first["clock"], "memory": _memory()}
        follower = library._indexes.vectors
        assert follower.store and follower.embedder
        rows = follower.store._collection.get(include=["embeddings"])
        ids, vectors = np.array(rows["ids"], dtype=int), np.asarray(rows["embeddings"], dtype=np.float32)
        asked = follower.embedder.embed_queries(texts.queries(QUERIES))
        found = [set(scores) for scores in follower.store.nearest(asked, K)]
        np.savez(home / "vectors.npz", ids=ids, vectors=vectors, asked=asked)
        return figures | {"recall": _recall(found, ids, vectors, asked)}


def ours_add(home: Path, size: int) -> Figures:
    """Twenty more documents, in a process that has to start first: what `corpus add` costs, but for reading files."""
    news = [Document(f"新{d.id}", d.title, d.text) for d in islice(texts.documents(100, seed=3), 20)]

    def add() -> None:
        with Library.open(home / "ours") as library:
            library.add_documents(news)

    return _work(add) | {"documents": len(news), "size": size}


def chroma_index(home: Path, size: int) -> Figures:  # noqa: ARG001
    """The vectors alone, as its documentation does it."""
    data = np.load(home / "vectors.npz")
    collection = _plain(home).create_collection("plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})

    def fill() -> None:
        for at in range(0, len(data["ids"]), 5000):
            collection.add(ids=[str(i) for i in data["ids"][at : at + 5000]], embeddings=data["vectors"][at : at + 5000])

    return _work(fill) | {"disk": _disk(home / "plain")}


def chroma_search(home: Path, size: int) -> Figures:  # noqa: ARG001
    """Queries that are vectors already: no words, no archive."""
    data = np.load(home / "vectors.npz")
    collection = _plain(home).get_collection("plain", embedding_function=None)

    def ask(vector: NDArray[np.float32]) -> set[int]:
        answer = collection.query(query_embeddings=[vector], n_results=K, include=["distances"])
        return {int(id) for id in answer["ids"][0]}

    found = [ask(vector) for vector in data["asked"]]
    return _percentiles([_best(ask, vector) for vector in data["asked"]]) | {
        "memory": _memory(),
        "recall": _recall(found, data["ids"], data["vectors"], data["asked"]),
    }


def bm25s(home: Path, size: int) -> Figures:  # noqa: ARG001
    """Words alone, in memory, without an archive."""
    package = import_module("bm25s")
    with Library.open(home / "ours") as library, library._engine.connect() as connection:
        said = [entry.text for entry in entries(connection)]
    index = package.BM25()
    work = _work(lambda: index.index([list(tokens(text)) for text in said], show_progress=False))
    figures = _speed(lambda query: index.retrieve([list(tokens(query))], k=min(CANDIDATES, len(said)), show_progress=False, n_threads=1))
    index.save(home / "bm25s")
    return figures | work | {"memory": _memory(), "disk": _disk(home / "bm25s")}


def _plain(home: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(home / "plain"), settings=Settings(anonymized_telemetry=False))


def _recall(found: list[set[int]], ids: NDArray[np.int_], vectors: NDArray[np.float32], asked: NDArray[np.float32]) -> float:
    """The share of the `K` exact neighbours that were found; those as near as the last one count too."""
    shares = []
    for names, cosines in zip(found, asked @ vectors.T):
        last = np.sort(cosines)[-K]
        shares.append(len(names & set(ids[cosines >= last - 1e-5].tolist())) / K)
    return float(np.mean(shares))


def _speed(search: Callable[[str], object]) -> Figures:
    search("热身")
    return _percentiles([_best(search, query) for query in texts.queries(QUERIES)])


def _percentiles(times: list[float]) -> Figures:
    return {"p50": float(np.percentile(times, 50)), "p95": float(np.percentile(times, 95))}


def _work(job: Callable[[], object]) -> Figures:
    clock, processor = time.perf_counter(), time.process_time()
    job()
    return {"clock": time.perf_counter() - clock, "seconds": time.process_time() - processor}


def _best(search: Callable[[T], object], query: T) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        search(query)
        times.append(time.process_time() - began)
    return min(times)


def _memory() -> float:
    """The most this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def step(name: str, home: Path, size: int) -> None:
    """One measurement in this process, as JSON on standard output."""
    figures = globals()[name](home, size)
    print(json.dumps({"memory": _memory()} | figures))


def measured(size: int) -> Figures:
    """All measurements at one size, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        figures: Figures = {}
        for name in STEPS:
            command = [sys.executable, __file__, "step", name, folder, str(size)]
            figures[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            print(size, name, figures[name], file=sys.stderr, flush=True)
    return figures


def main(sizes: list[int]) -> None:
    """Measure `sizes` and write what came out after each."""
    rows: list[Figures] = []
    for size in sizes:
        rows.append(measured(size))
        (HERE / "figures.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        (HERE / "table.md").write_text(chart.table(rows), encoding="utf-8")
        (HERE / "growth.svg").write_text(chart.drawing(rows), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "step":
        step(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main([int(size) for size in sys.argv[1:]])
