"""A library in step with a folder."""

import os
import shutil
import zipfile
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
            with pytest.raises(InputError, match=f"4 份有 {4 - left} 份不见了.*--yes"):
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


class TestFaulty:
    def test_what_cannot_be_read_is_told_once(self, library: Library, folder: Path) -> None:
        put(folder / "坏.docx", "PK")
        assert len(library.sync(folder).errors) == 1
        plan = library.survey(folder)
        assert (plan.new, plan.changed, list(plan.faulty)) == ((), (), [folder / "坏.docx"])
        report = library.sync(folder)
        assert (report.errors, list(report.faulty), report.untouched) == ((), [folder / "坏.docx"], 4)
        assert library.survey(folder, verify=True).retried == (folder / "坏.docx",)
        assert len(library.sync(folder, verify=True).errors) == 1
        put(folder / "坏.docx", "PK改了")
        assert library.survey(folder).changed == (folder / "坏.docx",)

    def test_a_zip_with_a_bad_member(self, library: Library, folder: Path) -> None:
        packed = pack(folder / "往年.zip", {"好.txt": "青禾县好的文件。", "坏.docx": "PK"})
        first = library.sync(folder)
        assert (len(first.added), len(first.errors)) == (5, 1)
        report = library.sync(folder)
        assert (report.errors, list(report.faulty), report.untouched) == ((), [packed], 5)
        packed.rename(folder / "旧材料.zip")
        assert library.sync(folder).moved == (f"{folder}/旧材料.zip!/好.txt",)
        (folder / "旧材料.zip").unlink()
        assert library.sync(folder).removed == (f"{folder}/旧材料.zip!/好.txt",)

    def test_a_converter_that_is_missing_may_come(
        self, library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        (folder / "旧.rtf").write_bytes(b"{\\rtf1 x}")
        os.utime(folder / "旧.rtf", (LONG_AGO, LONG_AGO))
        assert [len(library.sync(folder).errors) for _ in range(2)] == [1, 1]


class TestTakenOut:
    def test_it_stays_out_until_it_changes(self, library: Library, folder: Path) -> None:
        out = str(folder / "乙.txt")
        library.sync(folder)
        library.remove([out])
        for report in (library.sync(folder), library.sync(folder, verify=True), library.add([folder])):
            assert (report.added, report.left_out) == ((), (out,))
        put(folder / "乙.txt", "青禾县乙号文件改了。")
        assert (library.sync(folder).added, library.sync(folder).left_out) == ((out,), ())

    @pytest.mark.parametrize("by", ["add", "sync"])
    def test_until_it_is_wanted_again(self, library: Library, folder: Path, by: str) -> None:
        library.sync(folder)
        library.remove([str(folder / "乙.txt")])
        report = library.add([folder], again=True) if by == "add" else library.sync(folder, again=True)
        assert report.added == (str(folder / "乙.txt"),)
        assert library.sync(folder).left_out == ()

    def test_a_member_of_a_zip(self, library: Library, folder: Path) -> None:
        packed = pack(folder / "往年.zip", {"一.txt": "青禾县一号文件。", "二.txt": "青禾县二号文件。"})
        library.sync(folder)
        library.remove([f"{packed}!/一.txt"])
        pack(packed, {"一.txt": "青禾县一号文件。", "二.txt": "青禾县二号文件改了。"})
        report = library.sync(folder)
        assert (report.changed, report.left_out) == ((f"{packed}!/二.txt",), (f"{packed}!/一.txt",))

    def test_under_another_name(self, library: Library, folder: Path) -> None:
        library.sync(folder)
        library.remove([str(folder / "乙.txt")])
        (folder / "乙.txt").rename(folder / "二.txt")
        report = library.sync(folder)
        assert (report.added, report.left_out) == ((), (str(folder / "二.txt"),))

    def test_what_is_given_directly_is_taken(self, library: Library) -> None:
        library.add_documents([Document("a", "甲", "青禾县文件。")])
        library.remove(["a"])
        assert library.add_documents([Document("a", "甲", "青禾县文件。")]).added == ("a",)


def pack(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_one_unit_for_all_counts(library: Library, folder: Path) -> None:
    put(folder / "表.jsonl", '{"id": "1", "text": "一号。"}\n{"id": "2", "text": "二号。"}\n')
    pack(folder / "往年.zip", {"一.txt": "青禾县一号文件。", "坏.docx": "PK"})
    library.sync(folder)
    put(folder / "乙.txt", "青禾县乙号文件改了。")
    put(folder / "新.txt", "青禾县新的文件。")
    (folder / "表.jsonl").rename(folder / "总表.jsonl")
    report = library.sync(folder)
    assert (len(report.moved), len(report.added), len(report.changed), report.untouched) == (2, 1, 1, 4)
    assert library.stats()["documents"] == 8


def test_a_file_is_no_folder(biganzi: Biganzi, folder: Path) -> None:
    code, _, said = biganzi("corpus", "sync", folder / "乙.txt")
    assert code == 2 and f"是文件，不是文件夹，收录一个文件请用 biganzi corpus add {folder}/乙.txt" in said


def test_twins_do_not_differ_by_blank_space(library: Library) -> None:
    texts = ("青禾县文件。\n请执行。", "　　青禾县文件。\n\n请执行。　\n", "青禾县文件。请执行。")
    report = library.add_documents(Document(name, name, text) for name, text in zip("甲乙丙", texts))
    assert report.same == (("甲", "乙"),)


def test_twins_are_told(library: Library, folder: Path) -> None:
    twin = put(folder / "抄件.txt", "青禾县乙号文件。")
    assert set(*library.sync(folder).same) == {str(folder / "乙.txt"), twin}
    assert library.sync(folder).same == ()
    assert library.add_documents([Document("a", "甲", "青禾县丁号文件。")]).same == ((str(folder / "丁.txt"), "a"),)
    assert library.add_documents([Document("b", "乙", "青禾县另一份文件。")]).same == ()


def test_the_command(biganzi: Biganzi, folder: Path) -> None:
    code, _, said = biganzi("corpus", "sync", folder, "--dry-run")
    assert (code, said) == (0, "将会：新增 4 个文件，未变 0 份。\n")
    assert biganzi("corpus", "sync", folder)[::2] == (0, "新增 4 份，未变 0 份。\n")
    (folder / "乙.txt").rename(folder / "二.txt")
    (folder / "丙.txt").unlink()
    (folder / "照片.jpg").write_bytes(b"x")
    said = f"改名 1 份，移出 1 份，未变 2 份。\n改名：{folder}/乙.txt → {folder}/二.txt\n移出：{folder}/丙.txt\n"
    assert biganzi("corpus", "sync", folder)[::2] == (0, said + "另有 1 个文件格式不收录：jpg 1。\n")
    biganzi("corpus", "remove", folder / "甲.txt")
    assert "您移出过的 1 份没有收，要收请用 --again。" in biganzi("corpus", "sync", folder, "--dry-run")[2]
    shutil.rmtree(folder)
    code, _, said = biganzi("corpus", "sync", folder)
    assert code == 2 and "找不到文件夹" in said


def test_what_goes_is_named_but_not_without_end(biganzi: Biganzi, folder: Path) -> None:
    for number in range(12):
        put(folder / f"{number:02}.txt", f"青禾县第{number}号文件。")
    biganzi("corpus", "sync", folder)
    for number in range(12):
        (folder / f"{number:02}.txt").unlink()
    _, _, said = biganzi("corpus", "sync", folder, "--yes")
    assert said.count("移出：/") == 10 and "等 12 份" in said


def test_faults_are_listed_on_request(biganzi: Biganzi, folder: Path) -> None:
    put(folder / "坏.docx", "PK")
    assert biganzi("corpus", "sync", folder)[0] == 4
    code, _, said = biganzi("corpus", "sync", folder, "--dry-run")
    assert code == 0 and "上次读不了或没读全、没有变 1 个文件" in said and "坏.docx" not in said
    assert f"没有变：{folder}/坏.docx" in biganzi("corpus", "sync", folder, "-v")[2]
