"""Comparing two runs: what is better, what is noise, what cannot be compared; the judge; the report."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from base.errors import InputError
from drafting.brief import Brief
from drafting.model.wire import NO_KEY
from drafting.settings import Endpoint
from evals.harness.comparison import Comparison, compare, preferences, sides
from evals.harness.comparison.interval import interval
from evals.harness.comparison.text import render, verdict
from evals.harness.judge import Judge, PairJudge
from evals.harness.report import render as page_of
from evals.harness.results import Judgement, Mark, Row, Run, load, save
from tests.evals import harness_data as data
from tests.model_server import Answer, Fault, ModelServer

Biganzi = Callable[..., tuple[int, str, str]]
BRIEF = Brief.model_validate(data.BRIEF)
EVIL = "</p><script>alert(1)</script>"


def row(number: int, variant: str = "m", **values: Any) -> Row:
    known = {
        "dataset": "tiny", "dataset_title": "试评", "version": 1, "kind": "briefs", "case": f"c{number:02d}", "title": "讲话",
        "case_hash": "h", "variant": variant, "writer": "model", "rules": "r", "program": "0", "fingerprint": "f",
    }  # fmt: skip
    return Row.model_validate(known | values)


def a_run(folder: Path, values: list[float], measure: str = "must_cover", **more: Any) -> Run:
    """A run with one score a case, and the draft of each."""
    return written(folder, [row(n, scores={measure: value}, **more) for n, value in enumerate(values, 1)])


def written(folder: Path, rows: list[Row]) -> Run:
    folder.mkdir(parents=True, exist_ok=True)
    save(folder, rows)
    return load(folder)


def compared(tmp_path: Path, before: list[float], after: list[float], measure: str = "must_cover") -> Comparison:
    return compare(*sides(a_run(tmp_path / "a", before, measure), a_run(tmp_path / "b", after, measure)))


HALF = [0.5, 0.6, 0.4, 0.5, 0.7, 0.5, 0.4, 0.6, 0.5, 0.5]
LESS = [0.2, 0.3, 0.2, 0.1, 0.3, 0.2, 0.2, 0.3, 0.2, 0.1]
NEAR = [0.6, 0.5, 0.5, 0.4, 0.7, 0.6, 0.3, 0.6, 0.6, 0.4]


@pytest.mark.parametrize(
    ("before", "after", "measure", "found"),
    [
        (HALF, LESS, "must_cover", "worse"),
        (LESS, HALF, "must_cover", "better"),
        (HALF, LESS, "padding_share", "better"),  # the less the better
        (LESS, HALF, "padding_share", "worse"),
        (HALF, LESS, "sentence_length", "differs"),
        (HALF, NEAR, "must_cover", "noise"),
        (HALF, HALF, "must_cover", "same"),
        (HALF[:5], LESS[:5], "must_cover", "few"),
    ],
)
def test_the_verdict_follows_direction_and_noise(tmp_path: Path, before: list[float], after: list[float], measure: str, found: str) -> None:
    comparison = compared(tmp_path, before, after, measure)
    (change,) = comparison.scorers
    assert change.verdict == found
    assert comparison.regressed == (found == "worse")
    assert change.difference.low <= change.difference.mean <= change.difference.high


def test_an_interval_is_wider_the_more_is_looked_at_together_and_always_the_same() -> None:
    values = np.random.default_rng(5).normal(0.3, 1, 12).tolist()
    alone, together = interval(values, 1), interval(values, 20)
    assert together.low < alone.low < alone.mean < alone.high < together.high
    assert interval(values, 20) == together


def test_chance_alone_is_seldom_called_a_regression() -> None:
    noise = np.random.default_rng(1)
    alarms = sum(any(interval(noise.normal(size=16).tolist(), 8).high < 0 for _ in range(8)) for _ in range(40))
    assert alarms <= 4  # at most about one in twenty is meant; plain 95 % intervals give about seven
    found = sum(interval(noise.normal(-1.5, 1, 16).tolist(), 8).high < 0 for _ in range(20))
    assert found >= 19


def test_what_a_judge_says_counts_only_beyond_the_spread_of_its_votes(tmp_path: Path) -> None:
    def run(name: str, mean: float, spread: float) -> Run:
        rows = [row(n, judgement=judgement(mean + n % 2 / 10, spread)) for n in range(1, 11)]
        return written(tmp_path / name, rows)

    def judgement(mean: float, spread: float) -> Judgement:
        marks = {"aim": Mark(mean=mean, spread=spread, votes=(mean,))}
        return Judgement(fingerprint="f", model="m", prompt="judge@1", prompt_hash="h", marks=marks)

    firm, wavering, better = run("a", 6, 0.1), run("b", 6, 1.5), run("c", 7.3, 0.1)
    assert [c.verdict for c in compare(*sides(firm, better)).scorers] == ["better"]
    assert [c.verdict for c in compare(*sides(wavering, better)).scorers] == ["noise"]
    assert {measure[3] for case in compare(*sides(wavering, better)).per_case for measure in case.measures} == {"noise"}


def test_rules_are_compared_each(tmp_path: Path) -> None:
    before = written(tmp_path / "a", [row(n, findings={"FIG001": 3, "LEN002": 1}) for n in range(1, 9)])
    after = written(tmp_path / "b", [row(n, findings={"LEN002": 1, "TON001": 2 + n % 2}) for n in range(1, 9)])
    comparison = compare(*sides(before, after))
    assert {rule.id: rule.verdict for rule in comparison.rules} == {"FIG001": "better", "LEN002": "same", "TON001": "worse"}
    assert comparison.per_case[0].rules == (("FIG001", 3, 0), ("TON001", 0, 3))
    assert comparison.regressed


def test_more_findings_in_fixed_drafts_are_not_worse(tmp_path: Path) -> None:
    before = written(tmp_path / "a", [row(n, kind="drafts", findings={"FIG001": 1}) for n in range(1, 9)])
    after = written(tmp_path / "b", [row(n, kind="drafts", findings={"FIG001": 2}) for n in range(1, 9)])
    comparison = compare(*sides(before, after))
    assert [rule.verdict for rule in comparison.rules] == ["differs"] and not comparison.regressed


def test_a_case_that_fails_now_is_a_regression_and_one_that_was_not_asked_for_is_none(tmp_path: Path) -> None:
    whole = a_run(tmp_path / "a", HALF)
    failed = written(tmp_path / "b", [*a_run(tmp_path / "x", HALF[:9]).rows, row(10, error="模型没有回答。")])
    fewer = a_run(tmp_path / "c", HALF[:9])
    assert compare(*sides(whole, failed)).failed == ("c10",) and compare(*sides(whole, failed)).regressed
    assert compare(*sides(whole, fewer)).only_a == ("c10",) and not compare(*sides(whole, fewer)).regressed
    assert "乙有 1 例没有做成" in verdict(compare(*sides(whole, failed)))
    assert "乙没有做完、没有参加比较的：c10。" in render(compare(*sides(whole, fewer)))


def test_what_b_could_not_score_is_said(tmp_path: Path) -> None:
    before = a_run(tmp_path / "a", HALF)
    after = written(tmp_path / "b", [row(n, scores={"must_cover": 0.5} if n > 2 else {}) for n in range(1, 11)])
    comparison = compare(*sides(before, after))
    assert (comparison.scorers[0].cases, comparison.scorers[0].lost) == (8, 2)
    assert "“要点写到”甲评到而乙没有评到的有 2 例" in render(comparison)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"version": 2}, "两次评测用的不是同一个数据集（“tiny”第 1 版、“tiny”第 2 版），不能比较"),
        ({"dataset": "other"}, "不是同一个数据集"),
        ({"case_hash": "changed"}, "两次评测之间改动过“c01”这一例，不能比较"),
    ],
)
def test_only_like_is_compared_with_like(biganzi: Biganzi, tmp_path: Path, other: dict[str, Any], said: str) -> None:
    a_run(tmp_path / "a", HALF)
    a_run(tmp_path / "b", HALF, **other)
    code, out, err = biganzi("eval", "compare", tmp_path / "a", tmp_path / "b")
    assert (code, out) == (2, "") and said in err and err.count("\n") == 1


def test_of_several_variants_one_has_to_be_named(tmp_path: Path) -> None:
    both = written(tmp_path / "a", [row(n, variant) for n in range(1, 3) for variant in ("m", "n")])
    with pytest.raises(InputError, match="结果里有几种写法（m、n），请用 --variant 写明"):
        sides(both, both)
    assert [side.variant for side in sides(both, both, ["n"])] == ["n", "n"]
    assert [side.variant for side in sides(both, both, ["m", "n"])] == ["m", "n"]
    assert [side.variant for side in sides(both, a_run(tmp_path / "b", HALF))] == ["m", "m"]
    with pytest.raises(InputError, match="里没有“x”的结果，可选：m、n"):
        sides(both, both, ["x"])


def test_the_command_says_it_in_words_or_json_and_by_its_exit_code(biganzi: Biganzi, tmp_path: Path) -> None:
    a_run(tmp_path / "a", HALF)
    a_run(tmp_path / "b", LESS)
    code, out, _ = biganzi("eval", "compare", tmp_path / "a", tmp_path / "b")
    assert code == 1
    assert out.startswith("乙 b（m） 与甲 a（m） 相比（tiny 第 1 版，10 例）：变差 1 项（要点写到）。\n")
    assert re.search(r"变差　要点写到（must_cover）：52\.0% → 21\.0%（-\d+\.\d%～-\d+\.\d%）", out)
    code, out, _ = biganzi("eval", "compare", tmp_path / "b", tmp_path / "a", "--format", "json")
    said = json.loads(out)
    assert (code, said["schema"], said["regressed"], said["scorers"][0]["verdict"]) == (0, 1, False, "better")
    assert said["per_case"][0]["measures"] == [{"id": "must_cover", "a": 0.2, "b": 0.5, "verdict": "better"}]
    code, _, err = biganzi("eval", "compare", tmp_path / "a", tmp_path / "nowhere")
    assert code == 2 and "里没有可读的评测结果" in err


# --- the judge


def asked(server: ModelServer, **values: Any) -> Endpoint:
    return Endpoint.model_validate({"base_url": server.base_url, "model": "m", "zone": "local", "retries": 0, **values})


def scores(*values: object) -> str:
    names = ("思想性", "针对性", "指导性", "逻辑性", "可操作性")
    return json.dumps({name: {"score": value, "why": "有责任人"} for name, value in zip(names, values)}, ensure_ascii=False)


def test_a_judge_votes_several_times_in_changing_order() -> None:
    with ModelServer(scores(4, 5, 6, 7, 8), scores(6, 5, 6, 7, 8), "```json\n" + scores("8分", 5, 6, 7, 8) + "\n```") as server:
        judged = Judge(asked(server), NO_KEY, 3).of(BRIEF, "水库每天巡查两次。")
        prompts = [server.prompt(n) for n in range(3)]
    assert (judged.marks["thought"].mean, judged.marks["thought"].votes, judged.marks["aim"].spread) == (6, (4, 6, 8), 0)
    assert judged.marks["thought"].spread == pytest.approx(1.633, abs=0.001)
    assert judged.error == "" and judged.prompt == "judge@1" and judged.tokens["calls"] == 3
    assert [re.findall(r"^- (\S+?)：", p, re.MULTILINE)[0] for p in prompts] == ["思想性", "针对性", "指导性"]
    assert "水库每天巡查两次。" in prompts[0] and "必须写到：水库巡查；山洪沟口转移" in prompts[0]


@pytest.mark.parametrize("answer", [scores(0, 5, 5, 5, 5), scores(5, 5, 5, 5), scores("好", 5, 5, 5, 5), "很好", "[]"])
def test_an_answer_that_is_none_is_not_counted(answer: str) -> None:
    with ModelServer(answer, scores(5, 5, 5, 5, 5)) as server:
        judged = Judge(asked(server), NO_KEY, 2).of(BRIEF, "正文。")
    assert judged.marks["aim"].votes == (5,) and judged.error == "模型 m 有 1 次回答不合要求，没有计入。"


def test_a_judge_that_fails_or_cannot_hold_the_text_says_so() -> None:
    with ModelServer(scores(5, 5, 5, 5, 5), Fault("http", status=500)) as server:
        judged = Judge(asked(server), NO_KEY, 3).of(BRIEF, "正文。")
        assert judged.marks["aim"].votes == (5,) and "m" in judged.error
    with ModelServer(scores(5, 5, 5, 5, 5)) as server:
        judged = Judge(asked(server, context_tokens=2048), NO_KEY, 3).of(BRIEF, "水库" * 3000)
        assert judged.marks == {} and "放不下全文" in judged.error and server.requests == []


def test_nothing_marked_goes_to_a_remote_judge() -> None:
    with ModelServer("x") as server:
        remote = asked(server).model_copy(update={"base_url": "http://judge.example/v1", "zone": "remote"})
        judged = Judge(remote, NO_KEY, 1).of(BRIEF.model_copy(update={"secrecy": "机密"}), "正文。")
        assert "机密" in judged.error and judged.marks == {} and server.requests == []


def prefer(better: str) -> Callable[[dict[str, Any]], Answer]:
    """A judge that always finds the draft with the word `better` the better one."""

    def answer(request: dict[str, Any]) -> Answer:
        first = request["messages"][-1]["content"].split("【第二稿开始】")[0]
        return json.dumps({"better": "第一稿" if better in first else "第二稿", "why": "可操作"}, ensure_ascii=False)

    return answer


@pytest.mark.parametrize(
    ("answer", "mean", "turned"),
    [
        (prefer("甲稿"), -1, 0),
        (prefer("乙稿"), 1, 0),
        ('{"better": "第一稿"}', 0, 2),  # whatever stands first: no preference at all
        ('{"better": "相当"}', 0, 0),
    ],
)
def test_a_pair_is_asked_in_both_orders(answer: Any, mean: float, turned: int) -> None:
    with ModelServer(answer) as server:
        found = PairJudge(asked(server), NO_KEY, 2).of(BRIEF, "这是甲稿。", "这是乙稿。")
        assert len(server.requests) == 4
    assert (found.mean, found.turned, found.votes, found.error) == (mean, turned, 2, "")


def test_pairs_of_two_runs_are_a_measure_of_their_own(tmp_path: Path) -> None:
    runs = [with_texts(tmp_path / name, text) for name, text in (("a", "这是甲稿。"), ("b", "这是乙稿。"))]
    told: list[str] = []
    with ModelServer(prefer("甲稿")) as server:
        first, second = sides(*runs)
        preferred = preferences(first, second, PairJudge(asked(server), NO_KEY, 1), 2, told.append)
    comparison = compare(first, second, preferred)
    assert [(c.id, c.verdict, c.b) for c in comparison.scorers] == [("judge_pair", "worse", -1)] and told == []
    with ModelServer("不知道") as server:
        assert preferences(first, second, PairJudge(asked(server), NO_KEY, 1), 2, told.append) == {}
    assert len(told) == 7 and told[0].startswith("“c0") and "没有比完：模型 m 的回答不合要求" in told[0]


def with_texts(folder: Path, text: str) -> Run:
    rows = [row(n, draft=f"drafts/m/c{n:02d}", findings={"FIG001": 1}) for n in range(1, 8)]
    for one in rows:
        data.written(folder / one.draft / "brief.yaml", data.BRIEF)
        (folder / one.draft / "draft.md").write_text(text, encoding="utf-8")
        finding = {"rule": "FIG001", "start": 0, "end": 2, "message": f"“这是”{EVIL}没有出处。"}
        (folder / one.draft / "report.json").write_text(json.dumps({"findings": [finding]}), encoding="utf-8")
    return written(folder, rows)


# --- the report


class Page(HTMLParser):
    """What stands on the page, and whether its tags and links fit."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.open += [tag] if tag not in ("meta", "input") else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_report_is_one_page_that_needs_nothing_else(biganzi: Biganzi, tmp_path: Path) -> None:
    with_texts(tmp_path / "a", f"这是甲稿。{EVIL}")
    rows = [row(n, scores={"must_cover": 0.5}, title=EVIL) for n in range(1, 4)]
    written(tmp_path / "b", [*rows, row(4, error=f"没有做成{EVIL}")])
    code, _, err = biganzi("eval", "report", tmp_path / "a", tmp_path / "b", "--output", tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    page = Page(html)
    assert code == 0 and "评测报告：" in err
    assert page.open == [] and "script" not in page.names and "<script" not in html
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links) and len(page.links) == 7
    assert len(set(page.ids)) == len(page.ids) == 7
    assert "svg" in page.names and "没有做成的 1 例" in html and "要点写到" in html
    assert html.count("<mark>这是</mark>") == 7
    assert "prefers-color-scheme: dark" in html and "@media print" in html and "http" not in re.sub(r"http-equiv", "", html)


def test_measures_that_are_0_throughout_are_named_and_not_drawn(tmp_path: Path) -> None:
    run = written(tmp_path / "a", [row(1, scores={"must_cover": 0.4, "tone_per_1000": 0.0})])
    html = page_of([run])
    assert html.count("<figure>") == 1 and "各列都是 0 的：语气不当。" in html


def test_a_report_is_of_one_dataset(tmp_path: Path) -> None:
    runs = [a_run(tmp_path / "a", HALF), a_run(tmp_path / "b", HALF, version=2)]
    with pytest.raises(InputError, match="这些结果不是同一个数据集的（“tiny”第 1 版、“tiny”第 2 版）"):
        page_of(runs)
