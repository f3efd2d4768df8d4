from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.ledger import Fact
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run
from tests.timing import assert_linear

LEDGER = (
    Fact(name="规上工业增加值", value="1.42", unit="亿元", period="2025年"),
    Fact(name="危化品企业", value="11", unit="家", period="2026年1—10月"),
    Fact(name="危化品企业", value="9", unit="家", period="2025年1—10月"),
    Fact(name="隐患整改率", value="95.6", unit="%", period="2026年1—10月"),
    Fact(name="火灾起数增速", value="-12.5", unit="%", period="2026年1—10月"),
    Fact(name="排查隐患", value="1,284", unit="处", period="2026年1—10月"),
    Fact(name="整改隐患", value="1,227", unit="处", period="2026年1—10月"),
    Fact(name="新增耕地", value="1290", unit="亩", period="2026年"),
    Fact(name="常住人口", value="12,874", unit="人", period="2026年"),
)


def check(
    text: str, facts: tuple[Fact, ...] | None = LEDGER, sources: tuple[str, ...] | None = None, strict: bool = False, **context: Any
) -> Outcome:
    return run(Case(text, sources=sources, facts=facts, context=Context.lenient(context)[0], strict=strict), ["figure"])


def said(outcome: Outcome) -> list[tuple[str, str]]:
    return [(f.name, f.text) for f in outcome.findings if f.severity != "suggestion"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("全县规上工业增加值14.2亿元。", ("value-differs", "14.2亿元")),
        ("全县建成充电桩386台。", ("figure-unsupported", "386台")),
        ("隐患整改率95.6个百分点。", ("unit-differs", "95.6个百分点")),
        ("火灾起数增长12.5%。", ("direction-differs", "增长12.5%")),
        ("2024年全县规上工业增加值1.42亿元。", ("period-differs", "1.42亿元")),
        ("新增耕地96公顷。", ("value-differs", "96公顷")),
        ("常住人口近1.2万人。", ("value-differs", "1.2万人")),
        ("隐患整改率超过97%。", ("value-differs", "97%")),
    ],
)
def test_what_the_ledger_does_not_bear(text: str, finding: tuple[str, str]) -> None:
    assert said(check(text)) == [finding]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("全县规上工业增加值1.42亿元。", ""),
        ("全县规上工业增加值14200万元。", "折算"),
        ("新增耕地86公顷。", "折算"),
        ("常住人口近1.3万人。", "概数"),
        ("火灾起数下降12.5%。", ""),
        ("全县危化品企业十一家。", "折算"),
        ("隐患整改率九成以上。", "概数"),
        ("隐患整改率95.6％。", ""),
        ("2026年1—10月危化品企业11家，比上年同期多2家。", "由11家与9家之差算得"),
        ("整改隐患1227处，还有57处没有整改。", "由1,284处与1227处之差算得"),
    ],
)
def test_what_the_ledger_bears_is_grounded(text: str, how: str) -> None:
    outcome = check(text, strict=True, date="2026-11-20")
    assert outcome.findings == ()
    assert how in [g.how for g in outcome.grounds]


def test_a_ground_names_the_row_and_a_finding_the_fact() -> None:
    outcome = check("危化品企业11家，规上工业增加值14.2亿元。")
    assert [(g.evidence.kind, g.evidence.ref, g.evidence.quote) for g in outcome.grounds] == [("fact", "1", LEDGER[1].said)]
    assert [(e.kind, e.ref) for f in outcome.findings for e in f.evidence] == [("fact", "规上工业增加值")]
    assert outcome.findings[0].message == "“14.2亿元”与台账“规上工业增加值 1.42亿元”（2025年）不一致，相差10倍。"


def test_swapped_values() -> None:
    text = "共整改隐患1284处，排查隐患1227处。"
    assert said(check(text)) == [("values-swapped", "1284处"), ("values-swapped", "1227处")]


