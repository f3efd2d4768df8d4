from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import passages
from corpus.documents import Document, Passage
from corpus.zh import sentences
from tests.timing import assert_done_within

LINES = st.sampled_from(
    [
        "一、加强领导",
        "（一）压实责任。各乡镇要负责。",
        "1.抓排查",
        "第一章　总则",
        "第一条　为了安全。",
        "（一）未经许可的；",
        "# 防汛",
        "附件1",
        "",
        "　",
    ]
)
LONG = st.builds(lambda sentence, n: sentence * n, st.sampled_from(["各乡镇要抓好落实。", "做好防汛、抗旱，", "字"]), st.integers(1, 400))
TEXTS = st.lists(st.one_of(LINES, LONG), max_size=25).map("\n".join)


def split(text: str) -> tuple[Passage, ...]:
    return passages.split(Document("县·1", "", text))


def body(name: str, size: int) -> str:
    """About `size` characters of whole sentences."""
    return (f"{name}工作要层层压实责任，逐项抓好落实，确保取得实效。" * (size // 20 + 1))[:size].rpartition("。")[0] + "。"


@given(TEXTS)
def test_every_visible_character_stands_in_exactly_one_passage(text: str) -> None:
    found = split(text)
    assert "".join("".join(p.text.split()) for p in found) == "".join(text.split())
    assert all(p.text == text[p.start : p.end] and p.text == p.text.strip() for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [p.id for p in found] == [f"县·1#{i}" for i in range(len(found))]
    assert [p.index for p in found] == list(range(len(found)))


@given(TEXTS)
def test_no_sentence_is_cut_unless_it_is_monstrous(text: str) -> None:
    borders = {border for p in split(text) for border in (p.start, p.end)}
    for sentence in sentences(text):
        if sentence.end - sentence.start <= 4 * passages.LIMIT:
            assert not any(sentence.start < border < sentence.end for border in borders)


def test_sections_are_kept_apart_and_headings_known() -> None:
    first, second, third = body("防汛", 300), body("抗旱", 300), body("消防", 300)
    text = f"一、总体要求\n（一）防汛。{first}\n（二）抗旱\n{second}\n二、保障措施\n{third}"
    found = split(text)
    assert [p.headings for p in found] == [("一、总体要求", "（一）防汛"), ("一、总体要求", "（二）抗旱"), ("二、保障措施",)]
    assert [p.text for p in found] == [f"一、总体要求\n（一）防汛。{first}", f"（二）抗旱\n{second}", f"二、保障措施\n{third}"]


def test_front_and_back_matter_share_a_passage_with_the_text() -> None:
    text = f"关于防汛的通知\n各乡镇人民政府：\n{body('防汛', 330)}\n{body('抗旱', 330)}\n青禾县人民政府\n2026年5月1日"
    found = split(text)
    assert len(found) == 2
    assert found[0].text.startswith("关于防汛的通知\n各乡镇")
    assert found[-1].text.endswith("2026年5月1日")


def test_short_sections_share_a_passage_under_what_they_have_in_common() -> None:
    (passage,) = split("一、分工\n（一）县财政局。负责资金。\n（二）县水利局。负责工程。\n（三）各乡镇。负责人员。")
    assert passage.headings == ("一、分工",)


def test_a_long_paragraph_is_cut_evenly_at_sentence_ends() -> None:
    found = split(body("防汛", 1500))
    assert [300 <= len(p.text) <= passages.LIMIT for p in found] == [True] * len(found)
    assert all(p.text.endswith("。") for p in found)


def test_a_heading_stays_with_what_follows() -> None:
    text = f"{body('防汛', 430)}\n二、保障措施\n（一）加强领导\n{body('抗旱', 430)}"
    found = split(text)
    assert found[1].text.startswith("二、保障措施\n（一）加强领导\n抗旱")


def test_articles_stay_whole_with_their_items() -> None:
    article = "第一条　有下列情形之一的，责令改正：\n" + "\n".join(f"（{n}）{body('防汛', 100)[:-1]}；" for n in "一二三四五")
    found = split(f"第一章　总则\n{article}\n第二条　本办法自发布之日起施行。\n第二章　附则\n第三条　{body('抗旱', 300)}")
    assert found[0].text == f"第一章　总则\n{article}\n第二条　本办法自发布之日起施行。"
    assert found[0].headings == ("第一章　总则",)
    assert found[-1].headings == ("第二章　附则",)


def test_items_of_a_list_are_no_headings() -> None:
    (passage,) = split("一、范围\n有下列情形之一的：\n（一）未经许可的；\n（二）超过期限的。")
    assert passage.headings == ("一、范围",)


def test_markdown_headings() -> None:
    found = split(f"# 防汛方案\n## 一、要求\n{body('防汛', 300)}\n## 二、措施\n{body('抗旱', 300)}")
    assert [p.headings for p in found] == [("防汛方案", "一、要求"), ("防汛方案", "二、措施")]


def test_a_monstrous_sentence_is_cut_at_commas() -> None:
    found = split("做好防汛抗旱工作，" * 1000)
    assert all(p.text.endswith("，") and len(p.text) <= 2 * passages.LIMIT for p in found[:-1])


def test_nothing_gives_nothing() -> None:
    assert split("") == split(" \n　\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "字" * 1_000_000,
        "各乡镇抓落实。" * 30_000,
        "短行\n" * 30_000,
        "一、标题\n" * 30_000,
        "第一条　为了。\n" + "（一）甲；\n" * 30_000,
        "。" * 200_000,
    ],
    ids=["endless", "one-line", "cells", "headings", "article", "ends"],
)
def test_linear_time(text: str) -> None:
    def pieces() -> None:
        assert max(len(p.text) for p in split(text)) <= 4 * passages.LIMIT

    assert_done_within(5, pieces)
