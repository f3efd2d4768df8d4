"""Several programs over one library, and programs that die: real processes."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from base.errors import InputError
from corpus import library as library_module
from corpus.documents import Document
from corpus.embedders.listening import Listener
from corpus.indexes import Indexes
from corpus.library import Library
from corpus.lock import writing
from corpus.passages import Passage
from tests.corpus.shelf import on_shelf, paper
from tests.processes import PATIENCE, started
from tests.ready import filled

ROOT = Path(__file__).parents[2]
REBUILD = """
import sys
import threading
from pathlib import Path
from corpus import library
from corpus.documents import Passage
library.split = lambda d: [Passage(f"{d.id}#0", d.id, 0, 0, len(d.text), d.text, ("重新切分",))]
library.Library.open(Path(sys.argv[1])).rebuild()
"""
DIE = """
import os, sys
from pathlib import Path
from corpus import following, lexical_follower, vector_follower
from corpus.documents import Document
from corpus.library import Library
home, place, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
owner, _, name = place.rpartition(".")
owner = eval(owner)
original, left = getattr(owner, name), [count]
def deadly(*arguments):
    result = original(*arguments)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
    return result
setattr(owner, name, deadly)
vector_follower._BATCH = 30
papers = [Document("交通-东河镇", "东河镇通报", "东河镇的桥梁加固已经完工。")]
papers += [Document(f"新{i}", f"第{i}号通报", f"第{i}号珊瑚礁养护点。") for i in range(int(sys.argv[4]))]
Library.open(home).add_documents(papers)
"""
ADD = """
import sys
import threading
from pathlib import Path
from corpus.documents import Document
from corpus.library import Library
with Library.open(Path(sys.argv[1])) as library:
    for round in range(2):
        ids = [f"{sys.argv[2]}-{round}-{i}" for i in range(30)]
        library.add_documents(Document(id, f"通报{id}", f"{id}号珊瑚礁养护点。") for id in ids)
        library.remove(ids[:5])
"""


def _start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, stderr=subprocess.PIPE, text=True)


def _end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    _, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def _cut_otherwise(document: Document) -> list[Passage]:
    return [Passage(f"{document.id}#0", document.id, 0, 0, len(document.text), document.text, ("重新切分",))]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return filled(tmp_path, on_shelf)


def _best(library: Library, query: str = "石桥镇 农村公路硬化") -> str:
    return library.search(query, k=1)[0].document.id


def _whole(library: Library) -> bool:
    """Whether both indexes hold every passage."""
    library.search("公路")
    indexes, count = library._indexes, library.stats()["passages"]
    assert indexes.lexical.index and indexes.vectors.store
    return indexes.lexical.index.count() == indexes.vectors.store.count() == count


@pytest.mark.parametrize("otherwise", [False, True])
def test_a_rebuild_beside_an_open_library(home: Path, monkeypatch: pytest.MonkeyPatch, otherwise: bool) -> None:
    if otherwise:
        monkeypatch.setattr(library_module, "split", _cut_otherwise)
    with Library.open(home) as reader, Library.open(home) as writer:
        assert _best(reader) == "交通-石桥镇"
        writer.rebuild()
        assert _best(reader) == _best(writer) == "交通-石桥镇"
        assert reader.search("农村公路", k=1)[0].passage.headings == (("重新切分",) if otherwise else ())
        assert _whole(reader)


def test_a_rebuild_by_another_process(home: Path) -> None:
    with Library.open(home) as reader:
        assert _best(reader) == "交通-石桥镇"
        assert _end(_start(REBUILD, home)) == (0, "")
        assert _best(reader) == "交通-石桥镇"
        assert reader.search("农村公路", k=1)[0].passage.headings == ("重新切分",)


def test_indexes_are_not_made_anew_under_a_writer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: object, *_: object) -> None:
        raise RuntimeError("damaged")

    holding = f"from pathlib import Path\nfrom corpus.lock import writing\nwith writing(Path({str(home)!r})): print(1, flush=True); input()"
    with started([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == "1\n"
        before = sorted((home / "index").rglob("*"))
        with Library.open(home) as library:
            monkeypatch.setattr(Indexes, "refresh", fail)
            with pytest.raises(InputError, match="正由另一个程序写入"):
                library.search("公路")
        assert sorted((home / "index").rglob("*")) == before
        other.communicate("\n")
    with writing(home, patience=0):
        pass


@pytest.mark.parametrize(
    ("place", "count", "papers"),
    [
        ("lexical_follower.LexicalIndex.apply", 1, 40),  # the words are in, their mark is not
        ("vector_follower.VectorStore.remove", 1, 40),  # the old vectors are out, the new ones not in
        ("vector_follower.VectorStore.put", 1, 40),  # half of the new ones are in
        ("vector_follower.VectorStore.put", 2, 90),  # the embedder is fitted again; a part of the new store is written
        ("following.Mark.save", 2, 90),  # the old store is not swept away yet
    ],
)
def test_kill_9_while_the_indexes_are_written(home: Path, place: str, count: int, papers: int) -> None:
    code, said = _end(_start(DIE, home, place, count, papers))
    assert (code, said) == (-signal.SIGKILL, "")
    with Library.open(home) as library:
        assert _best(library, "第7号珊瑚礁养护点") == "新7"
        assert _best(library) == "交通-石桥镇"
        assert [h.passage.text for h in library.search("东河镇 桥梁加固", k=1)] == ["东河镇的桥梁加固已经完工。"]
        assert _whole(library)
    assert sorted(path.name.split("-")[0] for path in (home / "index").glob("*/")) == ["language", "lexical", "vectors"]  # one of each


def test_two_add_while_a_third_searches(home: Path) -> None:
    with Library.open(home) as reader:
        writers = [_start(ADD, home, name) for name in ("甲", "乙")]
        while any(writer.poll() is None for writer in writers):
            assert _best(reader) == "交通-石桥镇"
            assert _best(reader, "珊瑚礁养护点 公路硬化")
        assert [_end(writer) for writer in writers] == [(0, ""), (0, "")]
        assert reader.stats()["documents"] == 60 + 2 * 2 * 25
        assert _whole(reader)
        assert _best(reader, "乙-1-17号珊瑚礁养护点") == "乙-1-17"


def test_one_excluded_document_costs_its_passages_only(home: Path) -> None:
    with Library.open(home) as library:
        library.add_documents([paper("长", text="石桥镇农村公路硬化，各村都通了车。\n" * 2000)])
        assert {hit.document.id for hit in library.search("石桥镇农村公路硬化", k=5)} == {"长"}
        found = library.search("石桥镇农村公路硬化", k=5, exclude=["长", "没有的"])
        assert [hit.document.id for hit in found][:1] == ["交通-石桥镇"] and len(found) == 5


FILL = """
import sys, time
from pathlib import Path
from corpus.documents import Document
from corpus.library import Library
def papers():
    for i in range(int(sys.argv[2])):
        yield Document(f"新{i}", f"第{i}号通报", f"第{i}号珊瑚礁养护点。")
    print("大半", flush=True)
    sys.stdin.readline()
    yield Document("末", "灯塔通报", "末号珊瑚礁养护点。灯塔通报。")