SOURCE = (
    "今年全县城镇新增就业2.1万人，农村低保标准提高到每人每年6200元，城市低保标准提高到每人每月780元，登记失业率下降0.3个百分点。"
    "2025年9月，第三届农民运动会在青禾县举行。"
)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("全县城镇新增就业2.1万元。", ("unit-differs", "2.1万元")),
        ("城镇登记失业率上升0.3个百分点。", ("direction-differs", "上升0.3个百分点")),
        ("2025年10月，农民运动会在青禾县举行。", ("figure-unsupported", "2025年10月")),
        ("第四届农民运动会在青禾县举行。", ("value-differs", "第四届")),
        ("为期三天的农民运动会在青禾县举行。", ("figure-unsupported", "三天")),
    ],
)
def test_against_a_source(text: str, finding: tuple[str, str]) -> None:
    assert said(check(text, None, (SOURCE,))) == [finding]


def test_values_swapped_against_a_source() -> None:
    text = "农村低保标准提高到每人每年780元，城市低保标准提高到每人每月6200元。"
    assert {name for name, _ in said(check(text, None, (SOURCE,)))} == {"values-swapped"}


def test_a_source_ground_quotes_the_place() -> None:
    outcome = check("农村低保标准提高到每人每年6200元。", None, ("无关的话。", SOURCE))
    (ground,) = outcome.grounds
    assert (ground.evidence.kind, ground.evidence.ref) == ("source", "1")
    assert ground.evidence.start is not None and ground.evidence.end is not None
    assert SOURCE[ground.evidence.start : ground.evidence.end] == ground.evidence.quote
    assert "6200元" in ground.evidence.quote


def test_the_brief_is_a_source() -> None:
    outcome = check("11月20日召开会议，全县自建房经营场所640处。", strict=True, date="2026-11-20", local="全县自建房经营场所640处")
    assert outcome.findings == ()
    assert [g.evidence.kind for g in outcome.grounds] == ["brief", "brief"]


def test_strict_flags_what_is_otherwise_let_pass() -> None:
    text = "要在11月30日前整改到位，安排五名干部用七天时间复查。"
    assert said(check(text)) == []
    strict = check(text, strict=True)
    assert [(f.text, f.severity) for f in strict.findings] == [("11月30日", "error"), ("五名", "error"), ("七天", "error")]


@pytest.mark.parametrize(
    "text", ["要抓好三个方面：一是压实责任；二是排查隐患；三是严格执法。", "落实“四个意识”，全县一盘棋，拨打12345热线。"]
)
def test_strict_leaves_what_is_not_data(text: str) -> None:
    assert check(text, strict=True).findings == ()


def test_a_sum_of_figures_beside_rests_on_what_they_rest_on() -> None:
    text = "农村低保标准提高到每人每年6200元，城市低保标准提高到每人每月780元，两项合计6980元。"
    total = check(text, None, (SOURCE,), strict=True).grounds[-1]
    assert (text[total.start : total.end], total.evidence.kind) == ("6980元", "source")
    assert SOURCE[total.evidence.start : total.evidence.end] == total.evidence.quote


def test_strict_does_not_cite_another_indicator_of_the_same_value() -> None:
    facts = (Fact(name="技改投资", value="35", unit="亿元"), Fact(name="退休职工", value="240", unit="人"))
    outcome = check("全年招商到位资金35亿元，培训村医240人。", facts, strict=True)
    assert [f.text for f in outcome.findings] == ["35亿元", "240人"] and outcome.grounds == ()


def test_a_value_is_not_derived_from_itself() -> None:
    assert said(check("排查隐患1284处，到位率100%。")) == [("figure-unsupported", "100%")]


def test_open_marks_are_never_judged() -> None:
    assert check("〔待核：全县12家企业〕完成整改，〔待写：3条措施〕。", strict=True).findings == ()


