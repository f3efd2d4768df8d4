"""The tone family: our own cases, half of them clean and tempting, and what quotations, material, the office and size do to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from base.errors import InputError
from evals.case import Case
from evals.checks.tone.setting import Setting
from evals.context import Context
from evals.engine import run
from evals.finding import Finding
from tests.evals.case_groups import Sample, samples, troubles
from tests.timing import assert_done_within

SAMPLES = samples("tone")
UP = {"genre": "report", "direction": "up", "audience": "青禾县人民政府"}
DOWN = {"genre": "notice", "direction": "down"}
Overlay = Callable[[str], Path]


def check(text: str, context: dict[str, Any] | None = None, sources: tuple[str, ...] | None = None) -> list[Finding]:
    return list(run(Case(text, context=Context.lenient(context)[0], sources=sources), ["tone"]).findings)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_what_sounds_wrong_is_found_and_nothing_else(sample: Sample) -> None:
    assert troubles(sample, "tone") == []


def test_there_are_enough_of_both_kinds() -> None:
    wrong = [s for s in SAMPLES if s.spans]
    assert len(SAMPLES) >= 300 and 0.4 < len(wrong) / len(SAMPLES) < 0.62


def test_who_is_commanded_decides() -> None:
    (finding,) = check("县政府责令我局限期整改。县政府务必尽快拨款。", UP)
    assert (finding.name, finding.text) == ("command-upward", "县政府务必")
    assert finding.message == "“县政府务必”是在给上级（县政府）下命令，给上级的工作汇报应当请求或建议。"
    assert check("我局责成施工单位务必限期整改。", UP) == []


@pytest.mark.parametrize(
    "text",
    [
        "村民说：“咱这路没辙了。”",
        "有群众反映，咱这路没辙了。",
        "不得用“yyds”一类的词。",
        "《咱村那些事儿》已经出版。",
        "〔待核：咱这路没辙了〕",
    ],
)
def test_the_words_of_others_are_left_alone(text: str) -> None:
    assert check(text, UP) == []


def test_what_the_material_says_is_no_overclaim() -> None:
    text = "我县的保护模式堪称全省典范。"
    assert [f.name for f in check(text, UP)] == ["overclaim"]
    assert check(text, UP, sources=("省文物局通报：青禾县的保护模式堪称全省典范，值得推广。",)) == []


def test_a_plea_downward_can_be_put_plainly() -> None:
    text = "恳请各乡镇按时报送。"
    (finding,) = check(text, DOWN)
    assert finding.edit and finding.edit.safety == "unsafe"
    assert text[: finding.edit.start] + finding.edit.text + text[finding.edit.end :] == "请各乡镇按时报送。"


def test_a_peer_is_addressed_with_respect() -> None:
    (finding,) = check("你局来函收悉。", {"genre": "letter", "direction": "level"})
    assert (finding.name, finding.text, finding.edit and finding.edit.text) == ("address-form", "你", "贵")


@pytest.mark.parametrize(
    ("text", "genre", "direction"),
    [
        ("青禾县水利局关于修缮泵站的请示\n青禾县人民政府：\n恳请拨款。\n妥否，请批示。", "request", "up"),
        ("关于报送台账的通知\n各乡镇：\n按时报送。\n特此通知。", "notice", "down"),
        ("泵站年久失修，恳请拨款。\n当否，请批示。", "", "up"),
        ("两地山水相连，请贵局支持。\n专此函达。", "", "level"),
        ("泵站年久失修。", "", ""),
    ],
)
def test_the_direction_is_read_out_of_the_text(text: str, genre: str, direction: str) -> None:
    setting = Setting.of(Context(), text)
    assert (setting.genre, setting.direction, setting.known) == (genre, direction, False)


def test_an_office_adds_words_allows_words_and_sets_its_own_measure(overlay: Overlay) -> None:
    text = "今年收成盖帽了。泵站老趴窝。"
    assert [f.text for f in check(text, UP)] == ["趴窝"]
    overlay("tone:\n  words:\n    colloquial: {sure: [盖帽了]}\n  allow: [趴窝]\n")
    assert [f.text for f in check(text, UP)] == ["盖帽了"]
    overlay("tone:\n  profiles:\n    - {name: 本县报告, when: {genre: [report]}, need: {colloquial: 0}}\n")
    assert check(text, UP) == []


@pytest.mark.parametrize("text", ["咱" * 30_000, "“" * 30_000, "县政府务必" * 6_000, "全县推进农村公路管护，落实责任。" * 2_000])
def test_size_is_no_burden(text: str) -> None:
    assert_done_within(10, lambda: check(text, UP))


def test_an_unknown_kind_of_words_is_an_error_with_its_line(overlay: Overlay) -> None:
    overlay("tone:\n  words:\n    coloquial: {sure: [盖帽了]}\n")
    with pytest.raises(InputError, match=r"第 3 行.*coloquial"):
        check("今年收成好。", UP)


def test_a_quoted_order_of_the_superior_is_no_order_to_it() -> None:
    assert check("依照市局关于雷达站“必须双人值守”的规定，我局已增配2人。", UP) == []


def test_a_genre_of_others_still_tells_how_it_is_said() -> None:
    assert Setting.of(Context.lenient({"genre": "oral"})[0], "").spoken
    assert Setting.of(Context.lenient({"genre": "condolence"})[0], "").mood == "ill"