Library.open(Path(sys.argv[1])).add_documents(papers())
"""


@contextmanager
def _filling(home: Path, count: int) -> Iterator["subprocess.Popen[str]"]:
    """A new library is being filled; `count` documents have come."""
    pipe = subprocess.PIPE
    with started([sys.executable, "-c", FILL, str(home), str(count)], stdin=pipe, stdout=pipe) as process:
        assert process.stdout and process.stdout.readline() == "大半\n"
        yield process


def test_a_new_library_answers_while_it_is_filled(tmp_path: Path, biganzi: Callable[..., tuple[int, str, str]]) -> None:
    with _filling(tmp_path, 70) as other:
        code, out, said = biganzi("--home", tmp_path, "corpus", "search", "第7号珊瑚礁养护点", "-k", "1")
        assert (code, said) == (0, "提示：正在收录，结果可能不全。\n")
        assert out.startswith("《第7号通报》")
        code, out, said = biganzi("--home", tmp_path, "corpus", "stats")
        assert (code, said) == (0, "提示：正在收录，结果可能不全。\n") and "文件 50 份" in out
        ear = _Ear()
        with Library.open(tmp_path, listener=ear) as library:
            assert _best(library, "第9号珊瑚礁养护点") == "新9" == _best(library, "第9号珊瑚礁养护点")
            other.communicate("\n")
            assert _best(library, "灯塔") == "末" and _whole(library)
        assert ear.heard == ["正在收录，结果可能不全。"]


class _Ear(Listener):
    def __init__(self) -> None:
        self.heard: list[str] = []

    def say(self, sentence: str) -> None:
        self.heard.append(sentence)


def test_tables_that_another_program_made_are_not_waited_for(tmp_path: Path) -> None:
    script = """
import sys
import threading
from pathlib import Path
from corpus import opening
from corpus.lock import writing
home = Path(sys.argv[1])
with writing(home):
    print("占用", flush=True)
    sys.stdin.readline()
    opening.open_engine(home)
    sys.stdin.readline()
"""
    pipe = subprocess.PIPE
    with started([sys.executable, "-c", script, str(tmp_path)], stdin=pipe, stdout=pipe) as other:
        assert other.stdin and other.stdout and other.stdout.readline() == "占用\n"
        threading.Timer(0.5, lambda: (other.stdin.write("\n"), other.stdin.flush())).start()  # type: ignore[union-attr]
        with Library.open(tmp_path, patience=PATIENCE) as library:
            assert library.search("公路") == []
            assert other.poll() is None
        other.communicate("\n")
