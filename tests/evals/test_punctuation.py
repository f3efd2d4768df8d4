"""Punctuation: our own cases, safe edits that mend, texts that must not be flooded or be slow."""

import pytest

from evals.applying import choose
from evals.case import Case
from evals.checks.punctuation import check
from evals.engine import run
from evals.rules import family_rules
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_linear

SAMPLES = samples("punctuation")


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_case(sample: Sample) -> None:
    assert troubles(sample, "punctuation", suggestions=bool(sample.rules)) == []


def test_cases_are_many_and_half_of_them_clean() -> None:
    clean = sum(not sample.rules for sample in SAMPLES)
    assert len(SAMPLES) >= 100
    assert 0.4 < clean / len(SAMPLES) < 0.6


def test_every_rule_has_a_case() -> None:
    throughout = {"halfwidth-throughout", "lines-broken-throughout"}  # their examples stand beside the rules
    assert {rule for sample in SAMPLES for rule in sample.rules} == set(family_rules("punctuation")) - throughout


def test_document_number_in_a_mark_of_our_own_is_as_it_must_be() -> None:
    text = "〔待核：上级要求“澜政办（2026）31号”文库中没有原文〕"
    assert check(Case(text)).findings == () and check(Case(text[4:-1])).findings


def mended(text: str) -> str:
    """`text` with its safe edits made."""
    for found in reversed(choose(Case(text), run(Case(text), ["punctuation"]).findings).findings):
        assert found.edit
        text = text[: found.edit.start] + found.edit.text + text[found.edit.end :]
    return text


def test_safe_edits_mend() -> None:
    text = '秋粮收购已经结束。。今年雨水足,稻子(早稻)长得好　，农户说"放心"。'
    right = "秋粮收购已经结束。今年雨水足，稻子（早稻）长得好，农户说“放心”。"
    assert mended(text) == right
    assert mended(right) == right


def test_a_habit_of_the_whole_text_is_told_once_or_a_few_times() -> None:
    wide, narrow = "春天修渠，夏天防汛，秋天收粮。", "春天修渠,夏天防汛,秋天收粮。"
    assert [f.name for f in check(Case(narrow * 30)).findings] == ["halfwidth-throughout"]
    found = check(Case(wide * 30 + "水渠通了。。" * 40)).findings
    assert len(found) < 10
    assert "全文共40处" in found[-1].message


@pytest.mark.parametrize(
    "piece", ["”）", "“", "《甲》、", "甲”\n", "，\n", "甲 ", "了，县里通报了情况、", "(甲", '"', "abc, def. ", "\n 。"]
)
def test_noise_costs_no_more_than_its_length(piece: str) -> None:
    def find(length: int) -> None:
        assert len(check(Case(piece * (length // len(piece)))).findings) < 50

    assert_linear(find)
