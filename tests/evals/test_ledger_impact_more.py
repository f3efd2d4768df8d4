"""Impact: by name only, through remarks, on lists of parts, and of rows that are new."""

from drafting.ledger import Fact
from evals.case import Case
from evals.ledger.impact import Impact, changes, impacts

ACCIDENTS = Fact(name="生产安全事故", value="8", unit="起", period="2025年", note="上年9起")
FIRMS = Fact(name="危化品企业", value="11", unit="家", period="2025年")


def after(text: str, old: Fact, value: str, *beside: Fact, sources: tuple[str, ...] | None = None) -> dict[str, Impact]:
    rows = (old, *beside)
    new = [r.model_copy(update={"value": value}) if r is old else r for r in rows]
    return {i.text: i for i in impacts(Case(text, facts=rows, sources=sources), changes(rows, new))}


def test_equal_values_of_other_things_are_not_touched() -> None:
    text = "全县11个乡镇、11个社区，有危化品企业11家，道路事故占一半。召开11次会议。"
    assert list(after(text, FIRMS, "12")) == ["11家"]


def test_growth_against_a_value_that_only_a_remark_tells() -> None:
    found = after("全县生产安全事故8起，比上年下降11.1%。", ACCIDENTS, "7")
    assert [i.edit and i.edit.text for i in found.values()] == ["7起", "22.2%"]


def test_growth_against_a_value_that_only_a_source_tells() -> None:
    plain = ACCIDENTS.model_copy(update={"note": ""})
    found = after("全县生产安全事故8起，比上年下降11.1%。", plain, "7", sources=("2024年全县生产安全事故9起。",))
    assert [i.edit and i.edit.text for i in found.values()] == ["7起", "22.2%"]


def test_a_half_follows_its_own_row_only() -> None:
    half = Fact(name="有隐患的危化品企业", value="5", unit="家", period="2025年")
    rows = (Fact(name="危化品企业", value="10", unit="家", period="2025年"), half)
    text = "全县危化品企业10家，有隐患的危化品企业5家，占50%。"
    found = after(text, rows[0], "20", half)
    assert [i.edit and i.edit.text for i in found.values()] == ["20家", "25%"]


def test_parts_that_no_longer_make_the_whole() -> None:
    text = "全县生产安全事故8起，其中道路运输5起、建筑施工2起、工贸1起。"
    torn = after(text, ACCIDENTS, "7")["5起、建筑施工2起、工贸1起"]
    assert torn.kind == "derived" and "5起＋2起＋1起＝8起" in torn.message and "7起" in torn.message


def test_new_rows_are_named() -> None:
    road = Fact(name="新建农村公路", value="86.4", unit="公里", period="2025年")
    changed = changes([FIRMS], [FIRMS, road])
    assert [c.said for c in changed] == ["“新建农村公路”（2025年）为新增的一项，86.4公里"]
    (untold,) = impacts(Case("危化品企业11家。", facts=(FIRMS,)), changed)
    assert (untold.kind, untold.message) == ("new", "台账新增“新建农村公路”86.4公里（2025年），稿中没有。")
    assert impacts(Case("新建农村公路86.4公里。", facts=(FIRMS,)), changed) == ()
