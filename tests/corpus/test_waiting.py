"""One writer at a time: who waits, for whom, for how long."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from base.errors import InputError
from corpus.documents import Document
from corpus.embedders.listening import Listener
from corpus.library import Library
from corpus.lock import writing
from tests.processes import PATIENCE, started
from tests.ready import filled

Biganzi = Callable[..., tuple[int, str, str]]
HOLD = """
import sys, time
from pathlib import Path
from corpus.lock import writing
with writing(Path(sys.argv[1]), doing="收录资料"):
    print("开始", flush=True)
    sys.stdin.readline()
"""
WAIT = "import sys, cli; print('开始', flush=True); sys.exit(cli.main(sys.argv[1:]))"


class Ear(Listener):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def say(self, sentence: str) -> None:
        self.heard.append(sentence)


@contextmanager
def held(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process writes."""
    home.mkdir(exist_ok=True)
    pipe = subprocess.PIPE
    with started([sys.executable, "-c", HOLD, str(home)], stdin=pipe, stdout=pipe) as process:
        assert process.stdout and process.stdout.readline() == "开始\n"
        yield process
        process.communicate("\n")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return filled(tmp_path / "home", _with_one_document)


def _with_one_document(library: Library) -> None:
    library.add_documents([Document("甲", "甲号文件", "青禾县甲号文件。")])


def test_who_writes_is_told(home: Path, biganzi: Biganzi) -> None:
    with held(home) as other:
        code, _, said = biganzi("--home", home, "corpus", "remove", "甲", "--wait", "0")
    assert code == 2
    expected = (
        rf"错误：资料库 .* 正由另一个程序写入（收录资料，进程号 {other.pid}，\d+月\d+日 \d\d:\d\d 开始），请等它结束.*--wait always.*。\n"
    )
    assert re.fullmatch(expected, said)


@pytest.mark.parametrize("wait", ["60", "always"])
def test_whoever_waits_is_told_and_served(home: Path, wait: str) -> None:
    ear = Ear()
    with held(home) as other, Library.open(home, listener=ear, patience=float(wait.replace("always", "inf"))) as library:

        def say(sentence: str) -> None:
            Ear.say(ear, sentence)
            assert other.stdin
            other.stdin.write("\n")
            other.stdin.flush()

        ear.say = say  # type: ignore[method-assign]
        library.remove(["甲"])
        assert library.documents() == []
    limit = "" if wait == "always" else "，最多等 60 秒"
    (said,) = ear.heard
    assert f"进程号 {other.pid}" in said and said.endswith(f"等它结束{limit}，按 Ctrl-C 放弃。")


def test_ctrl_c_while_waiting(home: Path) -> None:
    with held(home):
        command = [sys.executable, "-c", WAIT, "--home", str(home), "corpus", "remove", "甲", "--wait", "always"]
        with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
            assert waiting.stdout and waiting.stderr and waiting.stdout.readline()
            assert "等它结束" in waiting.stderr.readline()
            waiting.send_signal(signal.SIGINT)
            assert waiting.communicate(timeout=PATIENCE)[1].strip() == "已中断，完成的部分已保存。"
            assert waiting.returncode == 130


def test_a_writer_that_was_killed_holds_nothing(home: Path) -> None:
    with held(home) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        with writing(home, patience=0):
            pass


def test_a_lock_without_a_holder_s_name(home: Path) -> None:
    with held(home):
        (home / "library.writer.json").write_text("{", encoding="utf-8")
        with pytest.raises(InputError, match="正由另一个程序写入，请等它结束"), writing(home, patience=0):
            pass


@pytest.mark.parametrize("wait", ["-1", "nan", "一会儿", "inf"])
def test_a_wait_that_is_no_time(home: Path, biganzi: Biganzi, wait: str) -> None:
    code, _, said = biganzi("--home", home, "corpus", "rebuild", f"--wait={wait}")
    assert code == 2 and "应当写秒数" in said


def test_reading_does_not_wait(home: Path, biganzi: Biganzi) -> None:
    with held(home):
        begun = time.monotonic()
        assert biganzi("--home", home, "corpus", "search", "甲号文件")[0] == 0
        assert biganzi("--home", home, "corpus", "list")[0] == 0
        assert biganzi("--home", home, "corpus", "backup", home.parent / "备份.zip")[0] == 0
        assert time.monotonic() - begun < PATIENCE


def test_a_search_that_has_much_to_catch_up_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear()
    with Library.open(tmp_path) as library, monkeypatch.context() as patch:
        patch.setattr("corpus.indexes.Indexes.catch_up", lambda *_, **__: None)
        library.add_documents(Document(str(i), f"文件{i}", f"青禾县第{i}号文件。") for i in range(600))
    with Library.open(tmp_path, listener=ear) as library:
        assert library.search("第77号文件", k=1)[0].document.id == "77"
        assert library.search("第78号文件", k=1)
    assert ear.heard == ["正在补建索引，资料多时要等一会儿……"]


def test_progress_is_told_while_reading_and_indexing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.following._PULSE", 0.0)
    steps: list[tuple[int, int, str]] = []
    with Library.open(tmp_path) as library:
        papers = (Document(str(i), f"文件{i}", f"青禾县第{i}号文件。") for i in range(120))
        library.add_documents(papers, progress=lambda *step: steps.append(step))
    assert [step for step in steps if step[2].startswith("文件")] == [(50, 0, "文件49"), (100, 0, "文件99"), (120, 0, "文件119")]
    assert any(step[2].startswith("正在建立字词索引") for step in steps)
    assert any(step[2].startswith("正在建立语义索引") for step in steps)
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)