def test_without_material_only_the_text_itself() -> None:
    outcome = check("全县建成充电桩386台。", None)
    assert outcome.findings == () and outcome.grounds == ()
    assert [(u.family, u.why) for u in outcome.unscored] == [("figure", "没有台账和来源，数字出处未核对")]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("6月31日前完成整改。", ("figure-impossible", "6月31日")),
        ("东库投资3.4亿元，西库投资2.9亿元，两项合计5.3亿元。", ("arithmetic-wrong", "5.3亿元")),
        ("空置率由18.4%上升到15.9%。", ("direction-differs", "上升到15.9%")),
        ("漏检率由1.60%降到1.20%，下降25个百分点。", ("arithmetic-wrong", "25个百分点")),
        ("共有企业120家，其中规上企业150家。", ("figure-impossible", "150家")),
        ("三次产业结构为18:37:41。", ("arithmetic-wrong", "18:37:41")),
        ("要做到三个到位：责任到位，层层压实；措施到位，项项落地。", ("count-differs", "三个到位")),
        ("值班要守住两个方面：首先，人员在岗；其次，电话畅通；最后，记录完整。", ("count-differs", "两个方面")),
        ("今年发放护林补助518万元。问题不少。今年发放护林补助581万元。", ("figures-conflict", "581万元")),
    ],
)
def test_what_the_text_says_against_itself(text: str, finding: tuple[str, str]) -> None:
    assert said(check(text, None)) == [finding]


@pytest.mark.parametrize(
    "text",
    [
        "2月29日前完成整改。",
        "东库投资3.4亿元，西库投资2.9亿元，两项合计6.3亿元。",
        "空置率由18.4%下降到15.9%，下降2.5个百分点。",
        "全省排名由12位上升到7位。",
        "共有企业120家，其中规上企业50家，占41.7%。",
        "三次产业结构为18:37:45。",
        "要做到三个到位：责任到位，层层压实；措施到位，项项落地；督查到位，件件销号。",
        "去年发放护林补助518万元。今年发放护林补助581万元。",
        "检查分三个步骤：一是自查；二是互查；三是抽查。",
    ],
)
def test_a_text_that_agrees_with_itself(text: str) -> None:
    assert said(check(text, None)) == []


@given(
    st.text(alphabet="一二三十百万亿0123456789.%％，。：、“”由到占其中合计增长下降个家万元亩年月日第：；〔〕待核\n", max_size=120),
    st.booleans(),
)
def test_no_text_raises_and_spans_are_true(text: str, strict: bool) -> None:
    for facts, sources in ((LEDGER, None), (None, (SOURCE, text[::-1])), (None, None)):
        for f in check(text, facts, sources, strict=strict).findings:
            assert text[f.start : f.end] == f.text and f.message.endswith("。")


def test_numbers_of_400_digits() -> None:
    long = "8" * 400
    facts = (Fact(name="总产值", value="3", unit="亿元"),)
    assert said(check(f"总投资{long}元。", None, (f"总投资{long}元。",))) == []
    assert said(check(f"总产值{long}元，占{long}%，合计{long}.5万元。", facts))


def test_a_text_that_is_all_numbers() -> None:
    def find(count: int) -> None:
        assert check("，".join(map(str, range(count)))).findings

    assert_linear(find, 1_000, allowance=0.5)


def test_one_line_of_many_figures_is_read_in_linear_time() -> None:
    clause = "全县完成规上工业增加值1.42亿元、增长7.3%，新建公路128.5公里，其中农村公路96公里，占75.0%，"
    source = clause * 200

    assert_linear(lambda length: check(clause * (length // len(clause)), sources=(source,)), allowance=0.5)


@pytest.mark.parametrize("unit", ["合计\n12\n30\n", "柳溪镇\t合计\t3\n", "去年收信12件，今年收信15件，增长25%，"])
def test_totals_and_years_are_looked_at_in_linear_time(unit: str) -> None:
    assert_linear(lambda length: check(unit * (length // len(unit))), allowance=0.5)


def test_a_source_of_two_hundred_thousand_characters() -> None:
    source = "".join(f"青禾县第{i}村今年收入{i}.5万元，比上年增长{i % 9}.3%。" for i in range(7000))
    assert len(source) > 180_000
    assert said(check("第250村今年收入250.5万元。", None, (source,))) == []
    assert said(check("第250村今年收入205.5万元，总人口3187人。", None, (source,)))


@pytest.mark.parametrize("text", ["2025年11月—2026年4月，全县森林火情7起。", "2025年11月至2026年4月，全县发生森林火情7起。"])
def test_a_period_over_the_turn_of_the_year_is_one_period(text: str) -> None:
    fact = Fact(name="森林火情", value="7", unit="起", period="2025年11月—2026年4月", scope="全县")
    assert run(Case(text, facts=(fact,)), ["figure"]).findings == ()
