"""Figures with one space inside, as typists and models write them: read as without it, told where they stand."""

import pytest

from corpus.figures import figures, read
from corpus.figures.dates import Period


@pytest.mark.parametrize(
    ("text", "written", "plain"),
    [
        ("全县企业 11 家，", "11 家", "11家"),
        ("用水 3.1 万户，", "3.1 万户", "3.1万户"),
        ("用水 3.1 万 户，", "3.1 万 户", "3.1万户"),
        ("增长 5 %，", "5 %", "5%"),
        ("提高 2 个百分点，", "2 个百分点", "2个百分点"),
        ("于 11 月 20 日开会", "11 月 20 日", "11月20日"),
        ("截至 2026 年 10 月，", "2026 年 10 月", "2026年10月"),
        ("居全市第 3 位", "第 3 位", "第3位"),
        ("划定泊位3 200个，", "3 200个", "3200个"),
        ("划定泊位3\u2009200个，", "3\u2009200个", "3200个"),
        ("划定泊位3\u202f200\u202f个，", "3\u202f200\u202f个", "3200个"),
        ("划定泊位3\u00a0200个，", "3\u00a0200个", "3200个"),
        ("登记人口1 234 567人，", "1 234 567人", "1234567人"),
        ("产值12 345.6万元，", "12 345.6万元", "12345.6万元"),
    ],
)
def test_a_spaced_figure_is_the_figure_without_the_space(text: str, written: str, plain: str) -> None:
    (spaced,), (close,) = figures(text), figures(text.replace(written, plain))
    assert spaced.text == text[spaced.start : spaced.end] == written
    assert (spaced.kind, spaced.low, spaced.unit, spaced.days) == (close.kind, close.low, close.unit, close.days)


@pytest.mark.parametrize("text", ["1 家庭情况", "表1 户籍人口", "基本情况\n2 项目进展"])
def test_a_number_before_a_heading_takes_no_unit_from_it(text: str) -> None:
    assert all(figure.text.isdigit() for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2026 100个", ["2026", "100个"]),
        ("1 2 300个", ["1", "2", "300个"]),
        ("热线400 800 123。", []),
        ("表1 200人以下单位", ["1", "200人"]),
        ("1 200人参加培训", ["1", "200人"]),
        ("12 3456个", ["12", "3456个"]),
        ("联系电话：138 000 123人", []),
    ],
)
def test_numbers_side_by_side_are_no_thousands(text: str, numbers: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == numbers


def test_a_range_of_parted_thousands_is_one_figure() -> None:
    (spaced,), (close,) = figures("每年接待3 000—4 500人次"), figures("每年接待3000—4500人次")
    assert (spaced.low, spaced.high) == (close.low, close.high)


def test_a_spaced_period_is_known() -> None:
    (spaced,) = [r for r in read("2026 年 1—10 月，受理来信 2310 件。") if r.figure.kind == "quantity"]
    assert spaced.period == Period(2026, 2026, 1, 10)
