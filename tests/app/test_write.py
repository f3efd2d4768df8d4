"""写稿: from the sample brief to the files, and everything that may go wrong on the way."""

import io
import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Event

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from drafting.brief import load_brief
from drafting.history.history import History
from pages.background import intake, runs, threads
from pages.shared import uploads
from pages.shared.place import SAMPLES
from tests.app.conftest import app, drafted, said
from tests.model_server import Fault, ModelServer, Reply

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
SPEECH = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"


def opened(run: runs.Run) -> AppTest:
    page = app()
    page.query_params["run"] = run.name
    return page.run()


def test_sample_brief_becomes_a_draft_with_downloads(home: Path) -> None:
    page = app().run()
    page.button(key="sample-0").click().run()
    page.button(key="start").click().run()
    name = page.query_params["run"]
    assert isinstance(name, str)
    threads.wait(home / "runs" / name, 30)
    page.run()
    assert not page.exception
    assert {b.key for b in page.get("download_button")} == {"docx", "docx-reading", "md", "page"}
    words = said(page)
    assert "材料稿：未使用模型" in words and "〔待写：" in words
    assert "文库中没有任务书引用的“澜安委〔2026〕14号”" in words
    run = runs.find(home, name)
    assert run and run.state == "done"
    assert Document(io.BytesIO(run.docx())).paragraphs[0].text == "在全县安全生产工作会议上的讲话"
    with History.open(home) as history:
        (entry,) = history.revisions("在全县安全生产工作会议上的讲话")
        assert history.docx(entry) == run.docx()


def test_sources_of_a_paragraph_are_shown_on_demand(home: Path) -> None:
    run = drafted(home, SPEECH)
    report = run.report()
    number = run.draft_text().count("\n", 0, report["citations"][0]["start"]) + 1
    page = opened(run)
    assert "<th>稿中文字</th>" not in said(page)
    page.session_state["draft-panel"] = "line"
    page.run()
    page.selectbox(key=f"paragraph-{run.name}").set_value(number - 1).run()
    assert not page.exception
    source = report["sources"][report["citations"][0]["source"]]
    assert "<th>稿中文字</th>" in said(page) and escape(source["label"]) in said(page)


def test_working_run_shows_where_it_is(home: Path) -> None:
    run = drafted(home, SPEECH)
    threads.start(run.path, release := Gate())
    try:
        page = opened(run)
        assert "正在起草，已用" in said(page) and "已写好</td>" in said(page)
        assert not page.get("download_button")
    finally:
        release.open()


def test_interrupted_run_is_listed_and_goes_on(home: Path) -> None:
    run = drafted(home, SPEECH)
    record = json.loads((run.path / "run.json").read_text("utf-8"))
    (run.path / "run.json").write_text(json.dumps(record | {"state": "running"}), "utf-8")
    (run.path / "draft.docx").unlink()
    page = app().run()
    entry = page.button(key=f"run-{run.name}")
    assert "中断，可继续" in entry.label
    entry.click().run()
    assert "写好的部分都在" in said(page)
    (run.path / "progress.json").unlink()  # as a run begun on the command line
    page.button(key="resume").click().run()
    threads.wait(run.path, 30)
    page.run()
    assert page.get("download_button")


def test_failed_model_is_one_chinese_sentence_and_can_be_resumed(home: Path) -> None:
    (home / "runs").mkdir(parents=True)
    (home / "settings.toml").write_text(
        f"[models.a]\nbase_url = 'http://127.0.0.1:{unused_port()}/v1'\nmodel = 'm'\nretries = 0\n", "utf-8"
    )
    name = runs.begin(home, load_brief(SPEECH), "a")
    threads.wait(home / "runs" / name, 60)
    run = runs.find(home, name)
    assert run and run.state == "stopped" and run.progress.error.endswith("。")
    page = opened(run)
    assert run.progress.error in said(page) and "连接不上" in run.progress.error
    assert page.button(key="resume")


def use_model(home: Path, server: ModelServer) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f"[models.a]\nbase_url = '{server.base_url}'\nmodel = 'm'\nstall_timeout = 20\n", "utf-8")


def test_run_begun_elsewhere_goes_on_with_its_own_model(home: Path) -> None:
    with ModelServer("要把责任压到企业负责人。") as server:
        use_model(home, server)
        run = drafted(home, SPEECH)
        record = json.loads((run.path / "run.json").read_text("utf-8"))
        assert record["model"] == runs.NO_MODEL
        (run.path / "run.json").write_text(json.dumps(record | {"state": "running", "model": "a"}), "utf-8")
        (run.path / "progress.json").unlink()
        (run.path / "sections" / "02.json").unlink()
        stopped = runs.find(home, run.name)
        assert stopped
        runs.resume(home, stopped)
        threads.wait(run.path, 30)
        again = runs.find(home, run.name)
        assert again and again.state == "done" and again.record["model"] == "a" and server.paths


