"""Roles, budget, kept answers and missing keys as a person at the command line meets them."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.model_lines import Trials
from drafting.settings import Endpoint, Settings
from tests.conftest import SAMPLES
from tests.model_server import Fault, ModelServer, Reply
from tests.ready import filled, samples

Run = Callable[..., tuple[int, str, str]]
BRIEF = SAMPLES / "briefs" / "safety-speech" / "brief.yaml"
GOOD = "今年1—10月，全县生产安全事故8起。[F1]要把责任压到企业负责人身上。"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("home"), samples)


def configured(home: Path, server: ModelServer, more: str = "", *, key: str = "") -> Path:
    models = "".join(
        f'[models.{name}]\nbase_url = "{server.base_url}"\nmodel = "{name}"\nzone = "local"\nretries = 0\ncontext_tokens = 32768\n'
        f'price_in = 2\nprice_out = 8\napi_key_env = "{key}"\n'
        for name in ("big", "small")
    )
    (home / "settings.toml").write_text(more + models, encoding="utf-8")
    return home


def record(run: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run / "run.json").read_text(encoding="utf-8"))
    return found


def test_a_draft_by_two_models_with_its_cost_and_again_for_nothing(biganzi: Run, archive: Path, tmp_path: Path) -> None:
    def reply(request: dict[str, Any]) -> Reply:
        if request["model"] == "small":
            return Reply("不会写提纲")
        return Reply(f"要把{next(others)}类企业的责任压到企业负责人身上。", served="big-int8")

    others = iter("甲乙丙丁戊己庚辛壬癸子丑寅卯")

    with ModelServer(reply) as server:
        home = configured(archive, server, 'model = "big"\n[roles]\noutline = "small"\n')
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--out", tmp_path / "a")
        first = len(server.requests)
        again = biganzi("--home", home, "draft", BRIEF, "--out", tmp_path / "b")
        second = len(server.requests) - first
        fresh = biganzi("--home", home, "draft", BRIEF, "--out", tmp_path / "c", "--no-cache")
        third = len(server.requests) - first - second
    assert (code, again[0], fresh[0]) == (0, 0, 0), err
    assert (second, third) == (1, first)  # an outline that could not be used is asked for again
    assert "甲类企业" in (tmp_path / "a" / "draft.md").read_text(encoding="utf-8")
    assert (tmp_path / "a" / "draft.md").read_bytes() == (tmp_path / "b" / "draft.md").read_bytes()
    kept = record(tmp_path / "a")
    assert [(row["role"], row["model"]) for row in kept["roles"]][:2] == [("outline", "small"), ("write", "big")]
    assert (kept["model"], kept["served"]) == ("big", {"big": "big-int8"})
    assert "服务实际用的是 big-int8" in err and "提纲用的是本机模型 small" in err
    assert kept["tokens"]["yuan"] == pytest.approx(first * (100 * 2 + 50 * 8) / 1e6)
    assert f"用量：问模型 {first} 次，{first * 150} 词元，约 0.00" in err
    assert record(tmp_path / "b")["tokens"]["cached"] == first - 1
    assert "次用了存下的回答" in again[2]


def test_a_budget_stops_the_run_which_goes_on_when_it_is_raised(biganzi: Run, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    with ModelServer("不会写提纲", GOOD) as server:
        home = configured(archive, server, 'model = "big"\ncache = "off"\n[budget]\nrun_tokens = 10000000\n')
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--out", out, "--budget", "8000")
        asked = len(server.requests)
        assert code == 3 and "会超过限额 8000 词元" in err and "--resume" in err and f"用量：问模型 {asked} 次" in err
        first = (out / "sections" / "01.json").read_bytes()
        assert not (out / "draft.docx").exists() and record(out)["tokens"]["calls"] == asked
        again = biganzi("--home", home, "draft", "--resume", out, "--budget", "8000")
        assert again[0] == 3 and len(server.requests) == asked  # what was spent before counts
        assert biganzi("--home", home, "draft", "--resume", out)[0] == 0
    assert (out / "sections" / "01.json").read_bytes() == first
    assert (out / "draft.docx").exists()


def test_a_context_too_small_for_the_sections_is_left_by_drafting_without_a_model(biganzi: Run, archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "o"
    with ModelServer(GOOD) as server:
        home = configured(archive, server, 'model = "big"\n')
        toml = home / "settings.toml"
        toml.write_text(toml.read_text(encoding="utf-8").replace("32768", "1024"), encoding="utf-8")
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--out", out)
        assert (code, len(server.requests)) == (3, 0) and "context_tokens = 1024" in err
    assert biganzi("--home", home, "draft", "--resume", out, "--model", "none")[0] == 0
    assert "材料稿" in record(out)["note"]


def test_a_missing_key_is_said_before_anything_is_written(biganzi: Run, archive: Path, tmp_path: Path) -> None:
    with ModelServer(GOOD) as server:
        home = configured(archive, server, 'model = "big"\n', key="NO_SUCH_KEY")
        code, _, err = biganzi("--home", home, "draft", BRIEF, "--out", tmp_path / "o")
        assert (code, server.requests) == (2, [])
    assert "NO_SUCH_KEY 没有设置" in err and not (tmp_path / "o").exists()


def test_a_wrong_amount_is_said(biganzi: Run, tmp_path: Path) -> None:
    code, _, err = biganzi("draft", BRIEF, "--out", tmp_path / "o", "--budget", "很多")
    assert code == 2 and "“很多”不是数额" in err


def test_doctor_tries_every_model_and_says_who_does_what(biganzi: Run, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_KEY", "sk-hidden-0123456789")

    def reply(request: dict[str, Any]) -> str:
        return '{"ok": true}' if "response_format" in request else "好"

    with ModelServer(reply, models=[{"id": "big", "max_model_len": 16384}]) as server:
        home = configured(archive, server, 'model = "big"\n[roles]\noutline = "small"\n[budget]\nmonth_yuan = 20\n', key="OUR_KEY")
        with (home / "settings.toml").open("a", encoding="utf-8") as toml:
            toml.write('[models.gone]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "x"\nconnect_timeout = 1\n')
        code, out, err = biganzi("--home", home, "doctor")
    lines = {line.split("：")[0].split(" ")[1].split("（")[0]: line for line in out.splitlines() if line.startswith("模型 ")}
    assert code == 0 and "sk-hidden" not in out + err
    assert "模型 big（起草、修改、第二意见）" in lines["big"] and "模型 small（拟提纲）" in lines["small"]
    assert "：正常，应答 " in lines["big"] and "能按规定格式回答" in lines["big"]
    assert "上下文 16384 词元（context_tokens 写的是 32768，请改小）" in lines["big"]
    assert "清单里没有“small”" in lines["small"]
    assert "连不上" in lines["gone"]
    assert "离线开关：没有打开" in out and "限额：每月 20 元" in out and "模型用量 20" in out


def test_a_person_who_stops_doctor_does_not_wait_for_a_silent_model() -> None:
    with ModelServer(Fault("hang_before"), models=[{"id": "m"}]) as server:
        Trials(Settings(models={"m": Endpoint(base_url=server.base_url, model="m", zone="local")}))
        trials = [thread for thread in threading.enumerate() if thread.name.startswith("doctor")]
    assert trials and all(thread.daemon for thread in trials)


def test_doctor_names_a_role_that_nobody_has(biganzi: Run, archive: Path) -> None:
    (archive / "settings.toml").write_text(
        '[roles]\nrepair = "gone"\n[models.a]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "x"\n', encoding="utf-8"
    )
    assert "设置 [roles] repair 不对：没有名为“gone”的模型" in biganzi("--home", archive, "doctor")[1]
