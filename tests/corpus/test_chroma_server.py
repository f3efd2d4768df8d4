"""The vectors on a real Chroma server, in a process of its own on the loopback address."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from base.errors import ServiceError
from corpus.embedders.choice import EmbedderChoice
from corpus.library import Library
from corpus.vectors import VectorStore
from tests.corpus.shelf import paper, shelf
from tests.corpus.test_embedder_library import Heard

AXES = np.eye(4, dtype=np.float32)
RUN = "from chromadb.cli.cli import app; app()"


class ChromaServer:
    """`chroma run`, which can be stopped."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-c", RUN, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                httpx.get(f"{self.address}/api/v2/heartbeat", trust_env=False, timeout=1).raise_for_status()
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise TimeoutError("chroma run did not answer")

    def collections(self) -> list[str]:
        url = f"{self.address}/api/v2/tenants/default_tenant/databases/default_database/collections"
        return [row["name"] for row in httpx.get(url, trust_env=False).json()]

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path / "chroma")
    yield server
    server.stop()


def _best(library: Library, query: str) -> str:
    return library.search(query, k=1)[0].document.id


def test_the_store_behaves_as_the_embedded_one(server: ChromaServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    store = VectorStore.make(tmp_path / "vectors-a", "lsa:1", server.address)
    store.put([1, 2, 3, 4], [10, 10, 11, 12], AXES)
    (found,) = store.nearest(np.array([[0.8, 0.6, 0, 0]], dtype=np.float32), 2)
    assert list(found.items()) == [(1, pytest.approx(0.8, abs=1e-4)), (2, pytest.approx(0.6, abs=1e-4))]
    assert set(store.nearest(AXES[:1], 10, [2, 3])[0]) == {2, 3}
    store.remove([10])
    assert (store.count(), store.dimension(), store.fingerprint) == (2, 4, "lsa:1")
    store.close()
    again = VectorStore(tmp_path / "vectors-a", server.address)
    assert again.count() == 2
    again.close()


def test_a_library_with_its_vectors_on_a_server(server: ChromaServer, tmp_path: Path) -> None:
    home, heard = tmp_path / "home", Heard()
    choice = EmbedderChoice(chroma=server.address)
    with Library.open(home, choice, heard) as library, Library.open(home, choice) as other:
        library.add_documents(shelf())
        assert _best(library, "石桥镇 农村公路硬化") == _best(other, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert library.vector_state() == (60, 60, 0, 59, False)
        library.add_documents([paper("新", text="珊瑚礁养护项目启动。")])
        assert _best(other, "珊瑚礁养护") == "新"
        library.rebuild()
        assert len(server.collections()) == 1
        assert _best(other, "珊瑚礁养护") == "新"
        assert heard.sentences == []
    assert not list(home.glob("index/*/chroma.sqlite3"))
    with Library.open(home, choice, heard) as library:
        server.stop()
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert len(heard.sentences) == 1 and server.address in heard.sentences[0] and "只按字词检索" in heard.sentences[0]
        with pytest.raises(ServiceError, match="没有应答"):
            library.add_documents([paper("新二", text="海草床养护项目启动。")])
        assert _best(library, "海草床养护") == "新二"
    with Library.open(home) as library:  # back in the workspace: made again from the archive
        assert library.vector_state().vectors == 62


def test_a_server_that_dies_between_two_searches(server: ChromaServer, tmp_path: Path) -> None:
    heard = Heard()
    with Library.open(tmp_path / "home", EmbedderChoice(chroma=server.address), heard) as library:
        library.add_documents(shelf())
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        server.stop()
        for _ in range(2):
            assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert len(heard.sentences) == 1


def test_another_program_at_the_address(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="没有应答"):
        VectorStore.make(tmp_path / "v", "lsa:1", "http://127.0.0.1:9")
