"""`corpus eval`: the measures, the comparison, and what the shipped search reaches on the samples."""

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from base.errors import InputError
from corpus.retrieval_eval import Labelled, difference, judge, load, summary
from tests.conftest import SAMPLES
from tests.ready import filled, samples

Run = Callable[..., tuple[int, str, str]]
LABELLED = SAMPLES / "retrieval.jsonl"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("samples"), samples)


def test_measures_at_k() -> None:
    labelled = Labelled("q", "沙袋", {"a": 3, "b": 1, "c": 0})
    one = judge(labelled, ["c", "b", "b", "x", "a"], 3)
    assert (one.found, one.recall, one.mrr) == (("c", "b", "x"), 0.5, 0.5)
    assert one.ndcg == pytest.approx((1 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert judge(labelled, [], 3).ndcg == 0


def test_an_interval_holds_its_mean_and_equal_runs_differ_by_nothing() -> None:
    judged = [judge(Labelled(str(i), "", {"a": 1}), ["a"] if i % 3 else ["b"], 5) for i in range(30)]
    recall = summary(judged)["recall"]
    assert recall.mean == pytest.approx(2 / 3) and recall.low < recall.mean < recall.high
    gain = difference(judged, judged)["ndcg"]
    assert (gain.mean, gain.low, gain.high) == (0, 0, 0)


@pytest.mark.parametrize(
    "row",
    ["{坏行", "[]", '{"id": 1, "query": "甲"}', '{"id": 1, "query": "甲", "relevant": []}', '{"id": 1, "query": 2, "relevant": ["a"]}',
     '{"id": 1, "query": "甲", "relevant": "a"}', '{"id": 1, "query": "甲", "relevant": {"a": 0}}'],
)  # fmt: skip
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "好", "query": "甲", "relevant": ["a"]}\n\n' + row, encoding="utf-8")
    with pytest.raises(InputError, match="第 3 行"):
        load(path)


def test_the_search_does_well_on_the_samples(biganzi: Run, home: Path) -> None:
    code, out, _ = biganzi("--home", home, "corpus", "eval", LABELLED, "-k", 5, "--format", "json")
    report = json.loads(out)
    measured = {name: of["mean"] for name, of in report["configurations"][0]["measures"].items()}
    assert code == 0 and report["queries"] >= 24
    assert measured["recall"] >= 0.88 and measured["ndcg"] >= 0.86 and measured["mrr"] >= 0.92


def test_configurations_are_compared(biganzi: Run, home: Path, tmp_path: Path) -> None:
    config, output = tmp_path / "无名.yaml", tmp_path / "out.csv"
    config.write_text("lookup: {named: 0, keywords: 0}\nfusion: {kin_weight: 0}\n", encoding="utf-8")
    code, out, _ = biganzi(
        "--home", home, "corpus", "eval", LABELLED, "-k", 3, "--config", config, "--set", "lexical.words_weight=0", "--output", output
    )
    assert code == 0 and out.count("召回率@3") == 3 and out.count("与默认相比") == 2
    rows = list(csv.DictReader(output.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 3 * len(load(LABELLED)) and {row["configuration"] for row in rows} >= {"默认", "lexical.words_weight=0"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--set", "fusion.weight=1"), "没有“fusion.weight”"),
        (("--set", "lookup.pool=很多"), "“很多”不对"),
        (("--config", "没有.yaml"), "无法读取"),
        (("--output", "out.xlsx"), ".csv 或 .jsonl"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_searched(biganzi: Run, home: Path, more: tuple[str, str], said: str) -> None:
    code, _, err = biganzi("--home", home, "corpus", "eval", LABELLED, *more)
    assert code == 2 and said in err


def test_an_answer_that_the_library_lacks_is_named(biganzi: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "q1", "query": "沙袋", "relevant": ["青政办规〔2026〕2号", "没有这份"]}', encoding="utf-8")
    code, _, err = biganzi("--home", home, "corpus", "eval", path)
    assert code == 2 and "q1" in err and "没有这份" in err
