"""A library with an embedding endpoint: what is sent, what is kept, what happens when the endpoint or the model goes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from base.errors import ServiceError
from corpus.embedders import endpoint
from corpus.embedders.choice import EmbedderChoice, EndpointSpec
from corpus.embedders.listening import Listener
from corpus.library import Library
from corpus.marks import mark_in
from tests.corpus.shelf import paper, shelf
from tests.embedding_server import EmbeddingServer, Fault


class Heard(Listener):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.steps: list[tuple[int, int]] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def embedding(self, done: int, total: int) -> None:
        self.steps.append((done, total))


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as server:
        yield server


@pytest.fixture
def choice(server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> EmbedderChoice:
    monkeypatch.setattr(endpoint, "FIRST_PAUSE", 0.01)
    spec = EndpointSpec(server.base_url, "test-embedding", timeout=1, query_timeout=0.3, batch=10, retries=0)
    return EmbedderChoice("endpoint", spec)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def _best(library: Library, query: str) -> str:
    return library.search(query, k=1)[0].document.id


def _vectors(library: Library) -> int:
    return library.vector_state().vectors


def test_passages_are_sent_once_in_batches(tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, heard: Heard) -> None:
    with Library.open(tmp_path, choice, heard) as library:
        library.add_documents(shelf())
        assert [len(request["input"]) for request in server.requests] == [1, *[10] * 6]  # the probe first
        assert heard.steps[-1] == (60, 60)
        server.requests.clear()
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        library.add_documents([paper("新", text="珊瑚礁养护项目启动。")])
        assert len(server.requests) == 3  # the query, the probe, the new passage
        assert _best(library, "珊瑚礁养护") == "新"
        assert library.vector_state() == (61, 61, 0, 64, False)
    with Library.open(tmp_path, choice, heard) as library:
        server.requests.clear()
        library.rebuild()
        assert [len(request["input"]) for request in server.requests] == [1]
        library.remove(["新"])
        assert _vectors(library) == 60
    assert heard.sentences == []


def test_a_small_library_has_vectors_too(tmp_path: Path, choice: EmbedderChoice) -> None:
    with Library.open(tmp_path, choice) as library:
        library.add_documents([paper("a", text="秸秆禁烧。"), paper("b", text="桥梁加固。")])
        assert _vectors(library) == 2


def test_an_endpoint_that_fails_half_way_loses_nothing(
    tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, heard: Heard
) -> None:
    with Library.open(tmp_path, choice, heard) as library:
        server.faults = [None, None, None, Fault("http", 500)]  # type: ignore[list-item]
        with pytest.raises(ServiceError, match="出错（500）"):
            library.add_documents(shelf())
        assert library.stats()["documents"] == 60
        server.requests.clear()
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert server.requests == []  # a search does not go on with it
        assert [("重建索引" in said or "rebuild" in said) for said in heard.sentences] == [True]
        library.add_documents(shelf())
        assert [len(request["input"]) for request in server.requests] == [1, 10, 10, 10, 10]
        assert _vectors(library) == 60


@pytest.mark.parametrize("kind", ["http", "hang", "nan", "dimension"])
def test_a_search_goes_on_by_words_and_says_so_once(
    tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, heard: Heard, kind: str
) -> None:
    with Library.open(tmp_path, choice, heard) as library:
        library.add_documents(shelf())
        server.requests.clear()
        server.broken = Fault(kind)
        for _ in range(3):
            assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert len(server.requests) == 1
        assert len(heard.sentences) == 1 and heard.sentences[0].endswith("；这次只按字词检索。") and heard.sentences[0].count("。") == 1


def test_a_service_that_comes_back_is_asked_again(
    tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.vector_follower._REST", 0.0)
    with Library.open(tmp_path, choice) as library:
        library.add_documents(shelf())
        server.faults = [Fault("http")]
        _best(library, "公路")
        server.requests.clear()
        _best(library, "公路")
        assert len(server.requests) == 1


@pytest.mark.parametrize(("dimension", "salt"), [(32, ""), (64, "another model")])
def test_a_model_changed_under_its_name(tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, dimension: int, salt: str) -> None:
    with Library.open(tmp_path, choice) as library:
        library.add_documents(shelf())
        server.dimension, server.salt = dimension, salt
        with pytest.raises(ServiceError, match=r"模型可能换过，.*，或运行 biganzi corpus rebuild 重建索引。$"):
            library.add_documents([paper("新", text="珊瑚礁养护项目启动。")])
        assert _vectors(library) == 60
        library.rebuild()
        assert library.vector_state() == (61, 61, 0, dimension, False)


def test_another_embedder_waits_for_a_rebuild(tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, heard: Heard) -> None:
    with Library.open(tmp_path) as library:
        library.add_documents(shelf())
        assert _best(library, "石桥镇 农村公路硬化")
    with Library.open(tmp_path, choice, heard) as library:
        for _ in range(2):
            assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        library.add_documents([paper("新", text="珊瑚礁养护项目启动。")])
        assert [said for said in heard.sentences if "重建索引" in said] == heard.sentences and len(heard.sentences) == 1
        assert library.vector_state().foreign
        assert server.requests == []
    with Library.open(tmp_path) as library:  # nothing was lost: the fitted one is followed up
        assert _best(library, "珊瑚礁养护") == "新"
        assert _vectors(library) == 61
    with Library.open(tmp_path, choice, heard) as library:
        server.faults = [None, None, Fault("hang")]  # type: ignore[list-item]
        with pytest.raises(ServiceError):
            library.rebuild()
        asked = len(server.texts)
        library.rebuild()
        assert len(server.texts) - asked == 1 + 51
        assert library.vector_state() == (61, 61, 0, 64, False)
    assert len(list((tmp_path / "index").glob("vectors*/"))) == 1


def test_a_new_model_sweeps_the_vectors_of_the_old_one(tmp_path: Path, choice: EmbedderChoice) -> None:
    assert choice.endpoint
    with Library.open(tmp_path, choice) as library:
        library.add_documents(shelf())
    with Library.open(tmp_path, replace(choice, endpoint=replace(choice.endpoint, model="better"))) as library:
        assert library.vector_state().foreign
        library.rebuild()
        assert _vectors(library) == 60
    assert len(list((tmp_path / "index").glob("embeddings-*.db"))) == 1


@pytest.mark.parametrize("pattern", ["vectors*/**/*", "vectors.json", "embeddings-*"])
def test_what_is_damaged_is_made_again_from_what_is_kept(
    tmp_path: Path, server: EmbeddingServer, choice: EmbedderChoice, pattern: str
) -> None:
    with Library.open(tmp_path, choice) as library:
        library.add_documents(shelf())
    for path in (tmp_path / "index").glob(pattern):
        if path.is_file():
            path.write_bytes(b"\x00damaged" * 7)
    server.requests.clear()
    with Library.open(tmp_path, choice) as library:
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
        assert len(server.texts) <= 1
        library.rebuild()
        assert _vectors(library) == 60


SECRET = [
    paper("密", "关于珊瑚礁的报告", "机密★5年\n珊瑚礁巡护兵力部署如下。", secrecy="机密"),
    paper("内", "内部通报", "海草床巡护值班电话已更换。", secrecy="内部"),
    paper("夹", "会议材料", "会议材料\n" + "一般内容。\n" * 12 + "附件（秘密）红树林坐标。"),
]


@pytest.fixture
def remote(choice: EmbedderChoice) -> EmbedderChoice:
    return replace(choice, mark_in=mark_in, withheld=lambda document: bool(document.secrecy))


def test_nothing_marked_is_ever_sent(tmp_path: Path, server: EmbeddingServer, remote: EmbedderChoice) -> None:
    with Library.open(tmp_path, remote) as library:
        library.add_documents([*shelf(), *SECRET])
        assert library.vector_state()[:3] == (60, 63, 3)
        for query, id in (("珊瑚礁巡护", "密"), ("海草床巡护", "内")):  # by their words
            assert id in [hit.document.id for hit in library.search(query, k=10)]
        library.rebuild()
        library.edit("密", title="关于珊瑚礁巡护的报告")
        library.search("（机密）珊瑚礁巡护兵力部署")
    assert not [word for word in ("兵力", "部署", "关于珊瑚礁", "内部通报", "电话", "红树林", "坐标") if word in _readable(server)]


def test_a_document_marked_later_loses_its_vector(tmp_path: Path, remote: EmbedderChoice) -> None:
    with Library.open(tmp_path, remote) as library:
        library.add_documents(shelf())
        library.edit("交通-石桥镇", secrecy="秘密")
        assert library.vector_state()[:3] == (59, 60, 1)


def test_a_silent_library_sends_no_query(tmp_path: Path, server: EmbeddingServer, remote: EmbedderChoice, heard: Heard) -> None:
    with Library.open(tmp_path, remote) as library:
        library.add_documents(shelf())
    server.requests.clear()
    with Library.open(tmp_path, replace(remote, silent=True), heard) as library:
        assert _best(library, "石桥镇 农村公路硬化") == "交通-石桥镇"
    assert server.requests == [] and len(heard.sentences) == 1


def _readable(server: EmbeddingServer) -> str:
    return json.dumps([server.requests, server.headers], ensure_ascii=False)
