"""The archive with PostgreSQL as its source of truth, and the same journeys over SQLite."""

import datetime as dt
import random
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from base.errors import InputError, ServiceError
from corpus.address import FILE_NAME, database_url, is_there
from corpus.db import HEAD, documents, metadata
from corpus.library import Library
from corpus.lock import BusyError
from corpus.opening import open_engine, revision
from corpus.postgres import alone
from tests.corpus.shelf import paper, shelf
from tests.postgres_server import binaries, new_database, postgres, serving

__all__ = ["postgres"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def server(postgres: sa.URL, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database that every workspace of the test uses."""
    with new_database(postgres) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace over each kind of database."""
    if request.param == "postgres":
        request.getfixturevalue("server")
    return tmp_path / "home"


class TestJourneys:
    def test_in_look_up_correct_out(self, home: Path) -> None:
        with Library.open(home) as library:
            assert len(library.add_documents(shelf()).added) == 60
            assert library.search("桥梁加固工程汛期之前完工", k=1)[0].document.id.startswith("交通")
            found = library.search("隐患排查台账", k=60, by="document", kind="汇报", since=dt.date(2021, 1, 1))
            assert found and all(hit.document.kind == "汇报" for hit in found)
            library.edit("交通-东河镇", region="东河", date=dt.date(2019, 5, 6))
            corrected = library.document("交通-东河镇")
            assert corrected and (corrected.region, corrected.date) == ("东河", dt.date(2019, 5, 6))
            library.remove(["医疗-东河镇"])
            assert library.add_documents([paper("医疗-东河镇", text="又收进来的。")]).added == ("医疗-东河镇",)
            assert library.find("东河镇交通工作汇报").id == "交通-东河镇"  # type: ignore[union-attr]
            stats = library.stats()
            assert (stats["documents"], stats["passages"]) == (60, 60)
            assert sum(stats["kinds"].values()) == 60
            library.rebuild()
            assert library.search("又收进来的", k=1)[0].document.id == "医疗-东河镇"

    def test_a_folder_in_step(self, home: Path, tmp_path: Path) -> None:
        folder = tmp_path / "来文"
        folder.mkdir()
        for name in "甲乙丙":
            (folder / f"{name}.txt").write_text(f"关于{name}事项的通知\n青禾县{name}类项目已经开工。", encoding="utf-8")
        with Library.open(home) as library:
            assert len(library.sync(folder).added) == 3
            (folder / "甲.txt").rename(folder / "丁.txt")
            (folder / "乙.txt").unlink()
            report = library.sync(folder)
            assert (len(report.renamed), len(report.removed)) == (1, 1)
            assert library.document(str(folder / "甲.txt")).id == str(folder / "丁.txt")  # type: ignore[union-attr]

    def test_there_and_back(self, home: Path, tmp_path: Path) -> None:
        with Library.open(home) as library:
            library.add_documents(shelf())
            library.remove(["交通-东河镇"])
            file, before = library.back_up(tmp_path / "备份.zip").path, library.fingerprint()
            library.add_documents([paper("新")])
            library.restore(file, replace=True)
            assert library.fingerprint() == before
            report = library.add_documents([paper("再来", text="恢复之后收的文件，讲灌溉渠系。")])
            assert report.added == ("再来",)
            assert library.search("恢复之后收的文件", k=1)[0].document.id == "再来"


def test_from_sqlite_to_postgres_and_back(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "server") as library:
        library.add_documents(shelf())
        library.edit("交通-东河镇", title="改过的题目")
        file, before = library.back_up(tmp_path / "备份.zip").path, library.fingerprint()
    monkeypatch.delenv("DATABASE_URL")
    with Library.open(tmp_path / "file") as library:
        library.restore(file)
        assert library.fingerprint() == before
        library.add_documents([paper("新")])
        again = library.back_up(tmp_path / "再备份.zip").path
    monkeypatch.setenv("DATABASE_URL", server)
    with Library.open(tmp_path / "server") as library:
        kept = library.restore(again, replace=True).kept
        assert library.document("新")
        assert kept and kept.parent == tmp_path / "server"
        serials = [row[0] for row in _rows(server, sa.select(documents.c.serial))]
        library.add_documents([paper("更新")])
        assert max(row[0] for row in _rows(server, sa.select(documents.c.serial))) > max(serials)


def test_the_migrations_make_the_tables_the_code_uses(tmp_path: Path, server: str) -> None:
    engine = open_engine(tmp_path)
    inspector = sa.inspect(engine)
    for table in metadata.sorted_tables:
        assert {column["name"] for column in inspector.get_columns(table.name)} == {column.name for column in table.columns}
    assert revision(engine) == HEAD
    engine.dispose()
    assert not (tmp_path / FILE_NAME).exists()


def test_two_machines_see_each_other(tmp_path: Path, server: str) -> None:
    with Library.open(tmp_path / "甲") as one, Library.open(tmp_path / "乙") as other:
        one.add_documents(shelf())
        assert other.search("水质监测断面稳定达标", k=1)[0].document.id.startswith("环境保护")
        other.add_documents([paper("新", text="珊瑚礁养护点已经设立。")])
        assert one.search("珊瑚礁养护点", k=1)[0].document.id == "新"
        one.remove(["新"])
        assert "新" not in [hit.document.id for hit in other.search("珊瑚礁养护点", k=5)]


def test_one_writer_on_any_machine(tmp_path: Path, server: str) -> None:
    with Library.open(tmp_path / "甲") as one, Library.open(tmp_path / "乙", patience=0.3) as other:
        other.add_documents([paper("先")])
        with alone(one._engine, 0) as acquired:
            assert acquired
            with pytest.raises(BusyError, match=r"正由另一台机器上的程序写入.*请等它结束"):
                other.add_documents([paper("后")])
            assert other.search("先", k=1)
        assert other.add_documents([paper("后")]).added == ("后",)


def test_the_lock_goes_with_a_killed_writer(tmp_path: Path, server: str) -> None:
    code = (
        "import sys, time, sqlalchemy as sa\nfrom corpus.postgres import alone, server_engine\n"
        "with alone(server_engine(sa.make_url(sys.argv[1]).set(drivername='postgresql+psycopg')), 0) as got:\n"
        " print(got, flush=True)\n time.sleep(60)"
    )
    with Library.open(tmp_path, patience=10) as library:
        holder = subprocess.Popen([sys.executable, "-c", code, server], stdout=subprocess.PIPE, text=True)
        assert holder.stdout and holder.stdout.readline() == "True\n"
        holder.kill()
        holder.communicate()
        assert library.add_documents([paper("甲")]).added == ("甲",)


def test_a_backup_is_of_one_moment(tmp_path: Path, server: str) -> None:
    over = threading.Event()

    def write() -> None:
        with Library.open(tmp_path / "乙", patience=30) as other:
            for number in range(1000):
                if over.is_set():
                    return
                other.add_documents([paper(f"{number}-{i}") for i in range(20)])

    with Library.open(tmp_path / "甲") as library:
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(4):
                time.sleep(0.2)
                manifest = library.back_up(tmp_path / f"{number}.zip").manifest
                assert manifest.documents % 20 == 0
                assert manifest.documents == manifest.passages
        finally:
            over.set()
            writer.join()


def test_many_documents_at_once(tmp_path: Path, server: str) -> None:
    with Library.open(tmp_path) as library:
        report = library.add_documents(paper(f"第{i}号", text=f"青禾县第{i}号文件的正文。") for i in range(1500))
        assert len(report.added) == 1500
        assert len(library.documents()) == 1500


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret-pw@h/db", "只支持 PostgreSQL"),
        ("nonsense", "应当写成 postgresql://"),
        ("postgresql://u:secret-pw@h", "应当写成 postgresql://"),
        ("postgresql://u:secret-pw@127.0.0.1:1/db", "连不上或中途断开"),
    ],
)
def test_wrong_addresses(biganzi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str) -> None:
    monkeypatch.setenv("BIGANZI_DATABASE_URL", url)
    code, _, err = biganzi("--home", tmp_path, "corpus", "list")
    assert code in (InputError.exit_code, ServiceError.exit_code)
    assert said in err
    assert "secret-pw" not in err
    assert err.count("\n") == 1


