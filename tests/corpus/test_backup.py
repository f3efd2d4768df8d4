"""A library in one file, and back."""

import json
import shutil
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from base import accounts
from base.errors import InputError
from corpus import backup_file
from corpus.address import FILE_NAME
from corpus.belongings import without_keys
from corpus.library import Library
from corpus.migrations import ARCHIVE
from corpus.opening import open_engine
from tests.corpus.shelf import paper, shelf
from tests.ready import filled

Biganzi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(filled(tmp_path / "home", _corrected)) as library:
        yield library


def _corrected(library: Library) -> None:
    library.add_documents([*shelf(), paper("更正", text="青禾县更正过的文件。")])
    library.edit("更正", title="人改的标题")


def _rewritten(path: Path, name: str, data: bytes) -> Path:
    """The same zip with another member of that name."""
    with zipfile.ZipFile(path) as old:
        members = {n: old.read(n) for n in old.namelist()} | {name: data}
    with zipfile.ZipFile(path, "w") as new:
        for n, d in members.items():
            new.writestr(n, d)
    return path


class TestThereAndBack:
    def test_into_an_empty_home(self, library: Library, tmp_path: Path) -> None:
        done = library.back_up(tmp_path / "备份.zip")
        assert (done.manifest.documents, done.path) == (61, tmp_path / "备份.zip")
        with Library.open(tmp_path / "home2") as other:
            restored = other.restore(done.path)
            assert (restored.kept, restored.left) == (None, ())
            assert other.documents() == library.documents()
            assert other.fingerprint() == library.fingerprint()
            assert [p for d in other.documents() for p in other.passages(d.id)] == [
                p for d in library.documents() for p in library.passages(d.id)
            ]
            assert other.search("石桥镇 农村公路", k=1)[0].document.id == "交通-石桥镇"
            other.add_documents([paper("更正", text="又读了一遍。")])
            document = other.document("更正")
            assert document and document.title == "人改的标题"
        assert not list(tmp_path.glob(".biganzi-*")) and not list((tmp_path / "home2").glob(".biganzi-*"))

    def test_in_the_place_of_another(self, library: Library, tmp_path: Path) -> None:
        file = library.back_up(tmp_path / "备份.zip").path
        library.remove(["更正"])
        library.add_documents([paper("新", text="备份之后的文件。")])
        with Library.open(tmp_path / "home") as reader:
            assert reader.search("备份之后", k=1)[0].document.id == "新"
            with pytest.raises(InputError, match=r"已有 61 份资料.*--replace"):
                library.restore(file)
            kept = library.restore(file, replace=True).kept
            assert kept and kept.name.startswith("library-旧-") and kept.parent == tmp_path / "home"
            for side in (library, reader):
                assert side.document("新") is None
                assert side.search("更正过的文件", k=1)[0].document.id == "更正"
                assert "新" not in [hit.document.id for hit in side.search("备份之后的文件", k=5)]
        (tmp_path / "home3").mkdir()
        shutil.copy(kept, tmp_path / "home3" / FILE_NAME)
        with Library.open(tmp_path / "home3") as old:
            assert old.search("备份之后的文件", k=1)[0].document.id == "新"

    def test_while_another_writes(self, library: Library, tmp_path: Path) -> None:
        def write() -> None:
            with Library.open(tmp_path / "home") as writer:
                for i in range(10):
                    writer.add_documents(paper(f"{i}-{n}") for n in range(20))

        writing = threading.Thread(target=write)
        writing.start()
        manifests = [library.back_up(tmp_path / f"{n}.zip").manifest for n in range(4)]
        writing.join()
        for number, manifest in enumerate(manifests):
            with Library.open(tmp_path / f"在{number}") as other:
                other.restore(tmp_path / f"{number}.zip")
                assert (other.stats()["documents"], other.stats()["passages"]) == (manifest.documents, manifest.passages)
                assert (manifest.documents - 61) % 20 == 0

    def test_a_folder_gets_a_name(self, library: Library, tmp_path: Path) -> None:
        assert library.back_up(tmp_path).path.name.startswith("笔杆子备份-")

    def test_an_older_backup_grows_up(self, library: Library, tmp_path: Path) -> None:
        file = library.back_up(tmp_path / "备份.zip").path
        with zipfile.ZipFile(file) as archive:
            archive.extract(FILE_NAME, tmp_path)
        engine = open_engine(tmp_path)
        with engine.begin() as connection:
            command.downgrade(ARCHIVE.config(connection), "0002")
        engine.dispose()
        data = (tmp_path / FILE_NAME).read_bytes()
        manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
        manifest["revision"], manifest["hashes"][FILE_NAME] = "0002", backup_file.hash_of(tmp_path / FILE_NAME)
        _rewritten(_rewritten(file, FILE_NAME, data), "manifest.json", json.dumps(manifest).encode())
        with Library.open(tmp_path / "home2") as other:
            other.restore(file)
            assert other.fingerprint() == library.fingerprint()
            assert other.add_documents([paper("同", text="青禾县更正过的文件。")]).same == (("更正", "同"),)

    def test_what_a_restore_put_aside(self, library: Library, tmp_path: Path) -> None:
        file = library.back_up(tmp_path / "备份.zip").path
        library.add_documents([paper("新", text="备份之后的文件。")])
        kept = library.restore(file, replace=True).kept
        assert kept and library.document("新") is None
        assert library.restore(kept, replace=True).manifest.documents == 62
        assert library.document("新") and library.search("备份之后", k=1)[0].document.id == "新"
        document = library.document("更正")
        assert document and document.title == "人改的标题"

    def test_over_an_older_one(self, library: Library, tmp_path: Path) -> None:
        first = library.back_up(tmp_path / "文库.zip")
        data = first.path.read_bytes()
        kept = library.back_up(tmp_path / "文库.zip").kept
        assert first.kept is None and kept and kept.read_bytes() == data and kept.name.startswith("文库-旧-")

    def test_classified_papers_are_counted(self, library: Library, tmp_path: Path) -> None:
        library.add_documents([paper("密", secrecy="机密"), paper("内", secrecy="内部")])
        assert library.back_up(tmp_path / "备份.zip").classified == 1


