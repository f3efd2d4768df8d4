"""Our datasets and scorers in inspect_ai, with its own mock model."""

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from base.errors import InputError
from evals import inspect_adapter
from evals.harness.dataset import load_dataset
from evals.harness.products import checked, reviewed
from evals.harness.scorer import scored
from evals.harness.scorers import scorers
from tests.evals import harness_data

# What inspect_ai itself leaves behind: a parameter that a package of its own has renamed, and streams it does not close
pytestmark = [
    pytest.mark.filterwarnings("ignore:The 'initial' parameter is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
TEXT = "柏原县现有小型水库27座。水库巡查每天两次，当日签字。山洪沟口转移已落实到人。全县另有水电站88座。\n"


@pytest.fixture(autouse=True)
def _left_behind_here() -> Iterator[None]:
    """Its unclosed streams are collected while they are looked over, not in whatever test comes later."""
    yield
    gc.collect()


def test_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inspect_ai", None)
    with pytest.raises(InputError, match="没有安装 inspect_ai"):
        inspect_adapter.task("briefs")


def evaluated(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *answers: str) -> Any:
    """The log of one evaluation in inspect_ai; its mock model gives `answers` one after the other."""
    inspect_ai = pytest.importorskip("inspect_ai", reason="inspect_ai (extra inspect) is not installed")
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    def said(text: str) -> ModelOutput:
        """With its usage: without one the mock model counts tokens, for which it loads a vocabulary from the network."""
        return ModelOutput.from_content("mockllm/model", text).model_copy(update={"usage": ModelUsage()})

    monkeypatch.setenv("INSPECT_TRACE_FILE", str(tmp_path / "trace.log"))
    model = get_model("mockllm/model", custom_outputs=[said(text) for text in answers])
    (log,) = inspect_ai.eval(inspect_adapter.task(str(folder)), model=model, log_dir=str(tmp_path / "logs"), display="none", max_samples=1)
    return log


def test_briefs_are_scored_as_by_the_harness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = harness_data.briefs(tmp_path / "tiny", expect={"must_cover": [{"point": "水库巡查"}], "forbidden": [{"text": "水电站"}]})
    log = evaluated(folder, tmp_path, monkeypatch, TEXT, "水库。\n")
    assert log.status == "success", log.error
    (case, _), measures = load_dataset(str(folder)).briefs, scorers("briefs")
    ours, sample = scored(reviewed(case, TEXT), measures), log.samples[0]
    theirs = sample.scores["biganzi"]
    assert sample.id == "c01" and {id: x for id, x in theirs.value.items() if x is not None} == ours.values
    assert ours.values["must_cover"] == 1 and ours.values["forbidden"] == 1 and ours.values["unsupported_figures"] > 0
    assert sample.target == ["水库巡查"] and "小型水库" in sample.input and "库水位超过汛限水位" in sample.input
    means = {score.name: score.metrics["mean"].value for score in log.results.scores}
    assert means["forbidden"] == pytest.approx(0.5)
    assert all(why in theirs.explanation for why in ours.unscored.values())


def test_fixed_drafts_ask_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = harness_data.drafts(tmp_path / "fixed")
    log = evaluated(folder, tmp_path, monkeypatch)
    assert log.status == "success", log.error
    (case,) = load_dataset(str(folder)).drafts
    assert log.samples[0].scores["biganzi"].value == scored(checked(case), scorers("drafts")).values
    assert not log.stats.model_usage
