"""An equal value of another matter is no ground, an aim is no result, and what a finding doubts is not called given."""

import datetime as dt

import pytest

from drafting.ledger import Fact
from evals.case import Case
from evals.checks.figure import check
from evals.context import Context
from evals.figure_table import FigureRow, figure_table
from evals.finding import Finding

FACTS = (
    Fact(name="生产安全事故", value="8", unit="起", period="2025年", scope="全县"),
    Fact(name="生产安全事故", value="9", unit="起", period="2024年", scope="全县"),
    Fact(name="危化品企业", value="11", unit="家", period="2025年", scope="全县"),
    Fact(name="停用的液化气站点", value="12", unit="处", period="2025年", scope="全县"),
    Fact(name="退文率", value="7.6", unit="%", period="2025年"),
    Fact(name="退文率", value="10.4", unit="%", period="2024年"),
    Fact(name="新增城镇就业", value="12874", unit="人", period="2025年", scope="全县"),
)


def table(text: str, *sources: str) -> dict[str, FigureRow]:
    return {r.ground.text: r for r in figure_table(Case(text, facts=FACTS, sources=sources or None), sources)}


def found(text: str, sources: tuple[str, ...] | None = None) -> dict[str, Finding]:
    return {f.text: f for f in check(Case(text, facts=FACTS, sources=sources)).findings}


@pytest.mark.parametrize("text", ["全县有8个林场。", "全县11个村、11家企业。", "惠及几十户群众。", "新建学校11所。", "停业企业12家。"])
def test_an_equal_value_with_another_noun_is_no_ground(text: str) -> None:
    first = next(iter(table(text).values()))
    assert first.ground.status in ("ungrounded", "inner")


@pytest.mark.parametrize(
    "text", ["生产安全事故8起。", "全县11家危化品企业。", "现有危化品企业11家，都要查到。", "2025年新增城镇就业1.29万人。"]
)
def test_the_named_row_is_the_ground(text: str) -> None:
    assert [r.ground.status for r in table(text).values()][-1] == "given"


def test_a_wrong_growth_is_doubtful_and_reckoned_out() -> None:
    row = table("全县生产安全事故由9起减少到8起，下降12.5%。")["12.5%"]
    assert row.ground.status == "doubtful" and "8起比9起少1起，1÷9＝11.1%" in row.basis
    right = table("全县生产安全事故8起，比上年下降11.1%。")["11.1%"]
    assert (right.ground.status, right.ground.how) == ("derived", "由（8起－9起）÷9起算得")


def test_a_swapped_value_is_doubtful() -> None:
    rows = (Fact(name="工业投资", value="128.6", unit="亿元"), Fact(name="民间投资", value="8.42", unit="亿元"))
    (row,) = figure_table(Case("全县工业投资8.42亿元。", facts=rows))
    assert row.ground.status == "doubtful" and "128.6亿元" in row.basis


def test_an_aim_bears_out_no_result() -> None:
    plan = ("力争全年新增城镇就业13000人以上。",)
    assert found("新增城镇就业超过1.3万人。", plan)["1.3万人"].rule == "FIG002"
    assert "1.3万人" not in found("要力争新增城镇就业1.3万人以上。", plan)
    assert found("力争全年新增城镇就业13000人以上。")["13000人"].severity == "suggestion"


def test_rates_differ_by_points() -> None:
    said = found("退文率由10.4%下降到7.6%，下降2.8%。")["2.8%"]
    assert said.rule == "FIG003" and "2.8个百分点" in said.message
    assert "2.8个百分点" in found("退文率7.6%，比上年下降2.8%。")["2.8%"].message
    assert "2.8个百分点" not in found("退文率由10.4%下降到7.6%，下降2.8个百分点。")


def test_a_value_counted_otherwise_is_not_swapped() -> None:
    accident = found("全县生产安全事故12起。")["12起"]
    assert (accident.rule, accident.severity) == ("FIG002", "error") and "8起" in accident.message


@pytest.mark.parametrize(
    "text",
    [
        "1949年以前这里人烟稀少，1978年以来走过了四十多年的历程。",
        "学习贯彻二十届三中全会精神，落实24小时值班，110、119要畅通。",
        "按GB/T 9704排版，电话0731-8455 1234，上午9时在301会议室开会。",
        "第十五届县人民代表大会第三次会议通过了规划。",
    ],
)
def test_what_everybody_knows_needs_no_row(text: str) -> None:
    assert found(text) == {}
    assert all(r.ground.status in ("inner", "given") for r in table(text).values())


def test_against_sources_years_are_asked_for() -> None:
    case = Case("1949年以前这里人烟稀少。", sources=("去年这里有了路。",), context=Context(date=dt.date(2026, 1, 5)))
    assert [f.text for f in check(case).findings] == ["1949年"]