class TestBeside:
    def test_settings_and_lists_but_no_key(self, library: Library, tmp_path: Path) -> None:
        home = tmp_path / "home"
        (home / "settings.toml").write_text('model = "县里"\n[models."县里"]\napi_key_env = "K"\napi_key = "sk-1"\n', encoding="utf-8")
        (home / "名单.yaml").write_text("机关: [青禾县水利局]\n", encoding="utf-8")
        (home / "runs" / "一").mkdir(parents=True)
        (home / "runs" / "一" / "brief.yaml").write_text("title: 讲话\n", encoding="utf-8")
        (home / ".env").write_text("K=sk-2\n", encoding="utf-8")
        plain, whole = library.back_up(tmp_path / "a.zip"), library.back_up(tmp_path / "b.zip", everything=True)
        assert set(plain.manifest.beside) == {"settings.toml", "名单.yaml"}
        assert set(whole.manifest.beside) == {"settings.toml", "名单.yaml", "runs/一/brief.yaml"}
        assert b"sk-" not in b"".join(zipfile.ZipFile(whole.path).read(name) for name in whole.manifest.beside)
        with Library.open(tmp_path / "home2") as other:
            other.restore(whole.path)
        assert (tmp_path / "home2/settings.toml").read_text(encoding="utf-8").endswith('api_key_env = "K"\n')
        assert (tmp_path / "home2/runs/一/brief.yaml").exists()

    def test_accounts_only_when_asked_for_and_for_nobody_elses_eyes(self, library: Library, tmp_path: Path) -> None:
        home = tmp_path / "home"
        accounts.add(home, "周明远", "稻香千里-2026", ("起草人",))
        (home / "people" / "周明远-01" / "runs" / "一").mkdir(parents=True)
        (home / "people" / "周明远-01" / "runs" / "一" / "brief.yaml").write_text("title: 讲话\n", encoding="utf-8")
        plain = library.back_up(tmp_path / "a.zip").manifest.beside
        whole = library.back_up(tmp_path / "b.zip", everything=True).manifest.beside
        assert "people/周明远-01/runs/一/brief.yaml" in set(whole) - set(plain) and accounts.FILE_NAME not in {*plain, *whole}
        file = library.back_up(tmp_path / "c.zip", with_accounts=True).path
        with Library.open(tmp_path / "home2") as other:
            other.restore(file)
        assert accounts.find(tmp_path / "home2", "周明远") == accounts.find(home, "周明远")
        assert (tmp_path / "home2" / accounts.FILE_NAME).stat().st_mode & 0o077 == 0

    def test_settings_that_are_there_are_not_lost(self, library: Library, tmp_path: Path) -> None:
        settings = tmp_path / "home" / "settings.toml"
        settings.write_text('model = "旧"\n', encoding="utf-8")
        file = library.back_up(tmp_path / "a.zip").path
        with Library.open(tmp_path / "home2") as other:
            mine = tmp_path / "home2" / "settings.toml"
            mine.write_text('model = "新"\n', encoding="utf-8")
            assert other.restore(file).left == ("settings.toml",)
            assert mine.read_text(encoding="utf-8") == 'model = "新"\n'
            assert other.restore(file, replace=True).left == ()
            assert mine.read_text(encoding="utf-8") == 'model = "旧"\n'
            assert len(list(mine.parent.glob("settings-旧-*.toml"))) == 1

    @pytest.mark.parametrize("line", ['api_key = "sk"', 'apikey="sk"', '  "access_token" = "t"', "PASSWORD = 'p'", 'my.secret = "s"'])
    def test_lines_with_keys_go(self, line: str) -> None:
        assert without_keys(f'a = 1\n{line}\napi_key_env = "K"\nmax_tokens = 5\n'.encode()) == b'a = 1\napi_key_env = "K"\nmax_tokens = 5\n'


