"""Wrong characters: what is left alone, what an edit does, bad input, time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.case import Case
from evals.checks.typo.pairs import _file, wrong_forms
from evals.context import Context
from evals.engine import run
from evals.finding import Finding
from tests.evals.archives import archive_of
from tests.timing import assert_done_within

SLIP = "县政府将进一步完善监督机治，落实安全生产责任。"


def found(text: str, **given: object) -> list[Finding]:
    return list(run(Case(text, **given), ["typo"]).findings)  # type: ignore[arg-type]


def loud(text: str) -> list[Finding]:
    return [f for f in found(text) if f.severity != "suggestion"]


def mended(text: str) -> str:
    for finding in sorted(loud(text), key=lambda f: -f.start):
        assert finding.edit
        text = text[: finding.edit.start] + finding.edit.text + text[finding.edit.end :]
    return text


def test_a_certain_form_has_a_safe_edit_and_a_doubt_an_unsafe_one() -> None:
    (certain,), (doubt,) = found("要按步就班推进。"), found(SLIP)
    assert certain.severity == "error" and certain.edit and certain.edit.safety == "safe" and certain.score == 1.0
    assert doubt.severity == "warning" and doubt.edit and doubt.edit.safety == "unsafe" and 0.8 < doubt.score < 1.0


def test_an_edit_mends_the_sentence() -> None:
    assert mended(SLIP) == SLIP.replace("机治", "机制")
    assert mended("我们在在工作中发现了一些问题。") == "我们在工作中发现了一些问题。"


def test_what_is_mended_is_not_found_again() -> None:
    for text in (SLIP, "对违反规定的，责令限期该正。", "要按步就班、再接再励。"):
        assert loud(mended(text)) == []


def test_a_second_slip_in_the_sentence_is_a_warning_at_lower_odds() -> None:
    alone, beside = "要克服麻痹思想和饶幸心理。", "要克服麻痹思想和饶幸心理，落实好补贴正策。"
    assert [f.severity for f in found(alone)] == ["suggestion"]
    assert [(f.text, f.severity) for f in found(beside)] == [("饶", "warning"), ("正", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "老支书说：“咱们按步就班地干，己经不慢了。”",
        "關於進一步加強農村公路管理養護工作的通知，請按步就班執行。",
        "学而不思则罔，思而不学则殆；知之为知之，不知为不知，是知也。",
        "阿依古丽·买买提、石阿朵、仡佬族代表经过协商达成一致。",
        "Deploy the API gateway by 2026-11-20, see README.md for details.",
        "for (int i = 0; i < n; i++) { total += rows[i]; }",
        "序号\t乡镇\t面积\t占比\n1\t柳溪镇\t320\t12.5%\n2\t松亭镇\t280\t10.9%",
        "",
        "。。。\n\n　　\n",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert loud(text) == []


def test_a_name_of_the_brief_is_left_alone() -> None:
    text = "由责任人张己经同志负责监督机治公司的排查。"
    context = Context(place="", issuer="监督机治公司")
    assert not [f for f in found(text, context=context) if f.text == "治"]


def test_what_several_units_of_the_library_say_is_no_slip() -> None:
    own = [{"title": f"制度{i}", "text": SLIP, "region": region} for i, region in enumerate(("青禾县", "柏原县"))]
    assert found(SLIP, archive=archive_of(own[:1])), "one document alone may hold the same slip"
    assert found(SLIP, archive=archive_of(own)) == []


def test_what_the_text_repeats_is_a_suggestion_at_most() -> None:
    assert [f.severity for f in found(f"{SLIP}\n{SLIP}") if f.text == "治"] == ["suggestion", "suggestion"]


def test_a_paragraph_of_noise_is_one_note() -> None:
    noise = "全具要加強安全生立工作，落买企业王体责仟，开展隐忠徘杳冶里，确保人民群从生命财严安全，做好防迅抗早工件。"
    names = [f.name for f in found(noise) if f.severity == "suggestion"]
    assert names == ["too-many-doubts"]


def test_a_chance_meeting_of_characters_is_no_wrong_form() -> None:
    assert list(wrong_forms("农户自己经营茶园，汉赋于此时兴盛。")) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("要查清存在那些困难，逐项解决。", "那", "哪"),
        ("谋事要站的高一点，看的远一些。", "的", "得"),
        ("要坚定不移的贯彻县委决策部署。", "的", "地"),
        ("这项工作取的了明显成效。", "的", "得"),
        ("会议在次强调了安全生产。", "在", "再"),
        ("做也事无从下手。", "事", "是"),
        ("把值班当成份内的事。", "份", "分"),
        ("各单位必需要加强值守。", "需", "须"),
    ],
)
def test_what_the_words_around_show(text: str, wrong: str, right: str) -> None:
    assert any(f.text == wrong and f.edit and f.edit.text == right and f.severity == "warning" for f in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "那些困难已经解决。",
        "看的人多，写的文章也多。",
        "坚定不移的决心。",
        "安排好下月份内容。",
        "雷厉风行的执行者。",
        "以经济建设为中心。",
        "在次日强调。",
    ],
)
def test_the_same_words_where_they_are_right(text: str) -> None:
    assert loud(text) == []


def test_pairs_differ_and_none_is_written_twice() -> None:
    pairs = [pair for group in _file().pairs.values() for pair in group.items()]
    assert len(pairs) >= 300 and len({wrong for wrong, _ in pairs}) == len(pairs)
    assert all(wrong != right and len(wrong) >= 2 for wrong, right in pairs)
    assert all(not list(wrong_forms(right)) for _, right in pairs), "a right form must not hold a wrong one"
    assert set(_file().unless) <= {wrong for wrong, _ in pairs}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("的的了机治己经，。\n“”《》一1aA 　關"), st.characters(codec="utf-8")), max_size=80))
def test_any_text_is_taken_and_offsets_fit(text: str) -> None:
    for finding in found(text):
        assert text[finding.start : finding.end] == finding.text


def test_a_long_text_takes_time_in_proportion() -> None:
    line = "各乡镇要加强农村公路管护，落实安全生产责任制，定期报送进展情况。"
    found(line)
    assert_done_within(15, lambda: found(line * 3000))  # 100,000 characters
