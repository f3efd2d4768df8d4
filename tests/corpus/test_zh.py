from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import zh
from tests.timing import assert_done_within

ODD = st.text(alphabet="县青政好。！？…”“’‘（）《》「」\"'，；：5.2% \n　a一、X\u200b", max_size=80)


def texts(spans: list[zh.Span], text: str) -> list[str]:
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议开始。请入座！谁先说？", ["会议开始。", "请入座！", "谁先说？"]),
        ("他说：“马上办。”会场很静。", ["他说：“马上办。”", "会场很静。"]),
        ("他说：“书记讲‘要快！’”大家记下。", ["他说：“书记讲‘要快！’”", "大家记下。"]),
        ("（详见附件。）各乡镇照此办理。", ["（详见附件。）", "各乡镇照此办理。"]),
        ("「不许拖。」「好。」", ["「不许拖。」", "「好。」"]),
        ("增长5.2%，比上年高0.3个百分点。完成3.5亿元", ["增长5.2%，比上年高0.3个百分点。", "完成3.5亿元"]),
        ("这件事……以后再说。", ["这件事……", "以后再说。"]),
        ("商贸、物流……等行业回升。", ["商贸、物流……等行业回升。"]),
        ("真的吗？！当然。", ["真的吗？！", "当然。"]),
        ("学习《青禾怎么办？》一文。", ["学习《青禾怎么办？》一文。"]),
        ("“快跑！”，他喊道。", ["“快跑！”，他喊道。"]),
        ("回答好“谁来干？”的问题。", ["回答好“谁来干？”的问题。"]),
        ('他说"马上办。"会后就办。"十四五"开局。', ['他说"马上办。"', "会后就办。", '"十四五"开局。']),
        ("一、加强领导。各乡镇要负责。", ["一、加强领导。", "各乡镇要负责。"]),
        ("在会上的讲话\n\n　　同志们：\n开会。", ["在会上的讲话", "同志们：", "开会。"]),
        ("。。", ["。。"]),
        ("", []),
        (" \n　\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert texts(zh.sentences(text), text) == expected


@given(ODD)
def test_sentences_cover_every_visible_character_once(text: str) -> None:
    spans = zh.sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() and "\n" not in span.of(text) for span in spans)


@given(ODD)
def test_paragraphs_are_the_lines_that_are_not_empty(text: str) -> None:
    assert texts(zh.paragraphs(text), text) == [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "zi"),
    [
        ("青禾县", 3),
        ("各乡镇，县直各部门：", 10),
        ("增长5.2%。", 4),
        ("GDP达到1,234.5亿元", 6),
        ("2026年11月20日", 6),
        ("他说：“好……”——", 10),
        ("　　各位 代表 \n\t！", 5),
        ("hello world", 2),
        ("\ufeff青\u200b禾", 2),
        ("１２", 2),
        ("𠮷", 1),
        ("", 0),
    ],
)
def test_count_zi(text: str, zi: int) -> None:
    assert zh.count_zi(text) == zi


@given(ODD, ODD)
def test_zi_of_two_lines_is_the_sum(first: str, second: str) -> None:
    assert zh.count_zi(f"{first}\n{second}") == zh.count_zi(first) + zh.count_zi(second)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("做到“五个坚持”和“四个服务”", ["“五个坚持”", "“四个服务”"]),
        ("“甲说‘乙’，丙”。", ["“甲说‘乙’，丙”"]),
        ("「甲『乙』」", ["「甲『乙』」"]),
        ("“没有完，又说“完了”。", ["“完了”"]),
        ("没有开”，“开了”", ["“开了”"]),
        ("“甲‘乙”丙’丁", ["“甲‘乙”"]),
        ("“上一行\n下一行”", []),
        ('"放管服"改革和"一网通办"', ['"放管服"', '"一网通办"']),
        ('"只有一个', []),
        ("””““", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert texts(zh.quotations(text), text) == expected


@given(ODD)
def test_quotations_are_apart_paired_and_inside_a_line(text: str) -> None:
    spans = zh.quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text)[0] + span.of(text)[-1] in ("“”", "‘’", "「」", "『』", '""') for span in spans)
    assert not any("\n" in span.of(text) for span in spans)


def test_book_titles() -> None:
    text = "按照《青禾县消防办法》和《关于印发《澜江市规划》的通知》，见《未完"
    assert texts(zh.book_titles(text), text) == ["《青禾县消防办法》", "《关于印发《澜江市规划》的通知》"]


@pytest.mark.parametrize(
    ("line", "level", "rest"),
    [
        ("一、加强领导。各乡镇要负责。", 1, "加强领导。各乡镇要负责。"),
        ("　　十一、其他", 1, "其他"),
        ("一、三大行动成效明显", 1, "三大行动成效明显"),
        ("一、二线城市", 0, "一、二线城市"),
        ("第一章　总则", 1, "总则"),
        ("第一章总则", 1, "总则"),
        ("（二）压实责任", 2, "压实责任"),
        ("(二)压实责任", 2, "压实责任"),
        ("1.抓排查", 3, "抓排查"),
        ("2、抓整改", 3, "抓整改"),
        ("1.5亿元", 0, "1.5亿元"),
        ("（3）抓复查", 4, "抓复查"),
        ("一是抓排查", 0, "一是抓排查"),
        ("第一条　为了安全", 0, "第一条　为了安全"),
        ("", 0, ""),
    ],
)
def test_headings(line: str, level: int, rest: str) -> None:
    assert zh.heading_level(line) == level
    assert zh.heading_text(line) == rest


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第一条　为了加强消防工作", True),
        ("第二十三条之一　本县", True),
        ("第12条 经营者", True),
        ("第三条【适用范围】本办法", True),
        ("第五条规定的情形", False),
        ("第五条、第六条", False),
        ("第五条第二款", False),
        ("根据第五条", False),
    ],
)
def test_articles(line: str, expected: bool) -> None:
    assert zh.is_article(line) is expected


def test_spaced_out_lines_close_up() -> None:
    assert zh.close_up("政 府 工 作 报 告") == "政府工作报告"
    assert zh.close_up("讲　　话") == "讲话"
    assert zh.close_up("县长 周明远") == "县长 周明远"


@given(st.text(max_size=50))
def test_halfwidth_keeps_offsets(text: str) -> None:
    assert len(zh.halfwidth(text)) == len(text)
    assert zh.halfwidth("５．２％　Ａ") == "5.2% A"


def test_chinese_numbers() -> None:
    assert [zh.chinese_number(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]
    with pytest.raises(ValueError, match="0"):
        zh.chinese_number(0)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 100_000,
        "！" * 100_000 + "，",
        "“a" * 50_000 + "”" * 50_000,
        "《a" * 50_000,
        '"' * 100_000,
        " " * 100_000,
        "。”，" * 33_000,
        "字" * 100_000,
    ],
    ids=["open", "ends", "nested", "titles", "straight", "spaces", "going-on", "endless"],
)
def test_odd_text_takes_linear_time(text: str) -> None:
    for function in (zh.sentences, zh.paragraphs, zh.count_zi, zh.quotations, zh.book_titles):
        assert_done_within(2, partial(function, text))
