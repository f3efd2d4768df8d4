"""Format: our own cases, what a whole document lacks, and texts that must not be slow."""

import pytest

from evals.case import Case
from evals.checks.format import check
from evals.checks.format.paper import Paper
from evals.context import Context
from evals.rules import family_rules
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_linear

SAMPLES = samples("format")
BODY = "为管好渠道，现将有关事项通知如下。\n一、清淤\n4月底前清完。"
SIGNED = "青禾县水利局\n2026年3月2日"
LACKING = {
    "recipient-missing": [f"关于渠道管护的通知\n{BODY}\n{SIGNED}", f"关于上半年渠道管护情况的报告\n已清淤128公里。\n特此报告。\n{SIGNED}"],
    "request-without-closing": [f"关于申请渠道修复资金的请示\n澜江市水利局：\n垮塌3处，缺口80万元。\n{SIGNED}"],
    "letter-without-closing": [f"关于商借抽水泵的函\n柏原县水利局：\n旱情紧急，拟借抽水泵12台，用到9月。\n{SIGNED}"],
    "date-missing": [f"关于渠道管护的通知\n各乡镇人民政府：\n{BODY}\n青禾县水利局"],
    "minutes-element-missing": [
        "渠道管护专题会议纪要\n会议由副县长周明远主持，各乡镇分管负责同志参加。\n一、4月底前清完。",
        "渠道管护专题会议纪要\n2026年3月2日，会议研究了渠道管护。各乡镇分管负责同志参加。\n一、4月底前清完。",
    ],
    "salutation-missing": ["在全县渠道管护现场会上的讲话\n去年垮了三十米渠道，今年不能再垮。\n一、早动手\n汛前干完。"],
}
WHOLE = [
    f"关于渠道管护的通知\n各乡镇人民政府：\n{BODY}\n{SIGNED}",
    "渠道管护专题会议纪要\n时间：2026年3月2日\n地点：县政府第二会议室\n主持：周明远\n出席：各乡镇分管负责同志\n一、4月底前清完。",
    "渠道管护专题会议纪要\n一、4月底前清完。\n二、县财政局拨款。",
    "在全县渠道管护现场会上的讲话\n（2026年3月2日）\n同志们：\n去年垮了三十米渠道。",
    BODY,
]


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_case(sample: Sample) -> None:
    assert troubles(sample, "format", suggestions=bool(sample.rules)) == []


def test_cases_are_many_and_half_of_them_clean() -> None:
    clean = sum(not sample.rules for sample in SAMPLES)
    assert len(SAMPLES) >= 50
    assert 0.4 < clean / len(SAMPLES) < 0.6


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in LACKING.items() for text in texts])
def test_what_a_whole_document_lacks_is_told_of_the_whole(rule: str, text: str) -> None:
    found = check(Case(text)).findings
    assert [(f.name, f.start, f.end) for f in found] == [(rule, 0, 0)]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_document_and_an_excerpt_lack_nothing(text: str) -> None:
    assert check(Case(text)).findings == ()


def test_a_missing_signature_is_told_where_the_brief_names_the_kind() -> None:
    text = f"关于渠道管护的通知\n各乡镇人民政府：\n{BODY}\n2026年3月2日"
    assert check(Case(text)).findings == ()
    assert [f.name for f in check(Case(text, context=Context(genre="notice"))).findings] == ["signature-missing"]


def test_every_rule_of_the_elements_has_a_case() -> None:
    tried = {rule for sample in SAMPLES for rule in sample.rules} | set(LACKING) | {"signature-missing"}
    assert tried == {name for name in family_rules("format") if not name.startswith("layout-")}


def test_the_elements_are_found() -> None:
    paper = Paper.of(
        Case(f"青禾县水利局\n关于渠道管护的通知\n青水发〔2026〕3号\n各乡镇人民政府：\n{BODY}\n{SIGNED}\n（联系人：周明远）\n附件1\n台账")
    )
    assert paper is not None
    assert (paper.kind, paper.recipient and paper.recipient.of(paper.text)) == ("通知", "各乡镇人民政府：")
    assert [span.of(paper.text) for span in paper.signatures] == ["青禾县水利局"]
    assert paper.date and paper.date.of(paper.text) == "2026年3月2日"


@pytest.mark.parametrize("piece", ["恳请市局解决，", "附件：1.甲\n", "“召开了2026年5月9日", "此外，", "青禾县水利局\n", "见附件3，"])
def test_long_texts_cost_no_more_than_their_length(piece: str) -> None:
    def find(length: int) -> None:
        check(Case(f"关于渠道管护的报告\n澜江市水利局：\n{piece * (length // len(piece))}\n{SIGNED}"))

    assert_linear(find)
