"""The index of phrases: what a phrase is, who says it, and that it follows the library through every change and every accident."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import shingle_index
from corpus.documents import Document
from corpus.library import Library
from corpus.shingle_index import Segment, segments_of
from corpus.shingles import SIZE, fold, hashes
from evals.shelves import LibraryShelf, ShelfArchive
from tests.corpus.shelf import paper
from tests.ready import filled

ROOT = Path(__file__).parent.parent.parent
FERRY = "渡工由船工夜校按季度轮训，考核不过的不得出航。"
DIE = """
import os, signal, sys
from pathlib import Path
from corpus import shingle_follower
from corpus.documents import Document
from corpus.library import Library

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "before":
    shingle_follower.Segment.save = die
else:
    shingle_follower.write_json = die
with Library.open(Path(sys.argv[1])) as library:
    library.add_documents([Document("戊", "新", "渡工由船工夜校按季度轮训，考核不过的不得出航。", region="戊县")])
"""


def folded(text: str) -> str:
    return "".join(map(chr, fold(text).codes))


class TestFold:
    def test_only_what_counts(self) -> None:
        assert folded("“两个维护”，ＡBc　１２.５%、3万！") == "两个维护abc0万"

    def test_nothing(self) -> None:
        assert folded("") == folded("，。\n") == ""
        assert len(hashes(fold("五个字而已"))) == 0

    @given(st.text(alphabet="县乡镇，。 \n0９Ａz“🚀𠀀", max_size=60))
    def test_places_lead_back_to_the_text(self, text: str) -> None:
        found = fold(text)
        last = 0
        for code, start, end in zip(found.codes.tolist(), found.starts.tolist(), found.ends.tolist()):
            assert last <= start < end <= len(text)
            inside = folded(text[start:end])
            assert inside == chr(code)
            last = end
        assert len(hashes(found)) == max(0, len(found.codes) - SIZE + 1)

    def test_equal_phrases_have_equal_hashes(self) -> None:
        a, b = hashes(fold("投资增长12.5%以上")), hashes(fold("投资，增长７％以上"))
        assert a.tolist() == b.tolist()
        assert len(set(hashes(fold("县乡镇村" * 9)).tolist())) == 4


class TestSegments:
    def test_of_documents_and_together(self) -> None:
        one, two = Segment.of([(7, FERRY), (9, "另外的一句话说了别的事情。")]), Segment.of([(8, FERRY + FERRY)])
        both = one.with_all_of(two)
        wanted = np.unique(hashes(fold(FERRY)))
        found = both.find(wanted)
        assert sorted(set(found.serials.tolist())) == [7, 8]
        assert len(found.which) == 2 * len(wanted)
        assert set(both.without({7}).find(wanted).serials.tolist()) == {8}
        assert both.without({7, 8, 9}).postings.tolist() == []

    def test_many_documents_make_several(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shingle_index, "FULL", 60)
        made = list(segments_of((serial, FERRY) for serial in range(10)))
        assert [serial for segment in made for serial in segment.serials.tolist()] == list(range(10))
        assert len(made) > 2

    @pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY\x01\x00", b"\x00" * 200])
    def test_what_is_damaged_is_said(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "x.npy"
        path.write_bytes(content)
        with pytest.raises((ValueError, OSError)):
            Segment.load(path)
        np.save(tmp_path / "y.npy", np.array([5, 1], dtype=np.uint64))
        with pytest.raises(ValueError, match=r"y\.npy"):
            Segment.load(tmp_path / "y.npy")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return filled(tmp_path / "home", _ferry_papers)


def _ferry_papers(library: Library) -> None:
    library.add_documents(
        [
            Document("甲", "甲文", FERRY, region="甲县"),
            Document("乙", "乙文", FERRY, region="甲县"),
            Document("丙", "丙文", FERRY, issuer="丙局"),
            Document("丁", "丁文", "巡河员一日两巡，早班看水色、晚班看排口。"),
        ]
    )


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home) as library:
        yield library


def units(library: Library, text: str = FERRY, *excluded: str) -> list[int]:
    """How many units say the phrases of `text`, each number once."""
    return sorted(set(ShelfArchive(LibraryShelf(lambda: library), frozenset(excluded)).spread(text).units.tolist()))


class TestWhoSaysIt:
    def test_units_not_documents_are_counted(self, library: Library) -> None:
        assert units(library) == [2]
        assert units(library, "改为晚班看排口，早班看水色、晚班看排口") == [0, 1]

    def test_what_is_excluded_counts_nowhere(self, library: Library) -> None:
        assert units(library, FERRY, "甲") == [2]
        assert units(library, FERRY, "甲", "乙") == [1]
        assert units(library, FERRY, "甲", "乙", "丙", "没有的") == [0]
        assert ShelfArchive(LibraryShelf(lambda: library), frozenset(["甲", "没有的"])).size == 3

    def test_phrases_stand_where_they_stand(self, library: Library) -> None:
        text = f"各位：{FERRY}"
        spread = ShelfArchive(LibraryShelf(lambda: library)).spread(text)
        said = [text[a:b] for a, b, n in zip(spread.starts.tolist(), spread.ends.tolist(), spread.units.tolist()) if n]
        assert said[0] == "渡工由船工夜"
        assert said[-1] == "过的不得出航"

    def test_kin_share_rare_phrases(self, library: Library) -> None:
        archive = ShelfArchive(LibraryShelf(lambda: library), frozenset(["乙"]))
        found = archive.kin(f"各位领导：{FERRY}请审议。")
        assert [(kin.doc_id, kin.region, kin.text) for kin in found] == [("甲", "甲县", FERRY), ("丙", "", FERRY)]
        assert archive.kin("今天天气晴朗，万里无云，适合出门。") == []
        assert archive.kin("") == []

    def test_an_empty_library(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "new") as library:
            assert units(library) == [0]
            assert ShelfArchive(LibraryShelf(lambda: library)).size == 0


class TestFollowing:
    def test_adding_changing_editing_removing(self, library: Library) -> None:
        library.add_documents([Document("戊", "戊文", FERRY, region="戊县")])
        assert units(library) == [3]
        library.add_documents([Document("丙", "丙文", "已经全部改写的另外一段话。", issuer="丙局")])
        assert units(library) == [2]
        library.edit("乙", region="乙县")
        assert units(library) == [3]
        library.remove(["甲", "乙"])
        assert units(library) == [1]
        library.rebuild()
        assert units(library) == [1]

    def test_another_process_sees_it(self, home: Path, library: Library) -> None:
        assert units(library) == [2]
        with Library.open(home) as writer:
            writer.add_documents([Document("戊", "戊文", FERRY, region="戊县")])
        assert units(library) == [3]

    def test_few_files_stay_however_often_it_grows(self, home: Path, library: Library) -> None:
        for i in range(12):
            library.add_documents([paper(f"n{i}", text=FERRY, region=f"{i}县")])
        assert units(library) == [14]
        assert len(list((home / "index").glob("shingles-*"))) <= 4

    @pytest.mark.parametrize("lost", ["index", "index/shingles.json", "index/shingles-*.npy"])
    @pytest.mark.parametrize("damaged", [False, True])
    def test_what_is_lost_or_damaged_is_made_again(self, home: Path, lost: str, damaged: bool) -> None:
        for path in sorted(home.glob(f"{lost}/*" if lost == "index" else lost)):
            if path.is_file() and "shingles" in path.name:
                path.write_bytes(path.read_bytes()[:-9] if damaged else b"")
        with Library.open(home) as library:
            assert units(library) == [2]

    def test_while_another_writes_what_there_is_is_used(self, home: Path) -> None:
        script = (
            f"from pathlib import Path\nfrom corpus.lock import writing\nwith writing(Path({str(home)!r})): print(1, flush=True); input()"
        )
        other = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert other.stdout and other.stdout.readline() == "1\n"
        with Library.open(home) as library:
            assert units(library) == [2]
        for path in (home / "index").glob("shingles*"):
            path.unlink()
        with Library.open(home) as library:
            assert units(library) == [2]  # in a folder of its own
        other.communicate("\n")
        assert not list((home / "index").glob("shingles*"))

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_kill_9(self, home: Path, moment: str) -> None:
        """Before a segment is written, and between the segment and the mark that names it."""
        done = subprocess.run([sys.executable, "-c", DIE, str(home), moment], cwd=ROOT, capture_output=True, timeout=60)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        with Library.open(home) as library:
            assert units(library) == [3]
        assert len(list((home / "index").glob("shingles-*"))) <= 2


def test_a_rotten_block_of_a_segment_does_not_stop_a_search(tmp_path: Path) -> None:
    text = "摊位每晚抽签定号，油烟由集中净化车接管抽走，收摊后半小时内摊主自扫自查。" * 3
    Segment.of([(1, text), (2, text[5:])]).save(tmp_path / "a.npy")
    raw = bytearray((tmp_path / "a.npy").read_bytes())
    raw[300:400] = b"\xff" * 100
    (tmp_path / "a.npy").write_bytes(raw)
    found = Segment.load(tmp_path / "a.npy").find(np.unique(hashes(fold(text))))
    assert set(found.serials.tolist()) <= {1, 2}