class TestBadFiles:
    @pytest.fixture
    def file(self, library: Library, tmp_path: Path) -> Path:
        return library.back_up(tmp_path / "备份.zip").path

    def _says(self, tmp_path: Path, file: Path) -> str:
        with Library.open(tmp_path / "空") as other, pytest.raises(InputError) as error:
            other.restore(file)
        with Library.open(tmp_path / "空") as other:
            assert other.documents() == []
        return str(error.value)

    def test_none(self, tmp_path: Path) -> None:
        assert "找不到备份" in self._says(tmp_path, tmp_path / "没有.zip")

    @pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 100])
    def test_no_zip(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "坏.zip").write_bytes(data)
        assert "已损坏" in self._says(tmp_path, tmp_path / "坏.zip")

    @pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
    def test_cut_off(self, tmp_path: Path, file: Path, part: float) -> None:
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * part)])
        assert "已损坏" in self._says(tmp_path, file)

    def test_a_bit_that_turned(self, tmp_path: Path, file: Path) -> None:
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
        assert "已损坏" in self._says(tmp_path, file)

    def test_another_database_than_the_manifest_says(self, tmp_path: Path, file: Path) -> None:
        assert "已损坏" in self._says(tmp_path, _rewritten(file, FILE_NAME, b"another"))

    @pytest.mark.parametrize("change", [{"format": 2}, {"revision": "9999"}, {"more": 1}])
    def test_of_a_newer_program(self, tmp_path: Path, file: Path, change: dict[str, object]) -> None:
        manifest = json.loads(zipfile.ZipFile(file).read("manifest.json")) | change
        assert "更新版本" in self._says(tmp_path, _rewritten(file, "manifest.json", json.dumps(manifest).encode()))

    @pytest.mark.parametrize("name", ["../外.toml", "/外.toml", "a/../../外.toml", "C:\\外.toml"])
    def test_that_would_write_elsewhere(self, tmp_path: Path, file: Path, name: str) -> None:
        manifest = json.loads(zipfile.ZipFile(file).read("manifest.json"))
        manifest["hashes"][name] = "0"
        assert "已损坏" in self._says(tmp_path, _rewritten(file, "manifest.json", json.dumps(manifest).encode()))

    def test_a_file_that_is_no_backup_is_not_overwritten(self, library: Library, tmp_path: Path) -> None:
        target = tmp_path / "讲话.docx"
        target.write_bytes(b"mine")
        with pytest.raises(InputError, match="不是笔杆子的备份"):
            library.back_up(target)
        assert target.read_bytes() == b"mine"

    def test_a_zip_of_something_else(self, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "材料.zip", "w") as archive:
            archive.writestr("讲话.txt", "同志们：")
        assert "不是文库备份" in self._says(tmp_path, tmp_path / "材料.zip")

    def test_a_database_of_something_else(self, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "别的.db")) as database:
            database.execute("create table t (x)")
        assert "不是文库备份" in self._says(tmp_path, tmp_path / "别的.db")

    def test_a_database_cut_off(self, library: Library, tmp_path: Path, file: Path) -> None:
        kept = library.restore(file, replace=True).kept
        assert kept
        kept.write_bytes(kept.read_bytes()[:-8192])
        with Library.open(tmp_path / "空") as other, pytest.raises(InputError, match=r"已损坏|不是文库备份"):
            other.restore(kept)

    def test_nowhere_to_write(self, library: Library, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="找不到文件夹"):
            library.back_up(tmp_path / "没有" / "备份.zip")


def test_a_failing_restore_changes_nothing(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = library.back_up(tmp_path / "备份.zip").path
    library.add_documents([paper("新")])

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("corpus.backup.store.set_setting", fail)
    with pytest.raises(RuntimeError):
        library.restore(file, replace=True)
    assert library.document("新") and library.stats()["documents"] == 62


def test_the_tables_are_all_copied(library: Library, tmp_path: Path) -> None:
    """A table that is added later is in the backup too."""
    file = library.back_up(tmp_path / "备份.zip").path
    with zipfile.ZipFile(file) as archive:
        archive.extract(FILE_NAME, tmp_path / "in")
    engine, copy = open_engine(tmp_path / "home"), open_engine(tmp_path / "in")
    for name in sorted(set(sa.inspect(engine).get_table_names()) - {"changes"}):
        counts = []
        for side in (engine, copy):
            with side.connect() as connection:
                counts.append(connection.scalar(sa.text(f"select count(*) from {name}")))
        assert counts[0] == counts[1], name
    engine.dispose(), copy.dispose()


def test_the_commands(biganzi: Biganzi, tmp_path: Path) -> None:
    note = tmp_path / "便函.txt"
    note.write_text("青禾县便函。", encoding="utf-8")
    biganzi("corpus", "add", note)
    assert biganzi("corpus", "backup", tmp_path / "b.zip")[::2] == (0, f"已备份到 {tmp_path}/b.zip：1 份资料，1 段。\n")
    code, _, said = biganzi("corpus", "restore", tmp_path / "b.zip")
    assert code == 2 and "--replace" in said
    code, _, said = biganzi("corpus", "restore", tmp_path / "b.zip", "--replace")
    assert code == 0 and "已恢复 1 份资料" in said and "另存为" in said
    assert biganzi("--home", tmp_path / "别处", "corpus", "restore", tmp_path / "b.zip")[0] == 0
