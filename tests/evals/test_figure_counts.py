"""Promised counts and parts of a whole."""

import pytest

from evals.case import Case
from evals.checks.figure import check


def said(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in check(Case(text)).findings]


def speech(*headings: str) -> str:
    return "同志们：\n下面，我讲三点意见。\n" + "\n要抓好落实。\n".join(headings) + "\n要抓好落实。"


def test_a_promise_in_a_sentence_and_items_as_headings() -> None:
    three = ("一、统一思想", "二、突出重点", "三、压实责任")
    assert said(speech(*three)) == []
    assert said(speech(*three, "四、严明纪律")) == [("FIG007", "三点意见")]
    assert said(speech(*three, "一、另起一段")) == []  # another list begins


def test_items_in_a_row_that_bear_the_counted_word() -> None:
    assert said("要做到“五个坚持”：坚持党的领导、坚持人民至上、坚持问题导向、坚持底线思维。") == [("FIG007", "“五个坚持”")]
    assert said("要做到“四个坚持”：坚持党的领导、坚持人民至上、坚持问题导向、坚持底线思维。") == []
    assert said("要做到“五个坚持”：坚持党的领导、坚持人民至上、坚持问题和目标导向、坚持底线思维。") == []


@pytest.mark.parametrize(
    "text",
    [
        "生产安全事故8起，其中道路运输5起、建筑施工2起、工贸2起。",
        "生产安全事故8起，其中5起、2起、2起。",
        "生产安全事故8起，其中道路运输5起、建筑施工2起、工贸2起，合计8起。",
        "查出隐患100条，其中60、30、20。",
    ],
)
def test_parts_of_events_are_no_more_than_the_whole(text: str) -> None:
    assert [rule for rule, _ in said(text)] == ["FIG008"]


@pytest.mark.parametrize(
    "text",
    [
        "生产安全事故9起，其中道路运输5起、建筑施工2起、工贸2起。",
        "干部100人，其中女干部40人、党员80人、大专以上学历70人。",
        "查出隐患100条，其中60、30、10。",
        "查出隐患100条，其中重大60条，已整改50条，未整改50条。",
    ],
)
def test_parts_that_may_overlap_are_let_be(text: str) -> None:
    assert said(text) == []
