"""The history of drafts: saving, conflicts, restoring, what a damaged chain says; over SQLite and PostgreSQL."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from base.errors import InputError
from corpus.library import Library
from drafting.history.companion import HistoryCompanion
from drafting.history.entry import Person
from drafting.history.history import ConflictError, History, NewRevision
from drafting.history.migrations import HISTORY
from drafting.history.record import departures, record_of
from drafting.history.traces import traces
from tests.drafting.history_soak import ROOT, killed_while_saving
from tests.postgres_server import new_database, postgres

__all__ = ["postgres"]
Run = Callable[..., tuple[int, str, str]]
DRAFT = "安全生产会议讲话"
ZHANG, LI = Person(name="张三", role="科员"), Person(name="李四", role="科长")
TEXT = "在全县安全生产工作会议上的讲话\n同志们：\n全县现有危化品企业11家。"


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A workspace over each kind of database."""
    if request.param == "sqlite":
        yield tmp_path / "home"
        return
    with new_database(request.getfixturevalue("postgres")) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield tmp_path / "home"


@pytest.fixture
def history(home: Path) -> Iterator[History]:
    """Three revisions of one draft, two of another."""
    with History.open(home) as history:
        history.save(NewRevision(DRAFT, ZHANG, TEXT, "初稿", genre="speech"))
        history.save(NewRevision(DRAFT, LI, TEXT.replace("11", "12"), "核对台账"))
        history.save(NewRevision("请示", ZHANG, "关于购置设备的请示", docx=b"PK\x03\x04docx"))
        history.save(NewRevision(DRAFT, ZHANG, TEXT.replace("11", "13"), "再核", brief='{"title": "讲话"}'))
        history.save(NewRevision("请示", ZHANG, "关于购置设备的请示。"))
        yield history


def _change(history: History, statement: str, **values: object) -> None:
    with history._engine.begin() as connection:
        assert connection.execute(sa.text(statement), values).rowcount


class TestSaving:
    def test_every_revision_stays_as_it_was(self, history: History) -> None:
        first, second, third = history.revisions(DRAFT)
        assert [history.text(e) for e in (first, second, third)] == [TEXT, TEXT.replace("11", "12"), TEXT.replace("11", "13")]
        assert (second.said.by, second.said.reason, second.said.parent, second.said.genre) == (LI, "核对台账", 1, "speech")
        assert second.previous == first.hash
        assert history.brief(third) == '{"title": "讲话"}'
        assert history.docx(history.revision("请示", 1)) == b"PK\x03\x04docx"
        assert history.drafts() == [DRAFT, "请示"]

    def test_the_same_again_is_no_revision(self, history: History) -> None:
        entry, is_new = history.save(NewRevision(DRAFT, LI, TEXT.replace("11", "13")))
        assert (entry.said.revision, entry.said.by, is_new) == (3, ZHANG, False)

    def test_of_two_made_from_the_same_the_second_is_told(self, history: History) -> None:
        history.save(NewRevision(DRAFT, ZHANG, "甲", parent=3))
        with pytest.raises(ConflictError, match=r"第3版之后，张三（科员）已存了第4版.*--parent 4.*--branch"):
            history.save(NewRevision(DRAFT, LI, "乙", parent=3))
        kept = history.save(NewRevision(DRAFT, LI, "乙", parent=3, branch=True)).entry
        assert (kept.said.revision, kept.said.parent) == (5, 3)
        assert history.faults() == []

    def test_a_restored_revision_is_a_new_one(self, history: History) -> None:
        entry = history.restore(DRAFT, 1, LI)
        assert (entry.said.revision, entry.said.restores, history.text(entry)) == (4, 1, TEXT)
        assert len(history.revisions(DRAFT)) == 4
        assert history.restore(DRAFT, 4, LI).said.revision == 5

    @pytest.mark.parametrize("text", ["", "𠀀乱\x00码", "字" * 200_000])
    def test_any_text(self, history: History, text: str) -> None:
        assert history.text(history.save(NewRevision("别的", ZHANG, text)).entry) == text
        assert history.faults() == []

    def test_what_is_not_there(self, history: History) -> None:
        with pytest.raises(InputError, match="没有名为“讲话”的稿子，现有：“安全生产会议讲话”、“请示”"):
            history.entries("讲话")
        with pytest.raises(InputError, match="没有第9版，现有第1版到第3版"):
            history.revision(DRAFT, 9)
        with pytest.raises(InputError, match="没有第7版"):
            history.save(NewRevision(DRAFT, LI, "乙", parent=7))


