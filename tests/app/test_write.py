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
from streamlit import config
from streamlit.testing.v1 import AppTest

from app import refusal
from drafting.brief import load_brief
from pages.background import intake, runs, threads
from pages.shared import uploads
from pages.shared.place import SAMPLES
from pages.write.brief import OWN
from tests.app.conftest import app, said
from tests.model_server import Fault, ModelServer, Reply

pytestmark = pytest.mark.usefixtures("home", "on_this_machine")
SPEECH = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"


def drafted(home: Path) -> runs.Run:
    """A finished run of the sample, without a library."""
    name = runs.begin(home, load_brief(SPEECH), "none")
    threads.wait(home / "runs" / name, 30)
    run = runs.find(home, name)
    assert run
    return run


def opened(run: runs.Run) -> AppTest:
    page = app()
    page.query_params["run"] = run.name
    return page.run()


def test_first_page_shows_the_brief_and_an_empty_library(home: Path) -> None:
    page = app().run()
    assert not page.exception
    words = said(page)
    assert all(x in words for x in ("讲话稿，下行", "县长　周明远", "2400—3000 字", "危化品企业夜间值守", "文库是空的", "不是成文的稿子"))
    assert "<td>生产安全事故死亡人数</td>" in words  # the ledger
    assert not page.button(key="start").disabled
    assert not home.exists()  # looking makes no workspace


def test_sample_brief_becomes_a_draft_with_downloads(home: Path) -> None:
    page = app().run()
    page.button(key="start").click().run()
    name = page.query_params["run"]
    assert isinstance(name, str)
    threads.wait(home / "runs" / name, 30)
    page.run()
    assert not page.exception
    assert {b.label for b in page.get("download_button")} == {"下载 Word 文档（docx）", "下载纯文本（md）"}
    assert [t.label.split()[0] for t in page.tabs] == ["待核待写", "审核问题", "来源"]
    words = said(page)
    assert "材料稿：未使用模型" in words and "〔待写：" in words
    assert "文库中没有任务书引用的“澜安委〔2026〕14号”" in words
    run = runs.find(home, name)
    assert run and run.state == "done"
    assert Document(io.BytesIO(run.docx())).paragraphs[0].text == "在全县安全生产工作会议上的讲话"


def test_sources_of_a_paragraph_are_shown_on_demand(home: Path) -> None:
    run = drafted(home)
    report = run.report()
    number = run.draft_text().count("\n", 0, report["citations"][0]["start"]) + 1
    page = opened(run)
    assert "<th>稿中文字</th>" not in said(page)
    page.selectbox(key="paragraph").set_value(number).run()
    assert not page.exception
    source = report["sources"][report["citations"][0]["source"]]
    assert "<th>稿中文字</th>" in said(page) and escape(source["label"]) in said(page)


def test_working_run_shows_where_it_is(home: Path) -> None:
    run = drafted(home)
    threads.start(run.path, release := Gate())
    try:
        page = opened(run)
        assert "正在起草，已用" in said(page) and "检索文库、列提纲" in said(page)
        assert not page.get("download_button")
    finally:
        release.open()


def test_interrupted_run_is_listed_and_goes_on(home: Path) -> None:
    run = drafted(home)
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
        run = drafted(home)
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
    run = drafted(home)
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
    drafted(home)
    assert runs.find(home, name) is None


def test_bad_brief_is_told_by_line(home: Path) -> None:
    page = app().run()
    page.selectbox(key="brief").set_value(OWN).run()
    assert page.button(key="start").disabled
    page.file_uploader(key="brief-file").set_value(
        ("我的任务书.yaml", "title: 讲话\ngenre: speech\ntitel: x\n".encode(), "text/yaml")
    ).run()
    assert "我的任务书.yaml 第 3 行：不认识的字段“titel”，是不是想写“title”？" in said(page)
    assert page.button(key="start").disabled


def test_own_brief_with_its_ledger(home: Path) -> None:
    page = app().run()
    page.selectbox(key="brief").set_value(OWN).run()
    brief = "title: 关于<b>危化品</b>的通知\ngenre: notice\nfacts: 台账.csv\n"
    page.file_uploader(key="brief-file").set_value(("任务书.yaml", brief.encode(), "text/yaml")).run()
    assert "任务书用到台账“台账.csv”，请在右边一并上传。" in said(page)
    page.file_uploader(key="ledger-file").set_value(("别的名字.csv", "指标,数值,单位\n危化品企业,11,家\n".encode(), "text/csv")).run()
    assert "<td>危化品企业</td>" in said(page)
    assert "关于&lt;b&gt;危化品&lt;/b&gt;的通知" in said(page)
    assert not page.button(key="start").disabled


def test_library_takes_in_uploads(home: Path) -> None:
    page = app().run()
    page.file_uploader(key="library-files").set_value(
        [
            ("讲话.txt", "在全县会议上的讲话\n今年要把十一家危化品企业夜间值守抓实，每班不少于两人。".encode(), "text/plain"),
            ("坏.docx", b"no", ""),
        ]
    )
    next(b for b in page.button if b.label == "收录这些文件").click().run()
    threads.wait(home / "library.db", 30)
    page.run()
    words = said(page)
    assert "收录完成：新增 1 份" in words and "坏.docx" in words and "已收录 1 份" in words
    assert not intake.running(home)


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


def test_broken_settings_are_named_and_leave_the_page_usable(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("modle = 1\n", "utf-8")
    page = app().run()
    assert "设置项 modle" in said(page)
    assert not page.button(key="start").disabled


def test_models_of_the_settings_can_be_chosen(home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('model = "a"\n[models.a]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n', "utf-8")
    page = app().run()
    assert page.selectbox(key="model").options == ["a（m，本机）", "不用模型（出材料稿）"]
    assert "由模型成文" in said(page)


@pytest.mark.parametrize(
    ("address", "statistics", "reason"),
    [
        ("127.0.0.1", False, ""), ("localhost", False, ""), ("::1", False, ""), ("127.0.0.1", True, "使用统计"),
        (None, False, "只许在本机"),
        ("0.0.0.0", False, "只许在本机"), ("", False, "只许在本机"), ("192.168.1.5", False, "只许在本机"), ("example", False, "只许在本机"),
    ],
)  # fmt: skip
def test_serves_this_machine_only(address: str | None, statistics: bool, reason: str) -> None:
    said_why = refusal(address, statistics)
    assert reason in said_why and bool(reason) == bool(said_why)


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


def test_server_open_to_others_shows_nothing_but_the_reason() -> None:
    config.set_option("server.address", "0.0.0.0")
    page = app().run()
    assert "只许在本机使用" in said(page)
    assert not page.button and not page.selectbox


class Gate:
    """Work that lasts until it is opened."""

    def __init__(self) -> None:
        self._event = Event()

    def __call__(self) -> None:
        self._event.wait(30)

    def open(self) -> None:
        self._event.set()
