"""Readability: our own cases, figures as they are said, and texts that must not be flooded or be slow."""

import pytest

from evals.case import Case
from evals.checks.readability import check
from evals.checks.readability.figures import spoken
from evals.context import Context
from evals.rules import family_rules
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_linear

SAMPLES = samples("readability")
SPEECH = Context(genre="speech")


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_case(sample: Sample) -> None:
    assert troubles(sample, "readability", suggestions=True) == []


def test_cases_are_many_and_half_of_them_clean() -> None:
    clean = sum(not sample.rules for sample in SAMPLES)
    assert len(SAMPLES) >= 40
    assert 0.4 < clean / len(SAMPLES) < 0.6


def test_every_rule_has_a_case_and_none_is_an_error() -> None:
    rules = family_rules("readability")
    assert {rule for sample in SAMPLES for rule in sample.rules} | {"sentence-unspeakable"} == set(rules)
    assert {rule.severity for rule in rules.values()} == {"suggestion", "warning"}


def test_a_sentence_that_nobody_can_say_is_a_warning() -> None:
    sentence = "要把每一段渠道、每一座塘坝都落到人头上，" * 16 + "年底前干完。"
    (found,) = check(Case(sentence, context=SPEECH)).findings
    assert (found.name, found.severity, found.text) == ("sentence-unspeakable", "warning", sentence)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"), (10, "十"), (100_000, "十万"), (126_000, "十二万六千"), (436_700, "四十三万六千七百"), (1_000_050, "一百万零五十"),
        (20_350_000, "二千零三十五万"), (100_000_500, "一亿零五百"), (347_000_000, "三亿四千七百万"), (305_000_000, "三亿零五百万"),
    ],
)  # fmt: skip
def test_figures_are_said_as_people_say_them(number: int, said: str) -> None:
    assert spoken(number) == said


def test_a_reading_is_that_of_the_word() -> None:
    (found,) = check(Case("山里的崦口一到冬天就封路，过了崦口才有人家。", context=SPEECH)).findings
    assert "yān" in found.message


def test_marks_of_our_own_are_not_spoken() -> None:
    assert check(Case("修渠〔待核：12600000元（含配套资金）〕，年底完工。", context=SPEECH)).findings == ()


@pytest.mark.parametrize("piece", ["甲", "（甲乙丙丁）", "12345，", "崦，", "ABC，", "亟待", "〔待核：甲〕"])
def test_long_texts_cost_no_more_than_their_length(piece: str) -> None:
    assert_linear(lambda length: check(Case(piece * (length // len(piece)), context=SPEECH)))
