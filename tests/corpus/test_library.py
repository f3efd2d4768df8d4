"""The library from the outside: taking in, taking out, finding, surviving."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from base.errors import InputError
from corpus.library import Library
from tests.corpus.shelf import paper, shelf


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home") as library:
        yield library


def _jsonl(path: Path, *ids: str) -> Path:
    rows = [{"id": id, "title": f"青禾县文件{id}", "text": f"青禾县第{id}号工作安排：修路架桥。"} for id in ids]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


class TestTakingIn:
    def test_new_unchanged_changed(self, library: Library) -> None:
        first = library.add_documents([paper("a"), paper("b")])
        assert (first.added, first.changed, first.unchanged, first.errors) == (("a", "b"), (), (), ())
        assert first.passages == 2
        second = library.add_documents([paper("a"), paper("b", text="改了。改了两句。"), paper("c")])
        assert (second.added, second.changed, second.unchanged) == (("c",), ("b",), ("a",))
        assert [p.text for p in library.passages("b")] == ["改了。改了两句。"]

    def test_changed_metadata_is_a_change(self, library: Library) -> None:
        library.add_documents([paper("a")])
        assert library.add_documents([paper("a", issuer="青禾县水利局")]).changed == ("a",)

    def test_equal_texts_under_two_ids_are_two_documents(self, library: Library) -> None:
        library.add_documents([paper("a", text="同样的话。"), paper("b", text="同样的话。")])
        assert [d.id for d in library.documents()] == ["a", "b"]

    def test_one_id_twice_is_named(self, library: Library) -> None:
        report = library.add_documents([paper("a"), paper("a", text="另一份。")])
        assert (report.added, report.passages) == (("a",), 1)
        assert [str(e) for e in report.errors] == ["：编号“a”重复，以后一份为准，请改成不同的编号。"]
        assert [p.text for p in library.passages("a")] == ["另一份。"]

    @pytest.mark.parametrize("between", [0, 70])
    def test_of_two_rows_with_one_id_the_later_counts(self, library: Library, tmp_path: Path, between: int) -> None:
        rows = [
            {"id": "a", "text": "前一行。"},
            *({"id": str(i), "text": "别的。"} for i in range(between)),
            {"id": "a", "text": "后一行。"},
        ]
        path = tmp_path / "表.jsonl"
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        for state in ("added", "unchanged" if not between else "changed"):
            report = library.add([path])
            assert "a" in getattr(report, state)
            assert [p.text for p in library.passages("a")] == ["后一行。"]
            assert len(report.added + report.changed + report.unchanged) == between + 1
            (error,) = report.errors
            assert str(error) == f"{path} 第 {between + 2} 行：编号“a”与第 1 行重复，以后一行为准，请改成不同的编号。"

    def test_all_fields_come_back(self, library: Library) -> None:
        given = paper(
            "a", kind="通知", issuer="青禾县水利局", date=dt.date(2024, 5, 6), region="青禾县", number="青水〔2024〕3号", meta={"页数": "4"}
        )
        library.add_documents([given])
        assert library.document("a") == given
        assert library.documents() == [replace(given, text="")]
        assert library.documents()[0].meta == {"页数": "4"}

    def test_passages_lie_in_their_document(self, library: Library) -> None:
        library.add_documents([paper("a", text="一、修路\n" + "今年修通了一条村路。" * 60 + "\n二、架桥\n" + "桥已经架好了。" * 60)])
        document, passages = library.document("a"), library.passages("a")
        assert document and len(passages) == 2
        assert all(document.text[p.start : p.end] == p.text for p in passages)
        assert library.passage(passages[1].id) == passages[1]
        assert library.passage("a#999") is None and library.passages("none") == [] and library.document("none") is None

    def test_files_folders_and_bad_rows(self, library: Library, tmp_path: Path) -> None:
        folder = tmp_path / "资料"
        folder.mkdir()
        (folder / "通知.txt").write_text("关于防汛的通知\n各乡镇要备足沙袋。", encoding="utf-8")
        rows = _jsonl(folder / "表.jsonl", "1", "2")
        rows.write_text(rows.read_text(encoding="utf-8") + "{坏行\n", encoding="utf-8")
        steps: list[tuple[int, int, str]] = []
        report = library.add([folder, tmp_path / "没有.txt"], progress=lambda *step: steps.append(step))
        assert set(report.added) == {"1", "2", str((folder / "通知.txt").resolve())}
        assert len(report.errors) == 2
        assert steps[-1][0] == 3
        assert library.add([folder]).unchanged == report.added


class TestTakingOut:
    def test_prune_removes_rows_and_files_that_are_gone(self, library: Library, tmp_path: Path) -> None:
        rows = _jsonl(tmp_path / "表.jsonl", "1", "2", "3")
        note = tmp_path / "便函.txt"
        note.write_text("青禾县便函。", encoding="utf-8")
        library.add([tmp_path / "表.jsonl", note])
        _jsonl(rows, "1", "3")
        assert library.add([rows]).removed == ()
        assert library.add([rows], prune=True).removed == ("2",)
        note.unlink()
        assert library.add([tmp_path], prune=True).removed == (str(note.resolve()),)
        assert [d.id for d in library.documents()] == ["1", "3"]

    def test_prune_keeps_what_could_not_be_read(self, library: Library, tmp_path: Path) -> None:
        rows = _jsonl(tmp_path / "表.jsonl", "1", "2")
        library.add([rows])
        rows.write_text(rows.read_text(encoding="utf-8").splitlines()[0] + "\n{坏行\n", encoding="utf-8")
        report = library.add([rows], prune=True)
        assert report.removed == () and len(report.errors) == 1

    def test_prune_asks_before_it_takes_out_most(self, library: Library, tmp_path: Path) -> None:
        rows = _jsonl(tmp_path / "表.jsonl", "1", "2")
        library.add([rows])
        rows.rename(tmp_path / "moved")
        with pytest.raises(InputError, match=r"收录过的 2 份有 2 份不见了.*--yes"):
            library.add([rows], prune=True)
        report = library.add([rows], prune=True, sure=True)
        assert (report.removed, report.errors) == (("1", "2"), ())

    def test_prune_leaves_other_folders_alone(self, library: Library, tmp_path: Path) -> None:
        for name in ("甲", "乙"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "文.txt").write_text(f"青禾县{name}文。", encoding="utf-8")
        library.add([tmp_path / "甲", tmp_path / "乙"])
        shutil.rmtree(tmp_path / "乙")
        assert library.add([tmp_path / "甲"], prune=True).removed == ()

    def test_remove(self, library: Library) -> None:
        library.add_documents([paper("a"), paper("b")])
        with pytest.raises(InputError, match="没有编号为“x”的资料"):
            library.remove(["a", "x"])
        library.remove(["a"])
        assert [d.id for d in library.documents()] == ["b"]
        assert library.passages("a") == []
        assert [h.document.id for h in library.search("正文")] == ["b"]


class TestEditing:
    def test_a_correction_stays_when_the_document_is_read_again(self, library: Library) -> None:
        library.add_documents([paper("a")])
        library.edit("a", title="改正的标题", date=dt.date(2023, 1, 2))
        assert library.add_documents([paper("a")]).unchanged == ("a",)
        library.add_documents([paper("a", text="新的正文。")])
        document = library.document("a")
        assert document and (document.title, document.date, document.text) == ("改正的标题", dt.date(2023, 1, 2), "新的正文。")
        assert library.find("改正的标题") == document

    def test_unknown_field_or_document(self, library: Library) -> None:
        library.add_documents([paper("a")])
        with pytest.raises(InputError, match="没有“text”这一项"):
            library.edit("a", text="不行")
        with pytest.raises(InputError, match="没有编号为“b”的资料"):
            library.edit("b", title="不行")


class TestFinding:
    @pytest.mark.parametrize(
        "name",
        [
            "青禾县防汛预案（试行）",
            "《青禾县防汛预案(试行)》",
            " 青禾县 防汛预案〔试行〕",
            "青禾县防汛预案",
            "青禾县人民政府关于印发《青禾县防汛预案（试行）》的通知",
        ],
    )
    def test_by_title(self, library: Library, name: str) -> None:
        library.add_documents([paper("a", "青禾县人民政府关于印发《青禾县防汛预案（试行）》的通知"), paper("b", "青禾县抗旱预案")])
        found = library.find(name)
        assert found and found.id == "a"

    @pytest.mark.parametrize("number", ["青政发〔2024〕3号", "青政发[2024]3号", "青政发（２０２４）3 号", "青政发【2024】3号"])
    def test_by_number(self, library: Library, number: str) -> None:
        library.add_documents([paper("a", number="青政发〔2024〕3号")])
        assert library.find(number) is not None
        assert library.find("青政发〔2024〕13号") is None

    def test_the_document_itself_before_one_that_passes_it_on(self, library: Library) -> None:
        library.add_documents(
            [
                paper("wrap", "澜江市转发《防汛条例》的通知", date=dt.date(2025, 1, 1)),
                paper("old", "防汛条例", date=dt.date(2001, 1, 1)),
                paper("new", "防汛条例", date=dt.date(2020, 1, 1)),
                paper("talk", "《防汛条例》解读"),
            ]
        )
        found = library.find("《防汛条例》")
        assert found and found.id == "new"
        library.remove(["old", "new"])
        found = library.find("防汛条例")
        assert found and found.id == "wrap"
        library.remove(["wrap"])
        assert library.find("防汛条例") is None
        assert library.find("") is None and library.find("《》") is None


def test_fingerprint_follows_the_content(library: Library, tmp_path: Path) -> None:
    prints = [library.fingerprint()]
    library.add_documents([paper("a")])
    prints.append(library.fingerprint())
    library.edit("a", kind="通知")
    prints.append(library.fingerprint())
    assert len(set(prints)) == 3
    library.add_documents([paper("a")])
    assert library.fingerprint() == prints[-1]
    library.remove(["a"])
    assert library.fingerprint() == prints[0]


def test_stats(library: Library) -> None:
    assert library.stats()["documents"] == 0
    library.add_documents([paper("a", text="一二三四五。", kind="通知", date=dt.date(2020, 1, 1)), paper("b", text="六。")])
    assert library.stats() == {
        "documents": 2,
        "passages": 2,
        "characters": 8,
        "oldest": dt.date(2020, 1, 1),
        "newest": dt.date(2020, 1, 1),
        "kinds": {"": 1, "通知": 1},
    }


def test_passages_of_an_older_splitter_ask_for_a_rebuild(library: Library, tmp_path: Path) -> None:
    library.add_documents([paper("a")])
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'home' / 'library.db'}")
    with engine.begin() as connection:
        connection.execute(sa.text("update settings set value = 'old' where name = 'splitter'"))
    engine.dispose()
    with pytest.raises(InputError, match="biganzi corpus rebuild 重建索引"):
        library.add_documents([paper("b")])
    library.rebuild()
    assert library.add_documents([paper("b")]).added == ("b",)


def test_kill_9_leaves_all_that_was_acknowledged(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from corpus.documents import Document
from corpus.library import Library
papers = (Document(str(i), f"文件{i}", f"青禾县第{i}号文件。") for i in range(100_000))
Library.open(Path(sys.argv[1])).add_documents(papers, progress=lambda done, total, title: print(done, flush=True))
"""
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "home")], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert run.stdout
    acknowledged = [int(run.stdout.readline()) for _ in range(4)][-1]
    os.kill(run.pid, signal.SIGKILL)
    run.stdout.close()
    run.wait()
    with Library.open(tmp_path / "home") as library:
        ids = [document.id for document in library.documents()]
        assert len(ids) >= acknowledged and ids == [str(i) for i in range(len(ids))]
        assert all(library.passages(id) for id in ids[:acknowledged:20])
        assert library.search("第77号文件", k=3)[0].document.id == "77"


def test_importing_is_light() -> None:
    heavy = "chromadb sklearn scipy langchain_core alembic"
    code = f"import sys, corpus.library; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    assert done.stdout.strip() == "[]"


def test_a_large_shelf_is_removed_document_by_document(library: Library) -> None:
    library.add_documents(shelf())
    library.remove([document.id for document in shelf()[:20]])
    assert library.stats()["documents"] == 40
    assert all(hit.document.id.split("-")[0] not in ("安全生产", "乡村振兴") for hit in library.search("安全生产", k=50))
