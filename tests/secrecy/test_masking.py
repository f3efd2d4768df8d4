"""What is personal leaves as placeholders only and comes back whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.masking import Mask, masked_text, values_in
from drafting.masking.stream import Restoring
from tests.secrecy.people import identity_number
from tests.timing import assert_done_within

ID = identity_number("330106", "19900307", "251")
CARD = "6222021001116245702"


def luhn(bare: str) -> str:
    """`bare` with its check digit."""
    doubled = [int(d) if i % 2 else int(d) * 2 - 9 * (int(d) > 4) for i, d in enumerate(reversed(bare))]
    return f"{bare}{-sum(doubled) % 10}"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"王小明（身份证号：{ID}）", {"王小明", ID}),
        (f"姓名：王小明，证件号码 {ID[:6]} {ID[6:14]} {ID[14:]}", {"王小明", f"{ID[:6]} {ID[6:14]} {ID[14:]}"}),
        ("身份证 330106199003072510 号", {"330106199003072510"}),  # a wrong check digit, but called one
        ("李四，男，汉族，身份证330106900307251", {"李四", "330106900307251"}),
        ("联系人手机13900001234。", {"13900001234"}),
        ("手机：１３９ ００００ １２３４", {"１３９ ００００ １２３４"}),
        ("电话+86 139-0000-1234", {"+86 139-0000-1234"}),
        ("办公室（0571）87650000转801，0571-87650001", {"（0571）87650000转801", "0571-87650001"}),
        (f"卡号 {luhn('622202100111624570')}", {luhn("622202100111624570")}),
        ("邮箱 wang.xm@example.gov.cn，", {"wang.xm@example.gov.cn"}),
        (f"身份证号{' '.join(ID)}，", {" ".join(ID)}),
        (f"证件号码 {ID[:4]} {ID[4:8]} {ID[8:12]} {ID[12:16]} {ID[16:]}", {f"{ID[:4]} {ID[4:8]} {ID[8:12]} {ID[12:16]} {ID[16:]}"}),
        (f"{ID[:6]}\u200b{ID[6:14]}\u3000{ID[14:]}", {f"{ID[:6]}\u200b{ID[6:14]}\u3000{ID[14:]}"}),
        ("手机：139\u30000000\u00a01234、139.0000.1235", {"139\u30000000\u00a01234", "139.0000.1235"}),
        ("电话1 3 9 0 0 0 0 1 2 3 4", {"1 3 9 0 0 0 0 1 2 3 4"}),
        ("手机一三九〇〇〇〇一二三四", {"一三九〇〇〇〇一二三四"}),
        ("座机8765 0000，0571 8765 0001", {"8765 0000", "0571 8765 0001"}),
        ("车辆浙A·12345、浙AD12345停在院内", {"浙A·12345", "浙AD12345"}),
    ],
)
def test_what_is_personal_is_found(text: str, values: set[str]) -> None:
    mask = Mask([text])
    hidden = mask.hide(text)
    assert not [value for value in values if value in hidden], hidden
    assert hidden.count("〖代") == len(values), hidden
    assert mask.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "请拨打12345、110、119、96345或400-800-1234反映。",
        "财政拨款13900001234.56元，编号330106199003072510。",
        "青政办发〔2026〕14号，2026年11月20日，用时0571秒。",
        "全县企业11家，产值6222021001116245万元不详。",
        "推进“四好农村路”建设，投诉电话12345转1。",
    ],
)
def test_what_everybody_may_know_stays(text: str) -> None:
    assert masked_text(text) == text
    assert list(values_in(text)) == []


def test_the_same_value_has_the_same_placeholder_and_order_decides() -> None:
    mask = Mask(["张三13900001234，13900005678", "13900005678打给13900001234"])
    assert mask.hide("13900005678打给13900001234") == "〖代电2〗打给〖代电1〗"
    assert Mask(["13900005678"]).hide("13900005678") == "〖代电1〗"


def test_listed_names_are_masked_everywhere(overlay: Callable[[str], Path]) -> None:
    overlay("masked_names: [周明远, 欧阳青]\n")
    mask = Mask(["周明远县长主持，欧阳青参加。", "会后周明远讲话"])
    assert mask.hide("会后周明远讲话") == "会后〖代名1〗讲话"
    assert mask.restore("〖代名2〗汇报，〖代名1〗总结") == "欧阳青汇报，周明远总结"


@pytest.mark.parametrize("said", ["〖代名1〗", "【代名１】", "[代名 1]", "（代名1）", "代名1", "〖代名1", "<代 名1>", "代名1〗"])
def test_a_placeholder_is_known_in_other_brackets_and_widths(overlay: Callable[[str], Path], said: str) -> None:
    overlay("masked_names: [周明远]\n")
    assert Mask(["周明远"]).restore(f"会上{said}强调") == "会上周明远强调"


def test_an_unknown_placeholder_is_asked_for() -> None:
    mask = Mask(["13900001234"])
    assert mask.restore("电〖代电2〗，〖代证1〗") == "电〔待核：电话〕，〔待核：身份证号〕"
    assert mask.restore("替代证1个、现代文1篇") == "替代证1个、现代文1篇"


VALUE = st.sampled_from(
    [
        ID,
        "13900001234",
        "１３９００００１２３４",
        "0571-87650001",
        "wang@example.cn",
        "浙A12345",
        luhn("622202100111624570"),
        "周明远",
        "欧阳青",
    ]
)
PIECE = st.one_of(
    VALUE,
    st.sampled_from(["〖代名1〗", "代电12", "（", "）", "〖", "〗", "代", "名", "1", "，", "\n", "身份证号：", "在"]),
    st.text(max_size=5),
)


@given(st.lists(PIECE, max_size=12), st.integers(1, 9))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mask_and_restore_give_the_text_back_whole_or_in_chunks(overlay: Callable[[str], Path], pieces: list[str], step: int) -> None:
    overlay("masked_names: [周明远, 欧阳青]\n")
    text = "".join(pieces)
    mask = Mask([text])
    hidden = mask.hide(text)
    assert not [value for value in mask.values if value in hidden]
    assert mask.restore(hidden) == text
    stream = Restoring(mask)
    assert "".join([*(stream.feed(hidden[i : i + step]) for i in range(0, len(hidden), step)), stream.rest()]) == text


def test_only_what_may_become_a_placeholder_is_held_back() -> None:
    stream = Restoring(Mask(["13900001234"]))
    assert stream.feed("请拨打〖代") == "请拨打"
    assert stream.feed("电1") == ""
    assert stream.feed("〗。") == "13900001234。"
    assert stream.feed("现在（") == "现在"
    assert stream.feed("一）") == "（一）"
    assert (stream.rest(), stream.waiting) == ("", False)


@pytest.mark.parametrize("text", [f"{ID} ", "1", "a.", "0571-", "代名", "姓名：王小明", " "])
def test_a_megabyte_is_masked_in_seconds(text: str) -> None:
    long = text * (1_000_000 // len(text))

    def there_and_back() -> None:
        mask = Mask([long])
        assert mask.restore(mask.hide(long)) == long

    assert_done_within(15, there_and_back)