def test_stop_ends_after_the_sentence_and_keeps_what_is_written(home: Path) -> None:
    # A model that says one thing over and over would be stopped by itself
    endless = "".join(f"{a}{b}组要查到位。" for a in "甲乙丙丁戊己庚辛壬癸" for b in "子丑寅卯辰巳午未申酉戌亥")
    with ModelServer(Reply("{}"), Reply("今天开个会，讲清夜间值守。"), Fault("drip", text=endless)) as server:
        use_model(home, server)
        name = runs.begin(home, load_brief(SPEECH), "a")
        path = home / "runs" / name
        wait_until(lambda: len(server.paths) == 3)
        page = app()
        page.query_params["run"] = name
        page.run()
        page.button(key="stop").click().run()
        threads.wait(path, 20)
        run = runs.find(home, name)
        assert run and run.state == "stopped" and not run.progress.error and len(run.sections()) == 1
        assert server.closed.wait(2)
    page = opened(run)
    assert "写好的部分都在" in said(page) and page.button(key="resume")


def test_damaged_section_is_named(home: Path) -> None:
    run = drafted(home, SPEECH)
    (run.path / "run.json").unlink()
    (run.path / "sections" / "01.json").write_text("{", "utf-8")
    assert "01.json 已损坏" in said(opened(run))


def test_unforeseen_error_leaves_a_log_instead_of_a_traceback(tmp_path: Path) -> None:
    told = threads.sentence(ValueError("机密"), tmp_path)
    assert "ValueError" in told and "机密" not in told and "\n" not in told
    assert "机密" in (tmp_path / "error.log").read_text("utf-8")


def test_one_thread_a_run(tmp_path: Path) -> None:
    gate = Gate()
    assert threads.start(tmp_path, gate)
    assert not threads.start(tmp_path, gate)
    gate.open()
    threads.wait(tmp_path, 5)
    assert not threads.alive(tmp_path)


def test_two_runs_in_one_second_are_two_folders(home: Path) -> None:
    brief = load_brief(SPEECH)
    names = [runs.begin(home, brief, "none") for _ in range(2)]
    for name in names:
        threads.wait(home / "runs" / name, 30)
    assert len(set(names)) == 2
    assert [run.state for run in runs.newest(home)] == ["done", "done"]


@pytest.mark.parametrize("name", ["../home", "..", ".", "", "没有这份", "/etc", "长" * 300, "\0"])
def test_run_in_the_address_must_be_one_of_ours(home: Path, name: str) -> None:
    drafted(home, SPEECH)
    assert runs.find(home, name) is None


def test_two_uploads_of_one_name_are_two_documents(home: Path) -> None:
    texts = [f"在全县{x}会议上的讲话\n今年要把{x}工作抓实，每班不少于两人。".encode() for x in ("安全", "防汛", "安全")]
    paths = [uploads.keep(Sent("讲话.txt", text), home / "uploads") for text in texts]
    assert paths[0] == paths[2] != paths[1] and paths[1].suffix == ".txt"
    assert [p.read_bytes() for p in paths] == texts


def test_files_sent_while_others_are_taken_in_are_taken_in_after_them(home: Path) -> None:
    texts = [f"在全县{x}会议上的讲话\n今年要把{x}工作抓实，每班不少于两人。".encode() for x in ("安全", "防汛", "教育")]
    for n, text in enumerate(texts):
        intake.begin(home, [uploads.keep(Sent(f"{n}.txt", text), home / "uploads")])
    threads.wait(home / "library.db", 30)
    done = intake.last(home)
    assert done and done.said == "新增 3 份" and not done.errors and not intake.running(home)
    intake.begin(home, [home / "uploads" / "没有.txt"])  # and the next is told of by itself
    threads.wait(home / "library.db", 30)
    done = intake.last(home)
    assert done and done.errors and "新增" not in done.said


@dataclass
class Sent:
    """An upload as a browser sends it."""

    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Gate:
    """Work that lasts until it is opened."""

    def __init__(self) -> None:
        self._event = Event()

    def __call__(self) -> None:
        self._event.wait(30)

    def open(self) -> None:
        self._event.set()
