"""Numbering: our own cases, and texts that must not be flooded or be slow."""

import pytest

from evals.case import Case
from evals.checks.figure import weekdays
from evals.checks.numbering import check
from evals.checks.numbering.markers import markers, said, value
from evals.rules import family_rules
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_linear

SAMPLES = samples("numbering")


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_case(sample: Sample) -> None:
    assert troubles(sample, "numbering", suggestions=bool(sample.rules)) == []


def test_cases_are_many_and_half_of_them_clean() -> None:
    clean = sum(not sample.rules for sample in SAMPLES)
    assert len(SAMPLES) >= 60
    assert 0.4 < clean / len(SAMPLES) < 0.6


def test_every_rule_has_a_case() -> None:
    assert {rule for sample in SAMPLES for rule in sample.rules} == set(family_rules("numbering"))


def test_numbers_are_read_and_told() -> None:
    assert [value(n) for n in ("12", "１２", "十二", "二十", "一百零二", "一百一十", "⑫", "零")] == [12, 12, 12, 20, 102, 110, 12, 0]
    assert [said(m.style, m.n) for m in markers("第三章　总则\n第十二条　河道\n四、甲\n（五）乙\n6．丙\n（7）丁\n⑧戊")] == [
        "第三章", "第十二条", "四、", "（五）", "6.", "（7）", "⑧",
    ]  # fmt: skip


def test_what_is_due_is_offered_and_never_as_a_safe_edit() -> None:
    (found,) = check(Case("1.清淤。\n2.补种。\n2.验收。\n4.销号。")).findings
    assert found.edit and (found.edit.text, found.edit.safety) == ("3.", "unsafe")


def test_weekdays() -> None:
    text = "2026年10月9日（星期六）开会，2026年2月30日（星期一）不算，10月9日（星期五）和10月9日（星期一）看上文的年份。"
    slips = list(weekdays.check(text))
    assert [(text[s.start : s.end], s.severity) for s in slips] == [("2026年10月9日（星期六）", None), ("10月9日（星期一）", "warning")]
    assert not list(weekdays.check("10月9日（星期六）开会。"))


@pytest.mark.parametrize(
    "piece", ["1.清淤\n", "一是甲；", "一是甲；二是乙；四是丁；", "（一）\n（三）\n", "三个方面：\n一是甲\n", "2.甲\n3.乙\n"]
)
def test_long_texts_cost_no_more_than_their_length(piece: str) -> None:
    assert_linear(lambda length: check(Case(piece * (length // len(piece)))))
