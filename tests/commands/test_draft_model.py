"""`biganzi draft` with a model behind real HTTP: faults end in exit 3 and can be resumed; nothing invented comes through."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.model_server import Fault, ModelServer, Script
from tests.processes import PATIENCE, started, wait_until
from tests.ready import filled, samples

Run = Callable[..., tuple[int, str, str]]
BRIEF = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
GOOD = "今年1—10月，全县生产安全事故8起。[F1]要把责任压到企业负责人身上。今年投入5000万元买设备。"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("home"), samples)


def settings(home: Path, base_url: str, patience: float = 60) -> None:
    """The model at `base_url`, which may take so many seconds to begin and to go on, three times as long in all."""
    limits = f"first_token_timeout = {patience}\nstall_timeout = {patience}\ntotal_timeout = {3 * patience}\n"
    (home / "settings.toml").write_text(
        f'[models.m]\nbase_url = "{base_url}"\nmodel = "m"\nzone = "local"\nretries = 0\ncontext_tokens = 32768\n'
        f"connect_timeout = {patience}\n{limits}",
        encoding="utf-8",
    )


def test_a_draft_is_written_and_what_is_invented_is_marked(biganzi: Run, home: Path, tmp_path: Path) -> None:
    with ModelServer("不会写提纲", GOOD) as server:
        settings(home, server.base_url)
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--model", "m", "--out", tmp_path / "o")
    text = (tmp_path / "o" / "draft.md").read_text(encoding="utf-8")
    record = json.loads((tmp_path / "o" / "run.json").read_text(encoding="utf-8"))
    assert code == 0, err
    assert "〔待核：5000万元〕" in text
    assert "5000万元" not in text.replace("〔待核：5000万元〕", "")
    assert "[F1]" not in text
    assert "全县生产安全事故8起" in text
    assert record["writer"] == "m"
    assert {name.split("@")[0] for name in record["prompts"]} >= {"outline", "section"}
    assert record["tokens"]["calls"] >= 5
    assert "待核" in err


FAULTS = [
    Fault("http", status=500),
    Fault("http", status=401),
    Fault("html"),
    Fault("garbage"),
    Fault("hang"),
    Fault("cut"),
    Fault("drip"),
    "",
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.kind}-{f.status}" if isinstance(f, Fault) else "empty")
def test_a_failing_server_ends_in_exit_3_and_the_run_goes_on_later(biganzi: Run, home: Path, tmp_path: Path, fault: Script) -> None:
    out = tmp_path / "o"
    with ModelServer("不会写提纲", GOOD, fault) as server:
        settings(home, server.base_url, patience=1)
        began = time.monotonic()
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--model", "m", "--out", out)
        assert time.monotonic() - began < PATIENCE
    if code == 0:  # an endless drip is cut and what was said is kept
        assert (out / "draft.docx").exists()
        return
    assert code == 3
    assert "Traceback" not in err
    assert "--resume" in err
    first = (out / "sections" / "01.json").read_bytes()
    assert not (out / "draft.docx").exists()
    with ModelServer(GOOD) as server:
        settings(home, server.base_url)
        assert biganzi("--home", home, "draft", "--resume", out, "--model", "m")[0] == 0
    assert (out / "sections" / "01.json").read_bytes() == first
    assert (out / "draft.docx").exists()


def test_nobody_there(biganzi: Run, home: Path, tmp_path: Path) -> None:
    settings(home, "http://127.0.0.1:9/v1")
    code, _, err = biganzi("--home", home, "draft", BRIEF, "--model", "m", "--out", tmp_path / "o")
    assert code == 3
    assert "127.0.0.1:9" in err


def test_marked_material_stays_here(biganzi: Run, home: Path, tmp_path: Path) -> None:
    text = BRIEF.read_text(encoding="utf-8").replace("secrecy: none", "secrecy: 秘密").replace("facts.csv", str(BRIEF.parent / "facts.csv"))
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    with ModelServer(GOOD) as server:
        settings(home, server.base_url)
        remote = (home / "settings.toml").read_text(encoding="utf-8").replace('zone = "local"', 'zone = "remote"')
        (home / "settings.toml").write_text(remote, encoding="utf-8")
        code, _, err = biganzi("--home", home, "draft", tmp_path / "b.yaml", "--model", "m", "--out", tmp_path / "o")
        assert server.requests == []
    assert code == 2
    assert "任务书带有密级标志" in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("number", "expected"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_while_the_model_is_thinking(biganzi: Run, home: Path, tmp_path: Path, number: int, expected: int) -> None:
    out = tmp_path / "o"
    with ModelServer("不会写提纲", GOOD, Fault("hang")) as server:
        settings(home, server.base_url, patience=400)
        command = [sys.executable, "-m", "cli", "--home", str(home), "draft", str(BRIEF), "--model", "m", "--out", str(out)]
        with started(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            wait_until(lambda: len(server.requests) >= 3, process)
            process.send_signal(number)
            assert process.wait(PATIENCE) == expected
    assert (out / "sections" / "01.json").exists()
    assert biganzi("--home", home, "draft", "--resume", out, "--model", "none")[0] == 0


def test_a_section_written_from_marked_material_does_not_leave_later(biganzi: Run, home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(
        "秘密★5年\n关于危化品企业夜间值守的部署\n危化品企业夜间值守由代号甲一的小组抽查，每周两次，不打招呼。\n", encoding="utf-8"
    )
    box = tmp_path / "box"
    assert biganzi("--home", box, "corpus", "add", secret)[0] == 0
    assert biganzi("--home", box, "draft", BRIEF, "--out", tmp_path / "o")[0] == 4  # the city's document is not in this library
    with ModelServer(GOOD) as server:
        settings(box, server.base_url)
        remote = (box / "settings.toml").read_text(encoding="utf-8").replace('zone = "local"', 'zone = "remote"')
        (box / "settings.toml").write_text(remote, encoding="utf-8")
        assert biganzi("--home", box, "corpus", "remove", secret)[0] == 0
        code, _, err = biganzi("--home", box, "draft", "--resume", tmp_path / "o", "--model", "m", "--section", "duty")
        assert server.requests == []
    assert code == 2
    assert "密级" in err
