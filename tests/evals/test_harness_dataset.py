"""Datasets: loading, and what is said of a bad one."""

import re
from pathlib import Path
from typing import Any

import pytest

from base.errors import InputError
from evals.harness.dataset import load_dataset
from evals.harness.products import checked
from evals.harness.scorer import scored
from evals.harness.scorers import scorers
from tests.conftest import SAMPLES
from tests.evals import harness_data as data


def test_a_dataset_of_briefs_is_loaded_with_its_libraries(tmp_path: Path) -> None:
    dataset = load_dataset(str(data.briefs(tmp_path, expect={"must_cover": [{"point": "水库巡查", "accept": ["每天巡查"]}]})))
    first, second = dataset.briefs
    assert (first.id, first.title, first.expect.must_cover[0].wordings()) == ("c01", "在全县防汛工作会议上的讲话", (("每天巡查",),))
    assert [(d.id, d.title) for d in first.documents()] == [("巡查通知.txt", "关于做好水库巡查工作的通知")]
    assert first.hash != second.hash
    assert [case.id for case in dataset.only(["c02"]).cases] == ["c02"]
    with pytest.raises(InputError, match="没有“x”这一例，可选：c01、c02"):
        dataset.only(["x"])


def test_a_case_has_another_fingerprint_when_any_file_of_it_changes(tmp_path: Path) -> None:
    before = load_dataset(str(data.briefs(tmp_path))).briefs[0].hash
    (tmp_path / "cases" / "c01" / "archive" / "巡查通知.txt").write_text("另一份通知。", encoding="utf-8")
    assert load_dataset(str(tmp_path)).briefs[0].hash != before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"faults": [{"start": 0, "end": 400, "family": "figure"}]}, r"第 \d+ 行：\[0, 400\) 不在正文里"),
        ({"faults": [{"start": 0, "end": 2, "family": "figure", "text": "松亭"}]}, r"第 \d+ 行：\[0, 2\) 处是“柏原”，不是“松亭”"),
        ({"faults": [{"start": 0, "end": 2, "family": "figures"}]}, r"第 \d+ 行.*不在可选范围内"),
        ({"ok": [[3, 3]]}, r"第 \d+ 行：\[3, 3\) 不在正文里"),
        ({"context": {"place": "柏原县", "plaec": "x"}}, r"第 \d+ 行：context 的字段“plaec”不认识，请修改"),
        ({"notes": "x"}, r"第 \d+ 行：不认识的字段“notes”，是不是想写“note”？"),
    ],
)
def test_what_is_wrong_in_a_fixed_draft_is_named_with_its_line(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=rf"case\.yaml {said}"):
        load_dataset(str(data.drafts(tmp_path, **changes)))


def test_a_fault_is_named_on_its_own_line(tmp_path: Path) -> None:
    faults = [{"start": 0, "end": 2, "family": "figure"}, {"start": 0, "end": 999, "family": "figure"}]
    path = data.drafts(tmp_path, faults=faults) / "cases" / "d1" / "case.yaml"
    line = next(n for n, said in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "end: 999" in said) - 1
    with pytest.raises(InputError, match=f"第 {line} 行"):
        load_dataset(str(tmp_path))


def test_a_place_without_a_dataset_or_without_cases(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有数据集“nonsense”，请写自带的名称"):
        load_dataset("nonsense")
    data.manifest(tmp_path, "tiny", "briefs")
    with pytest.raises(InputError, match="里没有一例"):
        load_dataset(str(tmp_path))


def test_a_bad_brief_or_expectation_is_named(tmp_path: Path) -> None:
    data.briefs(tmp_path / "a", genre="sermon")
    with pytest.raises(InputError, match=r"brief\.yaml 第 2 行"):
        load_dataset(str(tmp_path / "a"))
    data.briefs(tmp_path / "b", expect={"must_cover": [{"pont": "x"}]})
    with pytest.raises(InputError, match=r"expect\.yaml 第 2 行.*point"):
        load_dataset(str(tmp_path / "b"))


def test_the_examples_of_the_manual_are_good(tmp_path: Path) -> None:
    manual = (SAMPLES.parent / "docs" / "evaluation.md").read_text(encoding="utf-8")
    expect, case = re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL)
    data.briefs(tmp_path / "briefs", 1)
    (tmp_path / "briefs" / "cases" / "c01" / "expect.yaml").write_text(expect, encoding="utf-8")
    assert load_dataset(str(tmp_path / "briefs")).briefs[0].expect.marks[0].about == "转移户数"
    data.drafts(tmp_path / "drafts")
    (tmp_path / "drafts" / "cases" / "d1" / "case.yaml").write_text(case, encoding="utf-8")
    product = checked(load_dataset(str(tmp_path / "drafts")).drafts[0])
    assert scored(product, scorers("drafts")).values["recall"] == 1