class TestProof:
    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("update history_entries set said = replace(said, '核对', '没核') where draft = :d and position = 2", "第2版：内容被改动过"),
            ("delete from history_entries where draft = :d and position = 2", "第3版：它前面缺少第2条"),
            ("delete from history_entries where draft = :d and position = 1", "第2版：它前面缺少第1条"),
            ("delete from history_entries where draft = :d and position = 3", "第3条：末尾缺少 1 条"),
            ("delete from history_entries where draft = :d", "第1条：末尾缺少 3 条"),
            ("delete from history_heads where draft = :d", "末尾的登记没有了"),
            ("update history_heads set position = 2 where draft = :d", "第3版：与末尾的登记不符"),
            ("update history_entries set revision = 9 where draft = :d and position = 2", "第9版：编号或次序被改动过"),
            ("update history_entries set hash = 'x' where draft = :d and position = 2", "第2版：内容被改动过"),
            ("update history_entries set said = 'x' where draft = :d and position = 2", "第2版：内容被改动过"),
        ],
    )
    def test_what_was_done_to_a_row_is_named(self, history: History, statement: str, said: str) -> None:
        _change(history, statement, d=DRAFT)
        faults = [str(fault) for fault in history.faults()]
        assert any(said in fault for fault in faults), faults
        assert all(DRAFT in fault for fault in faults)
        assert history.faults("请示") == []

    def test_two_rows_changed_places(self, history: History) -> None:
        for here, there in ((2, 99), (3, 2), (99, 3)):
            _change(history, "update history_entries set position = :t where draft = :d and position = :h", d=DRAFT, h=here, t=there)
        assert any("次序被改动过" in str(fault) for fault in history.faults())

    @pytest.mark.parametrize(("change", "said"), [("update history_contents set data = :x where hash = :h", "正文被改动过"),
                                                  ("delete from history_contents where hash = :h", "正文缺失")])  # fmt: skip
    def test_the_text_of_a_revision(self, history: History, change: str, said: str) -> None:
        entry = history.revision(DRAFT, 1)
        values = {"x": "改过".encode()} if "update" in change else {}
        _change(history, change, h=entry.said.text, **values)
        assert [str(fault) for fault in history.faults()] == [f"“{DRAFT}”第1版：{said}"]
        with pytest.raises(InputError, match="缺失或被改动过"):
            history.text(entry)

    def test_a_sound_chain(self, history: History) -> None:
        assert history.faults() == []
        assert history.faults(DRAFT) == []


class TestTogether:
    def test_twenty_writers_of_one_draft(self, home: Path) -> None:
        with History.open(home) as history, ThreadPoolExecutor(20) as pool:
            jobs = [pool.submit(history.save, NewRevision(DRAFT, ZHANG, f"第{i}人的稿子")) for i in range(20)]
            assert sorted(job.result().entry.said.revision for job in jobs) == list(range(1, 21))
            assert {history.text(entry) for entry in history.revisions(DRAFT)} == {f"第{i}人的稿子" for i in range(20)}
            assert history.faults() == []

    def test_twenty_writers_from_the_same_revision(self, home: Path) -> None:
        with History.open(home) as history, ThreadPoolExecutor(20) as pool:
            history.save(NewRevision(DRAFT, LI, "底稿"))
            jobs = [pool.submit(history.save, NewRevision(DRAFT, ZHANG, f"第{i}人的稿子", parent=1)) for i in range(20)]
            told = [error for job in jobs if (error := job.exception())]
            assert len(told) == 19
            assert all(isinstance(error, ConflictError) for error in told)
            assert len(history.revisions(DRAFT)) == 2

    def test_programs_that_all_come_first(self, home: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from drafting.history.entry import Person;"
            "from drafting.history.history import History, NewRevision;"
            "print(History.open(Path(sys.argv[1])).save(NewRevision('讲话', Person(name='张三'), sys.argv[2])).entry.said.revision)"
        )
        command = [sys.executable, "-c", code, str(home)]
        jobs = [subprocess.Popen([*command, str(i)], cwd=ROOT, stdout=subprocess.PIPE, text=True) for i in range(4)]
        assert sorted(job.communicate()[0].strip() for job in jobs) == list("1234")

    def test_killed_at_any_moment(self, home: Path) -> None:
        killed_while_saving(home, kills=3, seed=7)


