"""The configured embedder as its users meet it: on the command line, in a draft, in `doctor`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.embedders import endpoint
from drafting.brief import Brief
from tests.corpus.shelf import shelf
from tests.embedding_server import EmbeddingServer, Fault
from wiring import drafting_parts, open_library

Run = Callable[..., tuple[int, str, str]]
ASKED = "珊瑚礁养护项目什么时候启动"


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose settings call the endpoint remote."""
    monkeypatch.setattr(endpoint, "FIRST_PAUSE", 0.01)
    (tmp_path / "settings.toml").write_text(
        f'[embedding]\nkind = "endpoint"\nbase_url = "{server.base_url}"\nmodel = "test-embedding"\nzone = "remote"\n', encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def paper(home: Path) -> Path:
    path = home / "养护.txt"
    path.write_text("关于珊瑚礁养护的通知\n各乡镇：\n珊瑚礁养护项目今年启动，请抓好落实。\n", encoding="utf-8")
    return path


def test_a_failing_endpoint_is_exit_3_and_adding_again_goes_on(biganzi: Run, home: Path, server: EmbeddingServer, paper: Path) -> None:
    server.broken = Fault("http", 503)
    code, _, err = biganzi("--home", home, "corpus", "add", paper)
    assert code == 3
    assert err.count("错误：") == 1 and "test-embedding" in err and "出错（503）" in err
    server.broken = None
    assert biganzi("--home", home, "corpus", "add", paper)[0] == 0
    _, out, _ = biganzi("--home", home, "doctor")
    assert "语义检索 test-embedding" in out and "（外部）：正常，64 维" in out and "1 段中 1 段有向量，64 维。" in out


def test_a_search_without_the_endpoint_still_answers(biganzi: Run, home: Path, server: EmbeddingServer, paper: Path) -> None:
    biganzi("--home", home, "corpus", "add", paper)
    server.broken = Fault("http", 503)
    code, out, err = biganzi("--home", home, "corpus", "search", "珊瑚礁养护")
    assert code == 0 and "珊瑚礁养护项目" in out
    assert err.count("提示：") == 1 and "只按字词检索" in err
    assert "出错（503）" in biganzi("--home", home, "doctor")[1]


def test_another_embedder_asks_for_a_rebuild(biganzi: Run, home: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    biganzi("--home", home, "corpus", "add", paper)
    monkeypatch.setenv("BIGANZI_EMBEDDING", "fitted")
    code, _, err = biganzi("--home", home, "corpus", "search", "珊瑚礁养护")
    assert (code, err.count("重建索引")) == (0, 1)
    assert "重建索引" in biganzi("--home", home, "doctor")[1]


def _draft(home: Path, **fields: str) -> None:
    brief = Brief.model_validate({"title": ASKED, "genre": "notice", **fields})
    with drafting_parts(home, brief, None) as parts:
        parts.retrieval.for_outline()


def test_drafting_asks_the_endpoint(home: Path, server: EmbeddingServer) -> None:
    with open_library(home) as library:
        library.add_documents(shelf())
    _draft(home)
    assert "珊瑚礁养护项目" in server.said


@pytest.mark.parametrize("marked", ["brief", "library"])
def test_a_marked_run_sends_no_query(home: Path, server: EmbeddingServer, marked: str) -> None:
    with open_library(home) as library:
        library.add_documents(shelf())
        if marked == "library":
            library.edit("交通-石桥镇", secrecy="机密")
    server.requests.clear()
    _draft(home, **({"secrecy": "秘密"} if marked == "brief" else {}))
    assert server.requests == []
