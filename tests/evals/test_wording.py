"""The wording family: our own cases, half of them clean and tempting, and what quotations, the office and size do to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.case import Case
from evals.checks.wording import collocations, formulations, idioms, phrases
from evals.checks.wording.index import Index, beginnings
from evals.engine import run
from evals.finding import Finding
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_done_within

SAMPLES = samples("wording")
Overlay = Callable[[str], Path]
SIZES = (
    "大约" * 30_000,
    "“" * 30_000,
    "只有" * 30_000,
    "政治意识、" * 12_000,
    "能否" * 30_000,
    "三" * 60_000,
    "全县推进农村公路管护，落实责任。" * 4_000,
)


def check(text: str) -> list[Finding]:
    return list(run(Case(text), ["wording"]).findings)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_is_wrongly_put_is_found_and_nothing_else(sample: Sample) -> None:
    assert troubles(sample, "wording") == []


def test_there_are_enough_of_both_kinds() -> None:
    wrong = [s for s in SAMPLES if s.spans]
    assert len(SAMPLES) >= 120 and 0.4 < len(wrong) / len(SAMPLES) < 0.62


def test_an_entry_is_found_by_any_of_its_beginnings() -> None:
    assert beginnings("(?:大约|约)左右") == ("大约", "约")
    assert beginnings("(?<!不)涉及到") == ("涉及到",)
    assert beginnings("目的?是") == ("目",)
    with pytest.raises(ValueError, match="一二"):
        beginnings("[一二]个")
    assert list(Index([("大约", 1), ("约", 2)]).candidates("大约")) == [(0, 1), (1, 2)]


def test_every_pattern_of_the_lists_compiles() -> None:
    phrases_ = [pattern for _, _, pattern in phrases._compiled()]
    collocations_ = [pattern for _, (_, pattern) in collocations._index().candidates("".join(collocations._file().objects[0].verbs))]
    certain = [pattern for _, (_, pattern) in formulations._certain().candidates("八条规定")]
    for pattern in (*phrases_, *collocations_, *certain):
        pattern.match("", 0)
    for group in idioms._file().groups:
        for word in group.words:
            check(f"我县{word}。")


def test_a_sure_mistake_is_an_error_with_one_mending() -> None:
    (finding,) = check("活动的目的是为了方便群众。")
    assert (finding.severity, finding.text) == ("error", "目的是为了")
    assert finding.edit and (finding.edit.text, finding.edit.safety) == ("目的是", "safe")


def test_what_a_mending_keeps_of_the_words() -> None:
    (finding,) = check("全县大约培训300人左右。")
    assert finding.edit and (finding.edit.text, finding.edit.safety) == ("约培训300人", "unsafe")


def test_a_formulation_is_never_mended_silently() -> None:
    (finding,) = check("把三严五实要求写进机关守则。")
    assert (finding.gate, finding.edit and finding.edit.safety) == ("政治", "unsafe")


@pytest.mark.parametrize("text", ["村民说：“这事涉及到我家。”", "《目的是为了什么》已经出版。", "〔待核：涉及到几个部门〕"])
def test_the_words_of_others_are_left_alone(text: str) -> None:
    assert check(text) == []


def test_the_order_of_leaders_is_that_of_the_list(overlay: Overlay) -> None:
    overlay("names:\n  - {name: 周明远, title: 县委书记}\n  - {name: 李卫东, title: 县长}\n  - {name: 沈秋岚, title: 副县长}\n")
    (finding,) = check("沈秋岚、李卫东、周明远出席会议。")
    assert (finding.name, finding.gate) == ("leaders-order", "政治")
    assert "周明远、李卫东、沈秋岚" in finding.message
    assert check("县委书记周明远、县长李卫东和副县长沈秋岚出席会议。沈秋岚主持会议。李卫东讲话。") == []


def test_what_the_office_lays_down_wins(overlay: Overlay) -> None:
    assert [f.text for f in check("我县深化管放服改革。")] == ["管放服改革"]
    overlay("wordings:\n  - {right: 管放服改革, wrong: [放服管改革]}\n")
    assert check("我县深化管放服改革。") == []


def test_a_slip_in_a_formulation_is_no_name_of_ones_own() -> None:
    assert [f.name for f in check("把“三严五实”要求写进机关守则。")] == ["fixed-formulation"]


def test_many_coined_names_are_no_more_than_suggestions() -> None:
    text = "推进“渠五清”“跑全办”“三特师训”“银龄伴”四项工作。"
    assert {f.severity for f in check(text)} == {"suggestion"}


@pytest.mark.parametrize("text", SIZES, ids=lambda text: text[:4])
def test_size_is_no_burden(text: str) -> None:
    assert_done_within(6, lambda: check(text))
