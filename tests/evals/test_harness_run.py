"""Runs: the same twice, gone on with, in parallel, with a failing case, with models and versions of the prompts."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from base.errors import InputError
from evals.harness import results
from evals.harness.dataset import load_dataset
from evals.harness.pool import in_parallel
from evals.harness.runner import Plan, Progress, run
from evals.harness.variant import CHECKS, EXTRACTIVE
from prompts.loader import FOLDER
from tests.evals import harness_data as data
from tests.model_server import Answer, Fault, ModelServer
from tests.processes import PATIENCE, started, wait_until
from wiring import trial_jobs

Biganzi = Callable[..., tuple[int, str, str]]
SAID = "全县小型水库27座。[F1]要把巡查责任落到人。今年投入5000万元修堤。"


def settings(home: Path, server: ModelServer, **values: object) -> None:
    home.mkdir(parents=True, exist_ok=True)
    lines = {"base_url": f'"{server.base_url}"', "model": '"m"', "zone": '"local"', "retries": 0, "context_tokens": 32768, **values}
    text = "[models.m]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())
    (home / "settings.toml").write_text(f'judge_votes = 2\n{text}[roles]\njudge = "m"\n', encoding="utf-8")


def answer_all(request: dict[str, object]) -> Answer:
    """A model that writes, and as a judge gives 7 of 10 and prefers nobody."""
    asked = json.dumps(request["messages"], ensure_ascii=False)
    if "可操作性" in asked:
        names = ("思想性", "针对性", "指导性", "逻辑性", "可操作性")
        return json.dumps({"better": "相当"} if "第一稿" in asked else {name: {"score": 7, "why": "有责任人"} for name in names})
    return "不会写提纲" if "JSON" in asked else SAID


def test_two_runs_without_a_model_give_equal_scores_alone_or_in_parallel(tmp_path: Path) -> None:
    dataset = load_dataset(str(data.briefs(tmp_path / "data")))
    one, two = (run(Plan(dataset, (EXTRACTIVE,), tmp_path / f"r{jobs}", trial_jobs(tmp_path / "home"), jobs)) for jobs in (1, 2))
    same = ("case", "scores", "unscored", "findings", "library", "rules", "fingerprint", "error")
    assert [[getattr(row, name) for name in same] for row in one] == [[getattr(row, name) for name in same] for row in two]
    assert [row.error for row in one] == ["", ""] and len(one[0].scores) > 15
    kept = results.load(tmp_path / "r1")
    assert kept.rows == one
    assert "小型水库" in kept.text(one[0]) and kept.report(one[0])["citations"]
    assert json.loads((tmp_path / "r1" / "results.jsonl").read_text(encoding="utf-8").splitlines()[0])["schema"] == 1


def test_what_is_finished_is_not_made_again_until_something_changes(tmp_path: Path) -> None:
    folder, told = data.briefs(tmp_path / "data"), list[Progress]()
    for _ in range(2):
        run(Plan(load_dataset(str(folder)), (EXTRACTIVE,), tmp_path / "r", trial_jobs(tmp_path / "home")), told.append)
    data.written(folder / "cases" / "c02" / "brief.yaml", data.BRIEF | {"must_cover": ["水库巡查"]})
    run(Plan(load_dataset(str(folder)), (EXTRACTIVE,), tmp_path / "r", trial_jobs(tmp_path / "home")), told.append)
    assert [(one.row.case, one.kept) for one in told] == [
        ("c01", False), ("c02", False), ("c01", True), ("c02", True), ("c01", True), ("c02", False),
    ]  # fmt: skip


def test_a_run_that_stops_goes_on(tmp_path: Path) -> None:
    plan = Plan(load_dataset(str(data.briefs(tmp_path / "data", 3))), (EXTRACTIVE,), tmp_path / "r", trial_jobs(tmp_path / "home"))

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(plan, stop)
    finished = [row.case for row in results.load(tmp_path / "r").rows]
    told: list[Progress] = []
    assert len(run(plan, told.append)) == 3
    assert finished == [one.row.case for one in told if one.kept] == ["c01"]


def test_a_case_that_fails_is_named_and_the_rest_is_done(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "data")
    data.written(folder / "cases" / "c01" / "brief.yaml", data.BRIEF | {"pin": ["没有这一段"]})
    code, out, err = biganzi("eval", "run", folder, "--out", tmp_path / "r")
    assert (code, out.strip()) == (4, str(tmp_path / "r" / "results.jsonl"))
    assert "跳过：extractive 的 c01：任务书 pin 一项的“没有这一段”在文库中找不到" in err
    bad, good = data.rows_of(tmp_path / "r")
    assert bad["error"] and bad["scores"] == {} and good["error"] == "" and good["scores"]
    data.written(folder / "cases" / "c01" / "brief.yaml", data.BRIEF)
    assert biganzi("eval", "run", folder, "--out", tmp_path / "r")[0] == 0


def test_a_fault_of_the_program_is_kept_for_the_developer(tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("hidden from people")

    plan = Plan(load_dataset(str(data.briefs(tmp_path / "data", 1))), (EXTRACTIVE,), tmp_path / "r", broken)  # type: ignore[arg-type]
    (row,) = run(plan)
    assert row.error.startswith("程序内部出错（ZeroDivisionError），请把 ") and "hidden" not in row.error
    assert "hidden from people" in (tmp_path / "r" / "drafts" / "extractive" / "c01" / "fault.txt").read_text(encoding="utf-8")


def test_models_and_prompts_are_tried_side_by_side(biganzi: Biganzi, tmp_path: Path) -> None:
    tried = tmp_path / "短句"
    tried.mkdir()
    text = (FOLDER / "section.yaml").read_text(encoding="utf-8")
    (tried / "section.yaml").write_text(text.replace("你是", "请写短句。你是", 1), encoding="utf-8")
    with ModelServer(answer_all) as server:
        settings(tmp_path / "home", server)
        folder = data.briefs(tmp_path / "data", 1)
        arguments = ("--writer", "extractive", "--writer", "model", "--model", "m", "--prompts", tried, "--judge", "--out", tmp_path / "r")
        code, _, err = biganzi("eval", "run", folder, *arguments)
        asked = ["\n".join(m["content"] for m in request["messages"]) for request in server.requests]
        before = len(asked)
        assert code == 0, err
        assert biganzi("eval", "run", folder, *arguments)[0] == 0
        assert len(server.requests) == before  # kept, the judgement too
    rows = {row["variant"]: row for row in data.rows_of(tmp_path / "r")}
    assert list(rows) == ["extractive", "m", "m+短句"]
    assert sum("请写短句。" in prompt for prompt in asked) == sum(
        "请写短句。" not in p and "〔待核" in p and "JSON" not in p for p in asked
    )
    own, other = ({k.split("@")[0]: v for k, v in rows[name]["prompts"].items()} for name in ("m", "m+短句"))
    assert own["outline"] == other["outline"] and own["section"] != other["section"]
    assert rows["m"]["tokens"]["calls"] >= 2 and rows["extractive"]["tokens"]["calls"] == 0
    assert rows["m"]["scores"]["open_checks"] >= 1  # the 5000万元 that nothing bears out
    assert rows["m"]["judgement"]["marks"]["aim"] == {"mean": 7.0, "spread": 0.0, "votes": [7.0, 7.0]}


def test_a_model_that_fails_is_named_and_asked_again_the_next_time(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "data", 1)
    with ModelServer(Fault("http", status=500)) as server:
        settings(tmp_path / "home", server)
        code, _, err = biganzi("eval", "run", folder, "--model", "m", "--out", tmp_path / "r")
    assert code == 4 and "跳过：m 的 c01：" in err and "Traceback" not in err
    with ModelServer(answer_all) as server:
        settings(tmp_path / "home", server)
        assert biganzi("eval", "run", folder, "--model", "m", "--out", tmp_path / "r")[0] == 0
    assert data.rows_of(tmp_path / "r")[0]["error"] == ""


def test_a_judgement_that_fails_leaves_the_scores(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "data", 1)
    with ModelServer("七分吧") as server:
        settings(tmp_path / "home", server)
        code, _, err = biganzi("eval", "run", folder, "--writer", "extractive", "--judge", "--out", tmp_path / "r")
    (row,) = data.rows_of(tmp_path / "r")
    assert code == 4 and "extractive 的 c01 没有评完：模型 m 有 2 次回答不合要求" in err
    assert row["scores"] and row["judgement"]["marks"] == {}


def test_a_draft_made_from_marked_papers_goes_to_no_judge_outside(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "tiny", count=1)
    paper = folder / "cases" / "c01" / "archive" / "巡查通知.txt"
    paper.write_text(f"秘密★5年\n{data.ARCHIVE}", encoding="utf-8")
    with ModelServer(answer_all) as server:
        settings(tmp_path / "home", server, zone='"remote"')
        code, _, err = biganzi("eval", "run", folder, "--writer", "extractive", "--judge", "--out", tmp_path / "r")
        _, _, compared = biganzi("eval", "compare", tmp_path / "r", tmp_path / "r", "--judge")
        assert server.requests == []
    assert code == 4
    assert "带有密级标志“秘密”" in err
    assert "带有密级标志“秘密”" in compared


def test_fixed_drafts_are_judged_by_the_checks_alone(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.drafts(tmp_path / "data")
    assert biganzi("eval", "run", folder, "--out", tmp_path / "r")[0] == 0
    (row,) = data.rows_of(tmp_path / "r")
    assert (row["variant"], row["scores"]["recall"], row["detection"]["found"]) == ("checks", 1, {"figure": 1})
    code, _, err = biganzi("eval", "run", folder, "--writer", "extractive")
    assert code == 2 and "里是定稿，只评检查" in err


def test_wrong_use_is_told_in_one_sentence(biganzi: Biganzi, tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "data", 1)
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "sectoin.yaml").write_text("id: x", encoding="utf-8")
    for arguments, said in (
        (("--model", "m"), "没有名为“m”的模型"),
        (("--writer", "model"), "没有配置模型"),
        (("--writer", "extractive", "--prompts", empty), "只对用模型的写法起作用"),
        (("--cases", "c09"), "没有“c09”这一例"),
        (("--judge",), "没有配置评分的模型"),
    ):
        code, _, err = biganzi("eval", "run", folder, *arguments)
        assert code == 2 and said in err and err.count("\n") == 1
    with ModelServer("x") as server:
        settings(tmp_path / "home", server)
        assert "里没有提示词" in biganzi("eval", "run", folder, "--model", "m", "--prompts", empty)[2]
        assert "“sectoin.yaml”程序用不到" in biganzi("eval", "run", folder, "--model", "m", "--prompts", tmp_path / "odd")[2]


def test_results_of_another_dataset_are_not_written_over(tmp_path: Path) -> None:
    data.drafts(tmp_path / "a")
    run(Plan(load_dataset(str(tmp_path / "a")), (CHECKS,), tmp_path / "r", trial_jobs(tmp_path)))
    data.manifest(tmp_path / "a", "fixed", "drafts", version=2)
    with pytest.raises(InputError, match="里是数据集“fixed”第 1 版的结果，请用 --out 另写一个文件夹"):
        run(Plan(load_dataset(str(tmp_path / "a")), (CHECKS,), tmp_path / "r", trial_jobs(tmp_path)))


@pytest.mark.parametrize(("line", "said"), [("{]", "第 2 行不是评测结果"), ('{"schema": 2}', "第 2 行是第 2 版格式"), ("3", "第 2 行不是")])
def test_a_damaged_result_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    run(Plan(load_dataset(str(data.drafts(tmp_path / "a"))), (CHECKS,), tmp_path / "r", trial_jobs(tmp_path)))
    with (tmp_path / "r" / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(InputError, match=said):
        results.load(tmp_path / "r")


def test_parallel_work_begins_nothing_more_when_nobody_listens() -> None:
    begun, go_on = list[int](), threading.Event()

    def work(n: int) -> None:
        begun.append(n)
        assert n == 0 or go_on.wait(10)

    working = in_parallel(range(50), work, 2)
    assert next(working).error is None
    working.close()
    go_on.set()
    assert len(begun) <= 3


def test_an_error_of_one_item_is_that_item_s_alone() -> None:
    found = {done.item: done for done in in_parallel([1, 0, 2], lambda n: 2 // n, 2)}
    assert found[1].given() == 2 and isinstance(found[0].error, ZeroDivisionError) and found[2].given() == 1
    with pytest.raises(ZeroDivisionError):
        found[0].given()


def test_an_interruption_ends_at_once_and_keeps_what_is_done(tmp_path: Path) -> None:
    folder = data.briefs(tmp_path / "data", 1)
    asked = 0

    def one_then_hang(request: dict[str, object]) -> Answer:
        nonlocal asked
        asked += 1
        return Fault("hang")

    with ModelServer(one_then_hang) as server:
        settings(tmp_path / "home", server, first_token_timeout=400)
        command = [sys.executable, "-m", "cli", "--home", str(tmp_path / "home"), "eval", "run", str(folder), "--out", str(tmp_path / "r")]
        arguments = ["--writer", "extractive", "--writer", "model", "--model", "m", "--jobs", "1"]
        with started([*command, *arguments], stderr=subprocess.PIPE) as process:
            wait_until(lambda: asked, process)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert f"加 --out {tmp_path / 'r'} 接着做" in err and "Traceback" not in err
    assert [row["case"] for row in data.rows_of(tmp_path / "r")] == ["c01"]
