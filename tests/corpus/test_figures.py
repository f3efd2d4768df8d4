from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import Figure, Read, figures, read


def one(text: str) -> Figure:
    found = figures(text)
    assert len(found) == 1, [f.text for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "dimension"),
    [
        ("累计投入1.3万亿元。", "1.3万亿元", "1300000000000", "人民币"),
        ("接待游客１２，３００人", "３００人", "300", "量词人"),
        ("达到百分之十二点五", "百分之十二点五", "12.5", "比例"),
        ("上升0.5个百分点", "0.5个百分点", "0.5", "百分点"),
        ("占了三成二", "三成二", "32", "比例"),
        ("约四分之一", "四分之一", "25", "比例"),
        ("产值翻一番", "翻一番", "1", "番"),
        ("是上年的3倍", "3倍", "3", "倍数"),
        ("产值增长一倍", "一倍", "1", "倍数"),
        ("整改率达到百分之百", "百分之百", "100", "比例"),
        ("两千三百余户", "两千三百余户", "2300", "量词户"),
        ("两万六千平方米", "两万六千平方米", "78000", "面积"),
        ("用电7.2亿千瓦时", "7.2亿千瓦时", "720000000", "电量"),
        ("-4.7%", "4.7%", "-4.7", "比例"),
        ("产量6 . 5吨", "6 . 5吨", "6500", "质量"),
        ("3.45亿余元", "3.45亿余元", "345000000", "人民币"),
    ],
)
def test_quantities(text: str, span: str, value: str, dimension: str) -> None:
    figure = figures(text)[-1]
    assert (figure.text, figure.low, figure.unit.dimension, figure.kind) == (span, Decimal(value), dimension, "quantity")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("新建3—5个", 3, 5),
        ("增长20%至30%", 20, 30),
        ("新增3—5万人", 30000, 50000),
        ("一两万元", 10000, 20000),
        ("数百万元", 10**6, 10**7),
        ("三五天", 3, 5),
    ],
)
def test_ranges(text: str, low: int, high: int) -> None:
    assert [one(text).low, one(text).high] == [Decimal(low), Decimal(high)]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("近1.3万人", "below"),
        ("超14亿元", "above"),
        ("逾三百户", "above"),
        ("不足九成", "below"),
        ("约50人", "about"),
        ("50人左右", "about"),
        ("八成以上", "above"),
        ("5%以内", "below"),
        ("五百余人", "above"),
        ("二十多个", "above"),
        ("30人", ""),
    ],
)
def test_modifiers(text: str, modifier: str) -> None:
    assert one(text).modifier == modifier


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026年3月5日", "date"),
        ("二〇二六年", "date"),
        ("1—10月", "date"),
        ("2026—2028年", "date"),
        ("3月12日至15日", "date"),
        ("6:00", "time"),
        ("20时30分", "time"),
        ("1:3", "ratio"),
        ("7比1", "ratio"),
        ("18:37:45", "ratio"),
        ("第三届", "ordinal"),
        ("第1次", "ordinal"),
        ("位列第5位", "ordinal"),
    ],
)
def test_kinds_are_kept_apart(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "青政办〔2026〕14号",
        "一、总体要求",
        "（一）压实责任",
        "1. 摸清底数",
        "《条例》第十七条",
        "联系电话：0990—8123456",
        "增强“四个意识”",
        "全县一盘棋",
        "“5+2”服务",
        "防止“三抄”",
        "一是压实责任，二是排查隐患",
        "“十四五”规划",
        "全国两会",
        "万众一心、千方百计",
        "拨打12345热线",
        "G318线",
        "PM2.5浓度",
        "5G基站",
        "4A级景区",
        "第一时间",
        "百分之百落实",
        "一个干部一本账",
        "抓好三个方面",
        "提四点要求",
        "一名党员一面旗",
        "十分重视",
    ],
)
def test_what_is_not_data_is_left_alone(text: str) -> None:
    assert figures(text) == []


def by_text(text: str, today: int = 0) -> dict[str, Read]:
    return {r.figure.text: r for r in read(text, today)}


def test_a_figure_takes_over_the_subject_before_it() -> None:
    found = by_text("青禾县地区生产总值173.9亿元，同比增长4.8%。")
    assert found["4.8%"].subject == found["173.9亿元"].subject
    assert found["4.8%"].trend is not None and found["4.8%"].trend.sign == 1


def test_respectively_gives_each_its_own() -> None:
    found = by_text("秸秆焚烧率、渠道损毁率分别下降到9%、8%以下。")
    assert (found["9%"].subject, found["8%"].subject) == ("秸秆焚烧率", "渠道损毁率")
    assert found["8%"].level and found["8%"].trend is not None and found["8%"].trend.sign == -1


def test_periods_follow_the_words_and_the_day() -> None:
    found = by_text("去年新增企业27家，比2023年多4家；目前共有企业98家。", 2026)
    assert found["27家"].period is not None and found["27家"].period.year == 2025
    assert found["4家"].period is not None and found["4家"].period.year == 2025
    assert found["98家"].period is not None and found["98家"].period.year == 0


_WORDS = st.sampled_from(
    "一二三十百千万亿零〇两半几数第成倍番年月日号个人元%％.，。、：:;—-“”（）〔〕0123456789０９ab增长下降由到至\n分之点比"
)


@given(st.lists(_WORDS, max_size=80).map("".join))
def test_any_text_is_read_with_valid_offsets_in_order(text: str) -> None:
    end = 0
    for r in read(text, 2026):
        assert end <= r.start < r.end <= len(text)
        assert r.figure.text == text[r.start : r.end]
        end = r.end


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    read(text)


def test_very_long_numbers_are_read_at_once() -> None:
    assert one("投入" + "8" * 400 + "元").low == Decimal("8" * 400)
    assert len(figures("9" * 20_000 + "元")) == 1
