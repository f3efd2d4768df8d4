"""A change in the ledger shows every place of the draft that depends on it."""

from decimal import Decimal

import pytest

from corpus.figures import figures
from drafting.ledger import Fact
from evals.case import Case
from evals.ledger.impact import Impact, changes, impacts
from evals.ledger.rewriting import recomputed, rewritten, value_of

OLD = (
    Fact(name="自建房隐患", value="486", unit="条", period="2026年10月", note="剩余55条"),
    Fact(name="已整改自建房隐患", value="431", unit="条", period="2026年10月"),
    Fact(name="自建房隐患整改率", value="88.7", unit="%", period="2026年10月"),
    Fact(name="查出一般隐患", value="498", unit="条", period="2026年8月"),
    Fact(name="查出一般隐患", value="643", unit="条", period="2026年9月"),
    Fact(name="财政收入", value="1.26", unit="亿元", period="2026年"),
)
TEXT = (
    "自建房隐患486条，已整改431条，整改率88.7%，剩余55条。\n"
    "8月查出一般隐患498条，9月643条，增加145条，增长29.1%，两个月合计1141条。\n"
    "2026年财政收入12,600万元，超1.2亿元。"
)


def changed(**values: str) -> dict[str, Impact]:
    """The impacts by the text they stand on, after rows (by name and old value) got new values."""
    new = [f.model_copy(update={"value": values.get(f"{f.name}{f.value.replace('.', '_')}", f.value)}) for f in OLD]
    return {i.text: i for i in impacts(Case(TEXT, facts=OLD), changes(OLD, new))}


def proposals(**values: str) -> dict[str, str]:
    return {text: i.edit.text for text, i in changed(**values).items() if i.edit}


def test_value_share_and_rest_follow() -> None:
    assert proposals(已整改自建房隐患431="440") == {"431条": "440条", "88.7%": "90.5%", "55条": "46条"}


def test_growth_difference_and_sum_follow() -> None:
    assert proposals(查出一般隐患643="680") == {"643条": "680条", "145条": "182条", "29.1%": "36.5%", "1141条": "1178条"}


def test_a_growth_that_turns_is_not_merely_rewritten() -> None:
    found = changed(查出一般隐患643="480")
    assert found["145条"].edit is None and "方向反了" in found["145条"].message
    assert found["29.1%"].edit is None and "方向反了" in found["29.1%"].message
    assert found["643条"].edit and found["1141条"].edit


def test_notation_is_kept_and_modifiers_are_pointed_out() -> None:
    found = changed(财政收入1_26="1.31")
    assert found["12,600万元"].edit and found["12,600万元"].edit.text == "13,100万元"
    assert found["1.2亿元"].edit and found["1.2亿元"].edit.text == "1.3亿元"
    assert "核对" in found["1.2亿元"].message


def test_offsets_are_exact_and_edits_are_unsafe() -> None:
    for impact in changed(已整改自建房隐患431="440").values():
        assert TEXT[impact.start : impact.end] == impact.text
        assert impact.edit is None or impact.edit.safety == "unsafe"


def test_a_row_taken_out() -> None:
    (impact,) = impacts(Case(TEXT, facts=OLD), changes(OLD, OLD[:3] + OLD[4:]))[:1]
    assert impact.text == "498条" and "没有出处了" in impact.message


def test_another_notation_is_no_change() -> None:
    assert changes(OLD, [f.model_copy(update={"value": "12600", "unit": "万元"}) if f.name == "财政收入" else f for f in OLD]) == ()
    assert changed() == {}


@pytest.mark.parametrize(
    ("text", "how", "operand", "new", "expected"),
    [
        ("11.1%", "由（8起－9起）÷9起算得", "8起", "7", "22.2%"),
        ("50%", "由5吨÷（15吨－5吨）算得", "5吨", "6000", "67%"),
        ("3公里", "由9公里÷3个算得", "9公里", "12000", "4公里"),
        ("50个", "由100个×50%算得", "100个", "120", "60个"),
    ],
)
def test_arithmetic_done_again(text: str, how: str, operand: str, new: str, expected: str) -> None:
    (figure,) = figures(text)
    value = recomputed(figure, how, lambda x: Decimal(new) if x == operand else value_of(x))
    assert value is not None and rewritten(figure, value) == expected


def test_what_cannot_be_rewritten() -> None:
    (figure,) = figures("百分之三")
    assert rewritten(figure, Decimal(4)) == ""
    assert recomputed(figure, "由别的办法算得", value_of) is None
