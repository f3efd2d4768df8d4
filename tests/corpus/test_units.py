"""Units: every one converts there and back, and only like is compared with like."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import figures
from corpus.units import comparable, in_base, unit, units

_NAMES = sorted(units())
_MEASURED = sorted(name for name, u in units().items() if not u.counts)


@given(st.sampled_from(_NAMES), st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_magnitude_before_a_unit_multiplies_it(name: str, number: Decimal) -> None:
    for magnitude, factor in (("万", 10**4), ("亿", 10**8), ("百万", 10**6), ("万亿", 10**12)):
        if magnitude + name not in units():
            assert in_base(number, unit(magnitude + name)) == in_base(number * factor, unit(name))


@given(st.sampled_from(_MEASURED), st.sampled_from(_MEASURED))
def test_comparing_is_symmetric_and_a_unit_is_like_itself(a: str, b: str) -> None:
    assert comparable(unit(a), unit(a))
    assert comparable(unit(a), unit(b)) is comparable(unit(b), unit(a))


@pytest.mark.parametrize("name", ["万元", "亿千瓦时", "平方公里", "个百分点", "万亩", "人次", "标箱", "元/公斤", "微克/立方米", "个多月"])
def test_a_figure_ends_with_its_unit(name: str) -> None:
    figure = figures(f"共计37{name}，位次前移。")[0]
    assert figure.text == "37" + name
    assert figure.low == in_base(Decimal(37), unit(name))


def test_unknown_words_count_themselves() -> None:
    assert unit("麻袋").counts
    assert not comparable(unit("麻袋"), unit("元"))