class TestBackup:
    def test_it_goes_with_the_library(self, history: History, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with Library.open(home) as library:
            file = library.back_up(tmp_path / "备份.zip", everything=True, beside=[HistoryCompanion(home)]).path
        before = record_of(history, DRAFT)
        history.save(NewRevision(DRAFT, LI, "备份之后"))
        with Library.open(home) as library:
            library.restore(file, replace=True, beside=[HistoryCompanion(home)])
        assert len(history.revisions(DRAFT)) == 4  # an older backup takes nothing away
        monkeypatch.delenv("DATABASE_URL", raising=False)
        with Library.open(tmp_path / "home2") as library:
            library.restore(file, beside=[HistoryCompanion(tmp_path / "home2")])
        with History.open(tmp_path / "home2") as other:
            assert record_of(other, DRAFT) == before
            assert other.faults() == []

    def test_a_draft_that_went_on_here_is_left_as_it_is(self, history: History, home: Path, tmp_path: Path) -> None:
        HistoryCompanion(home).write(tmp_path / "a.jsonl")
        with History.open(tmp_path / "sqlite") as other:
            other.save(NewRevision(DRAFT, LI, "另一份"))
        if other._engine.dialect.name == "sqlite":
            companion = HistoryCompanion(tmp_path / "sqlite")
            companion.read(tmp_path / "a.jsonl")
            assert companion.apart == ([DRAFT] if history._engine.url != other._engine.url else [])

    def test_a_damaged_record_is_refused(self, history: History, home: Path, tmp_path: Path) -> None:
        HistoryCompanion(home).write(tmp_path / "a.jsonl")
        record = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()[0])
        record["entries"][1]["said"] = record["entries"][1]["said"].replace("核对", "没核")
        (tmp_path / "b.jsonl").write_text(json.dumps(record), encoding="utf-8")
        with pytest.raises(InputError, match="第2条被改动过"):
            HistoryCompanion(home).read(tmp_path / "b.jsonl")


class TestAgainstAnExport:
    def test_it_may_go_on(self, history: History) -> None:
        record = record_of(history, DRAFT)
        history.save(NewRevision(DRAFT, LI, "以后的一版"))
        assert departures(history, record) == []

    def test_a_chain_made_anew_as_a_whole(self, history: History) -> None:
        record = record_of(history, DRAFT)
        for table in ("history_entries", "history_heads"):
            _change(history, f"delete from {table} where draft = :d", d=DRAFT)
        history.save(NewRevision(DRAFT, ZHANG, "另一份初稿"))
        assert history.faults() == []
        assert [str(fault) for fault in departures(history, record)] == [f"“{DRAFT}”第1条：与导出的留痕不同，此后的都不可信"]

    def test_what_is_no_export(self, biganzi: Run, tmp_path: Path, home: Path) -> None:
        (tmp_path / "a.json").write_text("[]", encoding="utf-8")
        code, _, err = biganzi("--home", home, "history", "verify", "--against", tmp_path / "a.json")
        assert code == 2
        assert "不是导出的留痕" in err


def test_the_migrations_make_the_tables_the_code_uses(history: History) -> None:
    inspector = sa.inspect(history._engine)
    for table in HISTORY.metadata.sorted_tables:
        assert {column["name"] for column in inspector.get_columns(table.name)} == {column.name for column in table.columns}
    assert HISTORY.revisions()[0] == HISTORY.head


def test_a_newer_history_is_refused(history: History, home: Path) -> None:
    _change(history, "update history_version set version_num = '9999'")
    with pytest.raises(InputError, match="更新版本"):
        History.open(home)


