"""The strength family: our own cases, half of them clean and tempting, and what it does with marks, quotations and size."""

import pytest

from drafting.ledger import Fact
from evals.case import Case, Outcome
from evals.engine import run
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_done_within

SAMPLES = samples("strength")
SOURCE = "澜江二桥主体工程力争12月底前完工。"


def check(text: str, *sources: str, facts: tuple[Fact, ...] | None = None) -> Outcome:
    return run(Case(text, sources=sources or None, facts=facts), ["strength"])


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_is_raised_or_lowered_is_found_and_nothing_else(sample: Sample) -> None:
    assert troubles(sample, "strength", suggestions=True) == []


def test_there_are_enough_of_both_kinds() -> None:
    wrong = [s for s in SAMPLES if s.spans]
    assert len(SAMPLES) >= 60 and 0.4 < len(wrong) / len(SAMPLES) < 0.6


def test_the_evidence_is_the_clause_it_goes_against() -> None:
    (finding,) = check("澜江二桥主体工程确保12月底前完工。", "无关。", SOURCE).findings
    (evidence,) = finding.evidence
    assert (evidence.kind, evidence.ref, finding.severity) == ("source", "1", "warning")
    assert SOURCE[evidence.start : evidence.end] == evidence.quote
    assert finding.message == "这里写“确保”，而依据里是“力争”（目标的把握），说重了，请按依据改回或说明新的依据。"


def test_with_nothing_to_hold_it_against_it_is_unscored() -> None:
    for facts in (None, (Fact(name="投资", value="3", unit="亿元"),)):
        outcome = check("确保12月底前完工。", facts=facts)
        assert outcome.findings == () and [u.family for u in outcome.unscored] == ["strength"]


@pytest.mark.parametrize("text", ["〔待核：澜江二桥主体工程确保12月底前完工〕。", "群众说：“澜江二桥主体工程确保12月底前完工就好了。”"])
def test_marks_and_the_words_of_others_are_left_alone(text: str) -> None:
    assert check(text, SOURCE).findings == ()


def test_a_mark_beside_the_words_hides_nothing() -> None:
    text = "澜江二桥主体工程确保〔待核：12月底前〕完工。"
    (finding,) = check(text, SOURCE).findings
    assert text[finding.start : finding.end] == finding.text == "确保"


def test_a_newer_source_answers_for_the_stronger_word() -> None:
    assert check("澜江二桥主体工程确保12月底前完工。", SOURCE, "澜江二桥主体工程确保12月底前完工。").findings == ()


def test_large_material_is_no_burden() -> None:
    source = "".join(f"青禾县第{i}项工程拟投资{i}万元，力争年内完成第{i}标段施工任务。" for i in range(6000))
    text = "".join(f"第{i}标段施工任务确保年内完成。" for i in range(300))
    assert_done_within(20, lambda: check(text, source))
