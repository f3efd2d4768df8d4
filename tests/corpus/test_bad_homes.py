"""Homes with something wrong: each heals by itself or says one Chinese sentence."""

import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from base.errors import BiganziError, InputError, ServiceError
from corpus.address import FILE_NAME
from corpus.following import Mark
from corpus.lexical_follower import LexicalFollower
from corpus.library import Library
from tests.corpus.shelf import on_shelf, paper
from tests.ready import filled

ROOT = Path(__file__).parents[2]
Biganzi = Callable[..., tuple[int, str, str]]
NOBODY = 65534
SMALL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
import cli
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return filled(tmp_path / "home", on_shelf)


def _filled(home: Path) -> None:
    with Library.open(home) as library:
        on_shelf(library)


def _best(home: Path) -> str:
    with Library.open(home) as library:
        return library.search("石桥镇 农村公路硬化", k=1)[0].document.id


def _run(script: str, *arguments: object, home: Path) -> tuple[int, str, str]:
    environment = {**os.environ, "HOME": str(home.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, env=environment, timeout=60
    )
    return done.returncode, done.stdout, done.stderr


class TestDamagedIndexes:
    @pytest.mark.parametrize("seed", range(4))
    def test_files_lost_cut_or_overwritten(self, home: Path, seed: int) -> None:
        chance = random.Random(seed)
        files = [path for path in sorted((home / "index").rglob("*")) if path.is_file()]
        for path in chance.sample(files, k=max(1, len(files) // 2)):
            data = path.read_bytes()
            kind = chance.randrange(3)
            if kind == 0:
                path.unlink()
            else:
                path.write_bytes(data[: len(data) // 2] if kind == 1 else chance.randbytes(len(data)))
        assert _best(home) == "交通-石桥镇"
        with Library.open(home) as library:
            library.add_documents([paper("新", text="又一份青禾县文件。")])
            assert library.search("又一份青禾县文件", k=1)[0].document.id == "新"

    def test_the_folder_gone(self, home: Path) -> None:
        shutil.rmtree(home / "index")
        assert _best(home) == "交通-石桥镇"

    def test_a_file_in_its_place(self, home: Path) -> None:
        shutil.rmtree(home / "index")
        (home / "index").write_text("不是文件夹", encoding="utf-8")
        assert _best(home) == "交通-石桥镇"

    def test_nothing_is_found_because_nothing_can_be_indexed(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.rmtree(home / "index")

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "")

        monkeypatch.setattr(LexicalFollower, "follow", full)
        with pytest.raises(ServiceError, match=r"索引没有建完（磁盘已满）"):
            _best(home)

    def test_of_another_version(self, home: Path) -> None:
        for name in ("lexical.json", "vectors.json"):
            (home / "index" / name).write_text((home / "index" / name).read_text(encoding="utf-8").replace("-1", "-0"), encoding="utf-8")
        assert _best(home) == "交通-石桥镇"

    def test_ahead_of_the_archive(self, home: Path) -> None:
        """An older library.db was put back by hand."""
        shutil.copy(home / FILE_NAME, home.parent / "旧.db")
        with Library.open(home) as library:
            library.add_documents([paper("新", text="后来的文件。")])
        shutil.copy(home.parent / "旧.db", home / FILE_NAME)
        assert _best(home) == "交通-石桥镇"
        with Library.open(home) as library:
            assert "新" not in [hit.document.id for hit in library.search("后来的文件", k=3)]

    def test_half_copied(self, home: Path, tmp_path: Path) -> None:
        (tmp_path / "copy").mkdir()
        shutil.copy(home / FILE_NAME, tmp_path / "copy")
        shutil.copytree(home / "index", tmp_path / "copy" / "index", ignore=lambda folder, names: sorted(names)[::2])
        assert _best(tmp_path / "copy") == "交通-石桥镇"


class TestAnotherLibraryInItsPlace:
    def test_under_a_reader(self, home: Path, tmp_path: Path) -> None:
        with Library.open(tmp_path / "other") as other:
            other.add_documents([paper("别", text="澜江市另一座文库里的石桥镇农村公路。")])
        with Library.open(home) as reader:
            assert reader.search("石桥镇 农村公路硬化", k=1)[0].document.id == "交通-石桥镇"
            (tmp_path / "other" / FILE_NAME).replace(home / FILE_NAME)
            assert [document.id for document in reader.documents()] == ["别"]
            assert [hit.document.id for hit in reader.search("石桥镇 农村公路硬化", k=3)] == ["别"]
            reader.add_documents([paper("再", text="又收录一份。")])
        with Library.open(home) as library:
            assert [document.id for document in library.documents()] == ["别", "再"]


class TestDatabase:
    def test_damaged_in_the_middle(self, home: Path, biganzi: Biganzi) -> None:
        with Library.open(home):
            pass
        data = bytearray((home / FILE_NAME).read_bytes())
        data[4096:] = os.urandom(len(data) - 4096)
        (home / FILE_NAME).write_bytes(data)
        for command in (["list"], ["search", "公路"], ["rebuild"], ["stats"]):
            code, _, said = biganzi("--home", home, "corpus", *command)
            assert code == 2 and "已损坏" in said and said.count("\n") == 1, said

    def test_of_a_newer_program(self, home: Path, biganzi: Biganzi) -> None:
        engine = sa.create_engine(f"sqlite:///{home / FILE_NAME}")
        with engine.begin() as connection:
            connection.execute(sa.text("update alembic_version set version_num = '9999'"))
        engine.dispose()
        code, _, said = biganzi("--home", home, "corpus", "list")
        assert code == 2 and "更新版本" in said


@pytest.mark.parametrize("name", ["有 空格", "中文目录", "换\n行", "问?号", "百分%20号", "井#号", "引'号\"", "a&b=c;d"])
def test_odd_names_of_homes(tmp_path: Path, name: str) -> None:
    home = tmp_path / name / "home"
    _filled(home)
    assert _best(home) == "交通-石桥镇"
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


@contextmanager
def _nobody() -> Iterator[None]:
    """As somebody who owns nothing; root can become that and come back."""
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid") or os.geteuid() != 0, reason="only root can become somebody else")
class TestReadOnly:
    @pytest.fixture
    def open_home(self, tmp_path: Path, biganzi: Biganzi) -> Iterator[Path]:
        """One that everybody may look into: pytest's own folders are closed, and so may be Python's, hence all is imported before."""
        _filled(tmp_path / "warm")
        biganzi("--home", tmp_path / "warm", "corpus", "search", "公路")
        biganzi("--home", tmp_path / "warm", "corpus", "remove", "没有的")
        home = Path(tempfile.mkdtemp(prefix="biganzi-test-"))
        home.chmod(0o755)
        yield home
        shutil.rmtree(home)

    def test_it_is_searched_and_not_written(self, open_home: Path, biganzi: Biganzi) -> None:
        _filled(open_home)
        assert _best(open_home) == "交通-石桥镇"
        before = [(path, path.stat().st_mtime_ns) for path in sorted(open_home.rglob("*"))]
        with _nobody():
            code, out, said = biganzi("--home", open_home, "corpus", "search", "石桥镇 农村公路硬化", "-k", "1")
            assert (code, "石桥镇交通工作汇报" in out) == (0, True), said
            code, _, said = biganzi("--home", open_home, "corpus", "remove", "交通-石桥镇")
            assert code == 2 and "无法写入资料库" in said and "没有权限" in said
        assert [(path, path.stat().st_mtime_ns) for path in sorted(open_home.rglob("*"))] == before

    def test_beside_one_who_writes(self, open_home: Path, biganzi: Biganzi) -> None:
        with Library.open(open_home) as library:
            library.add_documents([paper("新", text="珊瑚礁养护点。")])
            with _nobody():
                code, out, said = biganzi("--home", open_home, "corpus", "search", "珊瑚礁养护点", "-k", "1")
            assert code == 0 and "珊瑚礁养护点" in out, said

    def test_nothing_there_yet(self, open_home: Path, biganzi: Biganzi) -> None:
        with _nobody():
            code, _, said = biganzi("--home", open_home, "corpus", "list")
        assert code == 2 and said.startswith("错误：无法打开资料库") and said.count("\n") == 1


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE") or not hasattr(signal, "SIGXFSZ"), reason="no limit on the size of files")
@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_full_disk(tmp_path: Path, limit: int) -> None:
    """Files cannot grow over a limit, as on a disk without room."""
    rows = tmp_path / "表.jsonl"
    rows.write_text("".join(f'{{"id": "{i}", "text": "青禾县第{i}号文件，{"修路架桥" * 20}。"}}\n' for i in range(300)), encoding="utf-8")
    home = tmp_path / "home"
    code, _, said = _run(SMALL, limit, "--home", home, "corpus", "add", rows, home=home)
    assert code in (2, 3) and said.startswith("错误：") and "Traceback" not in said, said
    assert "磁盘" in said
    with Library.open(home) as library:
        library.add([rows])
        assert library.stats()["documents"] == 300
        assert library.search("青禾县第277号文件", k=1)[0].document.id == "277"


def test_a_full_disk_is_still_searched(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Mark, path: Path) -> None:
        raise InputError("无法写入（磁盘已满）。")

    with Library.open(home) as library:
        library._indexes.close()
        monkeypatch.setattr(Mark, "save", full)
        assert library.search("石桥镇 农村公路硬化", k=1)[0].document.id == "交通-石桥镇"


def test_a_clock_that_goes_backwards(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    folder.mkdir()
    (folder / "甲.txt").write_text("青禾县甲号文件。", encoding="utf-8")
    os.utime(folder / "甲.txt", (4_000_000_000,) * 2)
    with Library.open(home) as library:
        library.sync(folder)
        (folder / "甲.txt").write_text("青禾县甲号文件改了。", encoding="utf-8")
        os.utime(folder / "甲.txt", (1_000_000_000,) * 2)
        assert len(library.sync(folder).changed) == 1


def test_no_error_is_bare(tmp_path: Path, biganzi: Biganzi) -> None:
    """A library that is a folder, a lock that is a folder: what can be met when somebody tidied up."""
    for name in (FILE_NAME, "library.lock"):
        home = tmp_path / name / "home"
        (home / name).mkdir(parents=True)
        for command in (["list"], ["rebuild"], ["search", "公路"]):
            code, _, said = biganzi("--home", home, "corpus", *command)
            assert code in (0, 2) and "程序内部出错" not in said, said
    with pytest.raises(BiganziError):
        Library.open(tmp_path / FILE_NAME / "home")