def test_a_database_that_is_not_there(biganzi: Run, tmp_path: Path, postgres: sa.URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres.set(database="nothing").render_as_string())
    code, _, err = biganzi("--home", tmp_path, "corpus", "list")
    assert "没有这个库或用户" in err
    assert code == 2


def test_which_address_counts(tmp_path: Path) -> None:
    def name(**environ: str) -> str | None:
        url = database_url(tmp_path, environ)
        return url.database if url else None

    assert name() is None
    assert name(DATABASE_URL="postgres://u@h/common") == "common"
    (tmp_path / "settings.toml").write_text('database_url = "postgresql://u@h/office"\n', encoding="utf-8")
    assert name(DATABASE_URL="postgresql://u@h/common") == "office"
    assert name(DATABASE_URL="postgresql://u@h/common", BIGANZI_DATABASE_URL="postgresql://u@h/own") == "own"
    assert is_there(tmp_path)


def test_no_password_goes_into_a_backup(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    address = sa.make_url(server).set(password="secret-pw").render_as_string(hide_password=False)
    tmp_path.joinpath("settings.toml").write_text(f'database_url = "{address}"\n', encoding="utf-8")
    with Library.open(tmp_path) as library:
        file = library.back_up(tmp_path / "备份.zip").path
    settings = zipfile.ZipFile(file).read("settings.toml").decode()
    assert "secret-pw" not in settings
    assert sa.make_url(server).render_as_string(hide_password=False) in settings


def _rows(url: str, query: sa.Select[Any]) -> list[tuple[int]]:
    engine = sa.create_engine(sa.make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(query)]
    finally:
        engine.dispose()


def test_what_is_too_long_to_index_is_left_out_alone(tmp_path: Path, server: str) -> None:
    dice = random.Random(7)
    long = "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(5000))  # nothing that could be packed
    with Library.open(tmp_path) as library:
        report = library.add_documents([paper(f"第{i}号", title=long if i == 3 else f"第{i}号文件") for i in range(10)])
        assert len(report.added) == len(library.documents()) == 9
        assert [str(error)[:4] for error in report.errors] == ["第3号："]
        assert "请改短" in str(report.errors[0])


def test_a_server_that_stops_while_the_library_is_open(tmp_path: Path) -> None:
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with serving() as url:
        said = url.update_query_dict({"password": "secret-pw"}).render_as_string(hide_password=False)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("DATABASE_URL", said)
            library = Library.open(tmp_path)
            library.add_documents([paper("甲")])
    with library, pytest.raises(ServiceError, match="连不上或中途断开") as refused:
        library.documents()
    assert "secret-pw" not in str(refused.value)
