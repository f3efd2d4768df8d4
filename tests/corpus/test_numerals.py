from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import ZH_NUMERALS, exact, normal_width, parse, step
from corpus.units import comparable, in_base, unit
from tests.corpus.notations import chinese, notations, pointed


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_round_trip(n: int) -> None:
    assert parse(chinese(n)) == n


@given(st.integers(1, 10**13))
def test_every_notation_of_a_number_is_that_number(n: int) -> None:
    assert {parse(way) for way in notations(n)} == {Decimal(n)}


@given(st.decimals(min_value=0, max_value=99999, places=2))
def test_spoken_decimals_round_trip(number: Decimal) -> None:
    assert parse(pointed(number)) == number


@given(st.decimals(min_value=0, max_value=10**9, places=3), st.sampled_from(["", "百", "千", "万", "亿", "万亿"]))
def test_mixed_numerals_keep_every_digit(number: Decimal, magnitude: str) -> None:
    powers = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}
    assert parse(f"{number:f}{magnitude}") == exact(number, Decimal(10) ** powers[magnitude])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,874", "12874"),
        ("１２．５", "12.5"),
        ("1.3万亿", "1300000000000"),
        ("两千三百", "2300"),
        ("两千三", "2300"),
        ("四万六", "46000"),
        ("一千零五", "1005"),
        ("十二点五", "12.5"),
        ("二〇二六", "2026"),
        ("百万", "1000000"),
        ("6 . 5", "6.5"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "三五", "十百千", "千千", "万", "亿", "点五", "1.2.3", "一点万"])
def test_what_is_no_number(text: str) -> None:
    assert parse(text) is None


def test_step_is_the_last_written_digit() -> None:
    assert [step(t) for t in ("0.1万", "两千三百", "12874", "3.50")] == [Decimal(x) for x in ("1000", "100", "1", "0.01")]


def test_four_hundred_digits() -> None:
    assert parse("1" * 400 + "万") == Decimal("1" * 400 + "0000")
    assert in_base(Decimal("9" * 400), unit("万元")) == Decimal("9" * 400 + "0000")


@given(st.text(alphabet=ZH_NUMERALS + "0123456789.,点 ", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    parse(text)
    step(text)
    assert len(normal_width(text)) == len(text)


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_areas_convert_exactly(hectares: Decimal) -> None:
    assert in_base(hectares, unit("公顷")) == in_base(hectares * 15, unit("亩"))
    assert in_base(hectares, unit("平方公里")) == in_base(hectares * 100, unit("公顷"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("万元", "亿元", True),
        ("元", "美元", False),
        ("亩", "公顷", True),
        ("%", "个百分点", False),
        ("名", "万人", True),
        ("人", "人次", False),
        ("千瓦时", "度", True),
        ("兆瓦", "万千瓦", True),
        ("列", "对", False),
        ("斤", "万吨", True),
        ("成", "%", True),
        ("家", "户", True),
    ],
)
def test_which_units_may_stand_for_one_another(a: str, b: str, same: bool) -> None:
    assert comparable(unit(a), unit(b)) is same
