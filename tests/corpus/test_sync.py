"""A library in step with a folder."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from base.errors import InputError
from corpus import stamps, sync
from corpus.documents import Document
from corpus.ingest import Ingest
from corpus.library import Library

LONG_AGO = 1_600_000_000
Biganzi = Callable[..., tuple[int, str, str]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home") as library:
        yield library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来文"
    for name in ("甲", "乙", "丙", "丁"):
        put(folder / f"{name}.txt", f"青禾县{name}号文件。")
    return folder


def put(path: Path, text: str, when: int = LONG_AGO) -> str:
    """A file that was last changed long ago, so that nothing waits for it to settle. Returns the id of its document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))
    return str(path)


def ids(library: Library) -> set[str]:
    return {document.id for document in library.documents()}


class TestInStep:
    def test_new_changed_gone_and_untouched(self, library: Library, folder: Path) -> None:
        assert len(library.sync(folder).added) == 4
        changed = put(folder / "乙.txt", "青禾县乙号文件改了。")
        added = put(folder / "深/处/戊.txt", "青禾县戊号文件。")
        (folder / "丙.txt").unlink()
        report = library.sync(folder)
        assert (report.added, report.changed, report.removed) == ((added,), (changed,), (str(folder / "丙.txt"),))
        assert (report.untouched, report.unchanged, report.renamed) == (2, (), ())
        assert ids(library) == {str(path) for path in folder.rglob("*.txt")}

    def test_what_is_untouched_is_not_read(self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        library.sync(folder)
        monkeypatch.setattr(sync, "hash_of", None)
        monkeypatch.setattr(Ingest, "take_files", lambda self, files: None if not files else pytest.fail("read"))
        assert library.sync(folder).untouched == 4

    def test_verify_reads_all(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        changed = put(folder / "乙.txt", "青禾县二号文件。")
        assert library.sync(folder).changed == ()
        assert library.sync(folder, verify=True).changed == (changed,)

    def test_touched_but_equal(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        put(folder / "乙.txt", "青禾县乙号文件。", LONG_AGO + 60)
        assert library.survey(folder).same.keys() == {folder / "乙.txt"}
        assert library.sync(folder).untouched == 4
        assert library.survey(folder).same == {}

    def test_only_what_came_from_the_folder_goes(self, library: Library, folder: Path, tmp_path: Path) -> None:
        other = put(tmp_path / "来文二/己.txt", "青禾县己号文件。")
        by_hand = put(folder / "手工.txt", "青禾县手工收录的文件。")
        library.add([tmp_path / "来文二", folder / "手工.txt"])
        Path(by_hand).unlink()
        library.sync(folder)
        (folder / "丙.txt").unlink()
        assert library.sync(folder).removed == (str(folder / "丙.txt"),)
        assert {other, by_hand} <= ids(library)

    def test_rows_of_a_list_come_and_go(self, library: Library, folder: Path) -> None:
        rows = folder / "表.jsonl"
        put(rows, '{"id": "1", "text": "一号。"}\n{"id": "2", "text": "二号。"}\n')
        library.sync(folder)
        put(rows, '{"id": "2", "text": "二号。"}\n{"id": "3", "text": "三号文件。"}\n')
        report = library.sync(folder)
        assert (report.added, report.removed) == (("3",), ("1",))

    def test_a_dry_run_changes_nothing(self, library: Library, folder: Path) -> None:
        plan = library.survey(folder)
        assert len(plan.new) == 4 and ids(library) == set()

    def test_what_was_removed_by_hand_stays_out(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        library.remove([str(folder / "乙.txt")])
        assert library.sync(folder).added == ()


class TestRenamed:
    def test_corrections_and_old_names_stay(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        old, new = str(folder / "乙.txt"), folder / "二〇二六" / "乙（定稿）.txt"
        library.edit(old, title="改正的标题")
        new.parent.mkdir()
        Path(old).rename(new)
        report = library.sync(folder)
        assert report.renamed == ((Path(old), new),)
        assert (report.added, report.changed, report.removed) == ((), (), ())
        document = library.document(old)
        assert document and (document.id, document.title, document.source) == (str(new), "改正的标题", str(new))
        passage = library.passage(f"{old}#0")
        assert passage and passage.id == f"{new}#0"
        assert library.ids_of(old) == [str(new)] == [p.doc_id for p in library.passages(old)]
        assert library.search("乙号文件", k=1)[0].document.id == str(new)

    def test_a_whole_folder_twice(self, library: Library, folder: Path, tmp_path: Path) -> None:
        library.sync(tmp_path / "来文")
        inside = folder / "旧"
        inside.mkdir()
        for path in list(folder.glob("*.txt")):
            path.rename(inside / path.name)
        assert len(library.sync(folder).renamed) == 4
        inside.rename(folder / "新")
        assert len(library.sync(folder).renamed) == 4
        assert ids(library) == {str(path) for path in (folder / "新").glob("*.txt")}
        assert library.document(str(folder / "乙.txt")) == library.document(str(folder / "新" / "乙.txt"))

    def test_of_equal_ones_the_name_decides(self, library: Library, folder: Path) -> None:
        for place in ("一月", "二月"):
            put(folder / place / f"{place}.txt", "青禾县同一份文件。")
        library.sync(folder)
        for place in ("一月", "二月"):
            (folder / place).rename(folder / f"{place}份")
        assert dict(library.sync(folder).renamed) == {
            folder / place / f"{place}.txt": folder / f"{place}份" / f"{place}.txt" for place in ("一月", "二月")
        }

    def test_a_list_of_rows(self, library: Library, folder: Path) -> None:
        put(folder / "表.jsonl", '{"id": "1", "text": "一号。"}\n{"id": "2", "text": "二号。"}\n')
        library.sync(folder)
        library.edit("1", kind="通知")
        (folder / "表.jsonl").rename(folder / "总表.jsonl")
        report = library.sync(folder)
        assert (len(report.renamed), report.changed, report.removed) == (1, (), ())
        document = library.document("1")
        assert document and (document.kind, document.source) == ("通知", str(folder / "总表.jsonl"))

    def test_the_new_place_is_known_already(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        new = put(folder / "抄.txt", "青禾县乙号文件。")
        library.add([folder / "抄.txt"])
        (folder / "乙.txt").unlink()
        report = library.sync(folder)
        assert new in ids(library) and str(folder / "乙.txt") not in ids(library)
        assert report.errors == ()


class TestOutOfReach:
    def test_a_folder_that_is_not_there(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        shutil.rmtree(folder)
        with pytest.raises(InputError, match=r"找不到文件夹.*网络盘没有连上"):
            library.sync(folder, sure=True)
        assert len(ids(library)) == 4

    @pytest.mark.parametrize("left", [0, 1])
    def test_a_folder_that_is_suddenly_empty(self, library: Library, folder: Path, left: int) -> None:
        library.sync(folder)
        for path in sorted(folder.iterdir())[left:]:
            path.unlink()
        for step in (library.sync, library.survey):
            with pytest.raises(InputError, match=f"4 个文件有 {4 - left} 个不见了.*--yes"):
                step(folder)
        assert len(ids(library)) == 4
        assert len(library.sync(folder, sure=True).removed) == 4 - left

    def test_half_may_go(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        for path in sorted(folder.iterdir())[2:]:
            path.unlink()
        assert len(library.sync(folder).removed) == 2

    def test_what_cannot_be_read_stays(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        put(folder / "乙.txt", "")
        report = library.sync(folder)
        assert [str(folder / "乙.txt") in str(error) for error in report.errors] == [True]
        assert report.removed == () and len(ids(library)) == 4


class TestUnstable:
    def test_a_file_that_is_being_copied_is_left(self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        growing = folder / "大.txt"
        growing.write_text("青禾县大", encoding="utf-8")

        def grow(_seconds: float) -> None:
            with growing.open("a", encoding="utf-8") as file:
                file.write("文件。")

        monkeypatch.setattr(stamps.time, "sleep", grow)
        report = library.sync(folder)
        assert report.unstable == (growing,) and len(report.added) == 4
        monkeypatch.setattr(stamps.time, "sleep", lambda _seconds: None)
        assert library.sync(folder).added == (str(growing),)

    def test_a_file_that_changes_while_it_is_read_is_read_again(
        self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        take = Ingest.take_files

        def taking(self: Ingest, files: list[Path]) -> None:
            take(self, files)
            put(folder / "乙.txt", "青禾县乙号文件又长了。", LONG_AGO + 1)

        with monkeypatch.context() as patch:
            patch.setattr(Ingest, "take_files", taking)
            assert library.sync(folder).unstable == (folder / "乙.txt",)
        library.sync(folder)
        document = library.document(str(folder / "乙.txt"))
        assert document and document.text == "青禾县乙号文件又长了。"

    def test_a_young_file_is_looked_at_again(self, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(stamps.time, "sleep", lambda _seconds: None)
        young = folder / "乙.txt"
        now = stamps.time.time_ns()
        young.write_text("青禾县乙号文件。", encoding="utf-8")
        os.utime(young, ns=(now, now))
        library.sync(folder)
        young.write_text("青禾县二号文件。", encoding="utf-8")
        os.utime(young, ns=(now, now))
        assert library.sync(folder).changed == (str(young),)


def test_twins_are_told(library: Library, folder: Path) -> None:
    twin = put(folder / "抄件.txt", "青禾县乙号文件。")
    assert set(*library.sync(folder).same) == {str(folder / "乙.txt"), twin}
    assert library.sync(folder).same == ()
    assert library.add_documents([Document("a", "甲", "青禾县丁号文件。")]).same == ((str(folder / "丁.txt"), "a"),)
    assert library.add_documents([Document("b", "乙", "青禾县另一份文件。")]).same == ()


def test_the_command(biganzi: Biganzi, folder: Path) -> None:
    code, _, said = biganzi("corpus", "sync", folder, "--dry-run")
    assert (code, said) == (0, "将会：新增 4，不动 0（单位：文件）。\n")
    assert biganzi("corpus", "sync", folder)[::2] == (0, "新增 4，未变 0。\n")
    (folder / "乙.txt").rename(folder / "二.txt")
    (folder / "丙.txt").unlink()
    said = f"改名 1，移出 1，未变 2。\n改名：{folder}/乙.txt → {folder}/二.txt\n移出：{folder}/丙.txt\n"
    assert biganzi("corpus", "sync", folder, "-v")[::2] == (0, said)
    shutil.rmtree(folder)
    code, _, said = biganzi("corpus", "sync", folder)
    assert code == 2 and "找不到文件夹" in said
