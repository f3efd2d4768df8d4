"""The library's own way of writing: which n-grams count, and that the table follows the library through changes and accidents."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.language.grams import grams
from corpus.language.model import packaged
from corpus.language.own import shared_table
from corpus.library import Library
from evals.case import Case
from evals.checks.typo import check
from evals.shelves import LibraryShelf, ShelfArchive
from tests.corpus.shelf import shelf

ROOT = Path(__file__).parent.parent.parent
TERM = "稻鳅轮作"
SAID = f"柳林乡今年推广{TERM}三百亩。"
DIE = """
import os, signal, sys
from pathlib import Path
from corpus import language_follower
from corpus.documents import Document
from corpus.library import Library

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "before":
    language_follower.np.save = die
else:
    language_follower.Mark.save = die
with Library.open(Path(sys.argv[1])) as library:
    library.add_documents([Document("己", "新", sys.argv[3], region="己县"), Document("庚", "新", sys.argv[3] + "完", region="庚县")])
"""


def table(*documents: tuple[str, str]) -> dict[str, float]:
    """How often the phrases that stand in one of `documents` count."""
    counts = shared_table(packaged().alphabet, documents)
    asked = {text[at : at + 4] for _, text in documents for at in range(len(text) - 3)}
    found = {phrase: float(counts.get(grams(packaged().alphabet.ids(phrase), 4))[0]) for phrase in asked}
    return {phrase: round(count) for phrase, count in found.items() if count}


class TestCounting:
    def test_two_units_that_write_alike(self) -> None:
        assert table(("甲县", TERM), ("乙县", TERM + "好")) == {TERM: 2}

    def test_one_unit_must_write_it_three_times(self) -> None:
        assert table(("甲县", TERM), ("甲县", TERM + "好")) == {}
        assert table(("甲县", TERM), ("甲县", TERM + "好"), ("甲县", "好" + TERM)) == {TERM: 3}

    def test_one_text_says_it_once_however_often_and_under_however_many_names(self) -> None:
        assert table(("甲县", TERM * 9), ("乙县", TERM * 9), ("丙县", "别的话")) == {}

    def test_texts_without_content(self) -> None:
        assert table(("甲县", ""), ("乙县", "")) == {}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "home") as library:
        library.add_documents([Document(f"{n}", f"{n}文", SAID + n, region=f"{n}县") for n in "甲乙"])
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    with Library.open(home) as library:
        yield library


def seen(library: Library) -> int:
    """How many documents are known to write the term, beside none of what the program comes with."""
    keys = grams(packaged().alphabet.ids(TERM), 4)
    return round(float((library.language().count_keys(keys) - packaged().count_keys(keys))[0]))


class TestFollowing:
    def test_adding_changing_removing(self, library: Library) -> None:
        assert seen(library) == 2
        library.add_documents([Document("丙", "丙文", SAID + "丙", region="丙县")])
        assert seen(library) == 3
        library.add_documents([Document("丙", "丙文", "已经全部改写的另外一段话。", region="丙县")])
        assert seen(library) == 2
        library.remove(["甲"])
        assert seen(library) == 0

    def test_one_of_many_documents_changes_nothing_until_more_do_or_it_is_made_anew(self, library: Library) -> None:
        library.add_documents(shelf())
        library.add_documents([Document("丙", "丙文", SAID + "丙", region="丙县")])
        assert seen(library) == 2
        library.rebuild()
        assert seen(library) == 3

    def test_another_process_sees_it(self, home: Path, library: Library) -> None:
        assert seen(library) == 2
        with Library.open(home) as writer:
            writer.add_documents([Document("丙", "丙文", SAID + "丙", region="丙县")])
        assert seen(library) == 3

    def test_an_empty_library_writes_as_all_do(self, tmp_path: Path) -> None:
        with Library.open(tmp_path / "new") as library:
            assert library.language() is packaged()
            library.rebuild()
            assert library.language() is packaged()

    def test_one_table_stays(self, home: Path, library: Library) -> None:
        for n in "丙丁戊":
            library.add_documents([Document(n, f"{n}文", SAID + n, region=f"{n}县")])
        assert seen(library) == 5
        assert len(list((home / "index").glob("language-*"))) == 1

    @pytest.mark.parametrize("lost", ["language.json", "language-*/grams.npy"])
    @pytest.mark.parametrize("damaged", [False, True])
    def test_what_is_lost_or_damaged_is_made_again(self, home: Path, lost: str, damaged: bool) -> None:
        for path in list((home / "index").glob(lost)):
            path.write_bytes(path.read_bytes()[:-9]) if damaged else path.unlink()
        with Library.open(home) as library:
            library.edit("甲", region="丁县")
            assert seen(library) == 2

    @pytest.mark.parametrize("moment", ["before", "after"])
    def test_kill_9(self, home: Path, moment: str) -> None:
        """Before the table is written, and between the table and the mark that names it."""
        done = subprocess.run([sys.executable, "-c", DIE, str(home), moment, SAID], cwd=ROOT, capture_output=True, timeout=120)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        with Library.open(home) as library:
            assert seen(library) == 4
        assert len(list((home / "index").glob("language-*"))) == 1

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written(self, home: Path) -> None:
        for path in [home, *home.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        with Library.open(home) as library:
            assert seen(library) == 2


def test_a_term_of_the_house_is_no_slip(library: Library) -> None:
    text = "各村把稻鳅共作的田埂夯实。"
    found = {f.text for f in check(Case(text)).findings}
    assert found
    library.add_documents([Document(n, f"{n}文", f"{n}县推广稻鳅共作有补助，搞稻鳅共作要算账。", region=f"{n}县") for n in "戊己庚"])
    archive = ShelfArchive(LibraryShelf(lambda: library))
    assert check(Case(text, archive=archive)).findings == ()