class TestCommands:
    @pytest.fixture
    def saved(self, biganzi: Run, home: Path, tmp_path: Path) -> Run:
        """Two revisions saved by the command line."""
        path = tmp_path / "稿.md"
        for number, author in ((11, "张三"), (12, "李四")):
            path.write_text(TEXT.replace("11", str(number)), encoding="utf-8")
            code, _, err = biganzi("--home", home, "history", "save", path, "--draft", "讲话", "--author", author, "--role", "科员")
            assert (code, "已存为" in err) == (0, True)

        def run(*arguments: object) -> tuple[int, str, str]:
            return biganzi("--home", home, "history", *arguments)

        return run

    def test_list_show_compare_restore(self, saved: Run, tmp_path: Path) -> None:
        assert "共2版，最新：李四（科员）" in saved("list")[1]
        assert saved("show", "讲话", 1)[1].strip() == TEXT
        assert "全县现有危化品企业〔11家→12家〕" in saved("compare", "讲话", 1)[1]
        assert saved("compare", "讲话", 1, "--format", "html", "--output", tmp_path / "对照.html")[0] == 0
        assert "讲话 第1版（张三）" in (tmp_path / "对照.html").read_text(encoding="utf-8")
        found = json.loads(saved("compare", "讲话", 1, 2, "--format", "json")[1])
        assert found["changes"][0]["kind"] == "replace"
        assert [figure["status"] for figure in found["figures"]] == ["changed"]
        assert saved("restore", "讲话", 1, "--author", "王五", "--output", tmp_path / "取出.txt")[0] == 0
        assert (tmp_path / "取出.txt").read_text(encoding="utf-8") == TEXT
        entries = json.loads(saved("list", "讲话", "--format", "json")[1])
        assert [entry["revision"] for entry in entries] == [1, 2, 3]

    def test_verify_and_export(self, saved: Run, home: Path, tmp_path: Path) -> None:
        assert saved("verify")[0] == 0
        assert saved("export", "讲话", "--output", tmp_path / "留痕.docx")[0] == 0
        assert saved("export", "讲话", "--output", tmp_path / "留痕.json")[0] == 0
        assert json.loads((tmp_path / "留痕.json").read_text(encoding="utf-8"))["draft"] == "讲话"
        with History.open(home) as history:
            _change(history, "delete from history_entries where position = 1")
        code, out, err = saved("verify")
        assert code == 1
        assert "第2版：它前面缺少第1条" in out
        assert "动过 1 处" in err

    def test_a_conflict(self, saved: Run, tmp_path: Path) -> None:
        code, _, err = saved("save", tmp_path / "稿.md", "--draft", "讲话", "--author", "王五", "--parent", 1)
        assert code == 2
        assert err.count("\n") == 1
        assert "李四（科员）已存了第2版" in err

    def test_looking_makes_nothing(self, biganzi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL", raising=False)
        code, _, err = biganzi("--home", tmp_path / "无", "history", "list")
        assert code == 2
        assert "还没有留痕" in err
        assert not (tmp_path / "无").exists()


def test_a_run_is_a_revision(biganzi: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("title: 关于防汛工作的通知\ngenre: notice\nplace: 青禾县\n", encoding="utf-8")
    home = tmp_path / "home"
    code, _, err = biganzi("--home", home, "draft", tmp_path / "b.yaml", "--out", tmp_path / "o", "--author", "张三", "--role", "科员")
    assert code == 0, err
    with History.open(home) as history:
        entry = history.revision("关于防汛工作的通知")
        assert entry.said.by == ZHANG
        assert entry.said.genre == "notice"
        assert "未使用模型" in entry.said.made.how
        assert history.docx(entry) == (tmp_path / "o" / "draft.docx").read_bytes()
        assert history.text(entry) == (tmp_path / "o" / "draft.md").read_text(encoding="utf-8")


def test_what_others_left_in_a_file_is_told() -> None:
    document = Document()
    paragraph = document.add_paragraph("全县危化品企业")
    document.add_comment(paragraph.runs[0], text="再核", author="李四")
    for number in range(2):
        change = OxmlElement("w:ins")
        change.set(qn("w:id"), str(number))
        change.set(qn("w:author"), "李四")
        change.append(paragraph.add_run(f"{number}家")._r)
        paragraph._p.append(change)
    file = io.BytesIO()
    document.save(file)
    assert traces("稿.docx", file.getvalue()) == "稿中有李四 2 处修订，按全部接受后的文字存入；批注 1 条，不入正文；原件照原样存着。"


def test_a_history_that_cannot_be_written_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with History.open(tmp_path) as history:
        history.save(NewRevision(DRAFT, ZHANG, TEXT))
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # the tests may run as root
    with History.open(tmp_path) as history:
        assert history.text(history.revision(DRAFT)) == TEXT
        assert history.faults() == []
        with pytest.raises(InputError, match="只读"):
            history.save(NewRevision(DRAFT, LI, "再改"))
