from drafting.ledger import Fact
from evals.case import Case
from evals.checks.figure.grounds import FigureGround, grounds

FACTS = (
    Fact(name="排查隐患", value="1,284", unit="处", period="2026年1—10月"),
    Fact(name="整改隐患", value="1,227", unit="处", period="2026年1—10月"),
)


def of(text: str, **given: object) -> dict[str, FigureGround]:
    found = grounds(Case(text, **given))  # type: ignore[arg-type]
    assert all(text[g.start : g.end] == g.text for g in found)
    assert [g.start for g in found] == sorted(g.start for g in found)
    return {g.text: g for g in found}


def test_a_given_figure_names_its_row_and_how_it_is_written() -> None:
    found = of("排查隐患1284处，整改隐患超1200处。", facts=FACTS)
    assert [(g.status, g.how, g.refs[0].kind, g.refs[0].ref) for g in found.values()] == [
        ("given", "", "fact", "0"),
        ("given", "概数", "fact", "1"),
    ]


def test_a_derived_figure_names_every_operand() -> None:
    left = of("排查隐患1284处，还有57处没有整改。", facts=FACTS)["57处"]
    assert (left.status, [r.ref for r in left.refs]) == ("derived", ["0", "1"])
    assert left.how == "由1284处与1,227处之差算得"


def test_what_nothing_bears_says_why() -> None:
    found = of("建成充电桩386台，排查隐患1248处。", facts=FACTS)
    assert {g.status for g in found.values()} == {"ungrounded"}
    assert found["386台"].how == "“386台”在台账中找不到出处，请核对或补充来源。"
    assert "1,284处" in found["1248处"].how and found["1248处"].refs[0].ref == "0"


def test_inner_figures_rest_on_the_text() -> None:
    text = "东库投资3.4亿元，西库投资2.9亿元，两项合计6.3亿元。"
    found = of(text, facts=FACTS)
    total = found["6.3亿元"]
    assert (total.status, total.how) == ("inner", "由3.4亿元＋2.9亿元算得")
    assert all(r.kind == "text" and text[r.start : r.end] == r.quote for r in total.refs)
    assert found["两项"].status == "inner"


def test_every_figure_is_listed_even_in_a_mark_and_after_it() -> None:
    text = "〔待核：建成充电桩386台〕。排查隐患〔待写：哪里的〕1284处。"
    found = of(text, facts=FACTS)
    assert [(g.status, g.text) for g in found.values()] == [("ungrounded", "386台"), ("given", "1284处")]
    assert found["386台"].how == "文中标明待核。"


def test_without_material_nothing_is_said_to_be_wrong() -> None:
    assert [(g.status, g.how) for g in of("建成充电桩386台。").values()] == [("ungrounded", "没有台账和来源，未核对。")]


def test_a_source_is_quoted_where_the_figure_stands_in_it() -> None:
    source = "今年全县新增就业2.1万人。"
    (ground,) = of("新增就业21000人。", sources=("无关。", source)).values()
    assert (ground.status, ground.how, ground.refs[0].ref) == ("given", "折算", "1")
    assert source[ground.refs[0].start : ground.refs[0].end] == ground.refs[0].quote
