"""Two versions of one base: what is merged, what is in conflict."""

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.compare.merging import merge, merged_text

BASE = "全县危化品企业11家。各乡镇要力争年底前完成整改。请各部门配合。\n附件略。"


def origins(first: str, second: str) -> list[tuple[str, str, str, str]]:
    return [(p.origin, p.was, p.first, p.second) for p in merge(BASE, first, second)]


def test_each_side_keeps_its_changes() -> None:
    first, second = BASE.replace("11家", "12家"), BASE.replace("部门", "单位")
    assert origins(first, second) == [("old", "11家", "12家", "11家"), ("new", "部门", "部门", "单位")]
    assert merged_text(BASE, merge(BASE, first, second)) == BASE.replace("11家", "12家").replace("部门", "单位")


def test_the_same_change_is_no_conflict() -> None:
    both = BASE.replace("力争", "确保")
    assert origins(both, both) == [("both", "力争", "确保", "确保")]
    assert merged_text(BASE, merge(BASE, both, both)) == both


def test_one_place_changed_in_two_ways_is_a_conflict_and_stays_as_it_was() -> None:
    first, second = BASE.replace("11家", "12家"), BASE.replace("11家", "13家")
    assert origins(first, second) == [("conflict", "11家", "12家", "13家")]
    assert merged_text(BASE, merge(BASE, first, second)) == BASE


def test_changes_that_touch_are_a_conflict() -> None:
    assert origins(BASE.replace("11家", "12家"), BASE.replace("企业11家", "企业约11家"))[0][0] == "conflict"


def test_a_paragraph_deleted_by_one_and_edited_by_the_other_is_a_conflict() -> None:
    assert [o[0] for o in origins(BASE.split("\n")[0], BASE.replace("附件略", "附件从略"))] == ["conflict"]


@st.composite
def _edited(draw: st.DrawFn) -> str:
    at = draw(st.integers(0, len(BASE)))
    return BASE[:at] + draw(st.sampled_from(["", "新增", "\n", "12家", "。"])) + BASE[at + draw(st.integers(0, 9)) :]


@settings(max_examples=150, deadline=None)
@given(_edited(), _edited())
def test_any_two_versions(first: str, second: str) -> None:
    places = merge(BASE, first, second)
    assert all((p.was, p.first, p.second) == (p.base.of(BASE), p.old.of(first), p.new.of(second)) for p in places)
    assert merged_text(BASE, merge(BASE, first, BASE)) == first and merged_text(BASE, merge(BASE, BASE, second)) == second
    assert merged_text(BASE, merge(BASE, first, first)) == first
