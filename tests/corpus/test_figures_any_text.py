"""Any text is read: exactly, without an exception, in time that grows with its length only."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import figures, read
from corpus.units import unit
from tests.corpus.notations import notations
from tests.timing import assert_done_within, assert_linear

_UNITS = st.sampled_from(["吨", "元", "户", "亩", "公里", "人次", "千瓦时"])
_BEFORE = st.sampled_from(["共计", "产量达到", "，", "全县", "实际为", "（", "同比增长"])
_AFTER = st.sampled_from(["。", "，位居前列。", "以上，", "（含）", "、", "的"])
_PIECES = st.sampled_from(
    ["增长", "分别", "12", "3.5%", "亿元", "、", "和", "。", "\n", "第", "三", "届", "至", "—", "2026年", "1:3", "（", "“", "”", "的", "个",
     "百分之", "分之", "成", "翻", "番", "·", "/", "1/4", "全县", "万", "零", "两", "余", "近", "比", "０", "，"]
)  # fmt: skip


@given(st.integers(101, 10**12), _UNITS, _BEFORE, _AFTER, st.data())
def test_a_number_is_read_back_whatever_its_notation(n: int, name: str, before: str, after: str, data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(notations(n)))
    text = before + way + name + after
    found = figures(text)
    assert [(f.start, f.text) for f in found] == [(len(before), way + name)]
    assert found[0].low == Decimal(n) * unit(name).factor


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_offsets_are_exact_and_in_order(text: str) -> None:
    end = 0
    for r in read(text, 2026):
        assert end <= r.start < r.end <= len(text)
        assert r.figure.text == text[r.start : r.end]
        assert r.figure.low <= r.figure.high
        end = r.end


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    read(text, 2026)


@pytest.mark.parametrize("digits", [400, 5000])
def test_very_long_numbers_keep_every_digit(digits: int) -> None:
    assert figures("投入" + "8" * digits + "元")[0].low == Decimal("8" * digits)


_SENTENCE = "全县地区生产总值173.9亿元、增长4.8%，新建水厂5座，城镇、农村居民收入分别达38716元、15204元，"


@pytest.mark.parametrize(
    "unit_text",
    [_SENTENCE, _SENTENCE + "\n", "1", "一", "万", "1、", "“", "（", "增长", "2026年", "分别", "第", "1.", "1:", "1—", "，", "全县", "、"],
)
def test_time_grows_with_length_only(unit_text: str) -> None:
    assert_linear(lambda length: read(unit_text * (length // len(unit_text)), 2026), 6_000)


def test_a_line_of_a_million_characters() -> None:
    text = (_SENTENCE + "各乡镇要压实责任，把任务落到田间地头，" * 40) * 1300
    assert len(text) > 10**6
    assert_done_within(20, lambda: read(text, 2026))
