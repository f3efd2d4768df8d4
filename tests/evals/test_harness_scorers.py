"""Each scorer on texts made for it."""

from pathlib import Path
from typing import Any

import pytest

from drafting.brief import Brief
from evals.harness.cases import BriefCase, Expect
from evals.harness.dataset import load_dataset
from evals.harness.products import checked, reviewed
from evals.harness.scorer import Product, Unmeasured, scored, shown
from evals.harness.scorers import scorers
from tests.evals import harness_data as data

REPORT: dict[str, Any] = {"findings": [], "metrics": {}, "unscored": []}


def product(text: str = "", expect: dict[str, Any] | None = None, report: dict[str, Any] | None = None, **brief: Any) -> Product:
    case = BriefCase("c", Path(), Brief.model_validate(data.BRIEF | brief), Expect.model_validate(expect or {}), "h")
    return Product(case, text, REPORT | (report or {}))


def measure(id: str, one: Product) -> float | str:
    """The score, or why there is none."""
    found = next(s for s in (*scorers("briefs"), *scorers("drafts")) if s.id == id).measure(one)
    return found.why if isinstance(found, Unmeasured) else round(found, 4)


def finding(rule: str, name: str, family: str, start: int = 0, end: int = 0, severity: str = "warning") -> dict[str, Any]:
    return {"rule": rule, "name": name, "family": family, "start": start, "end": end, "severity": severity, "message": "这里可疑。"}


def test_a_measure_that_was_not_taken_is_not_0() -> None:
    scores = scored(product("全县小型水库27座。", length=None, must_cover=[]), scorers("briefs"))
    assert scores.unscored["padding_share"] == "空话没有检查"
    assert {"copied_share", "must_cover", "forbidden", "required_marks", "length_inside", "citation_validity"} <= scores.unscored.keys()
    assert not scores.values.keys() & scores.unscored.keys()
    assert scores.values.keys() | scores.unscored.keys() == {one.id for one in scorers("briefs")}


def test_a_family_that_was_not_judged_is_unscored() -> None:
    blind = product("水库27座。", report={"unscored": [{"family": "tone", "why": "没有文种"}, {"family": "figure", "why": "没有台账"}]})
    assert [measure(id, blind) for id in ("tone_per_1000", "findings_tone", "unsupported_figures")] == ["没有文种", "没有文种", "没有台账"]
    partly = product("水库27座。", report={"unscored": [{"family": "tone", "why": "没有听众", "rule": "TON001"}]})
    assert measure("tone_per_1000", partly) == 0


def test_points_are_covered_by_the_words_of_the_draft_alone() -> None:
    expect = {"must_cover": [{"point": "水库巡查", "accept": ["每天巡查两次", ["巡查", "当日签字"]]}, {"point": "山洪沟口转移"}]}
    said = "小型水库每 天巡查\u3000两次。"
    assert measure("must_cover", product(said, expect)) == 0.5
    assert measure("must_cover", product("巡查记录由巡查人员当日签字。", expect)) == 0.5
    in_name_only = "一、山洪沟口转移\n〔待写：山洪沟口转移怎么办〕\n参考：《通知》：“山洪沟口转移要快，水库每天巡查两次。”"
    assert measure("must_cover", product(in_name_only, expect)) == 0
    assert measure("must_cover", product("要做好水库巡查。", {})) == 0.5  # the brief's own points, where nothing else is expected


def test_forbidden_words_and_marks_that_an_honest_draft_has() -> None:
    expect = {"forbidden": [{"text": "Ⅰ级响应"}, {"text": "35户"}], "marks": [{"kind": "待核", "about": "转移户数"}, {"kind": "待写"}]}
    marks = [{"kind": "待核", "start": 0, "end": 8, "text": "山洪沟口转移户数"}]
    one = product("已转移３５户。", expect, {"marks": marks})
    assert (measure("forbidden", one), measure("required_marks", one)) == (1, 0.5)
    assert measure("forbidden", product("〔待核：35户〕", expect)) == 0


def test_figures_without_a_source_are_counted_and_set_in_proportion() -> None:
    found = [finding("FIG001", "figure-unsupported", "figure"), finding("FIG009", "figures-conflict", "figure")]
    one = product("字" * 500, report={"findings": found, "metrics": {"zi": 500}})
    assert (measure("unsupported_figures", one), measure("unsupported_figures_per_1000", one), measure("findings_figure", one)) == (
        1,
        2,
        40,
    )


def test_citations_hold_when_the_source_is_real_and_no_check_disputes_them() -> None:
    text = "小型水库27座。《防汛条例》规定如下。"
    fact = {"kind": "fact", "ref": "0", "label": "数据台账", "text": Brief.model_validate(data.BRIEF).facts[0].said}
    stranger = fact | {"ref": "7"}
    report = {"sources": [fact, stranger], "citations": [{"start": 0, "end": 7, "source": 0}]}
    good = product(text, report=report)
    uncited = product(text, report=report | {"findings": [finding("CIT001", "document-not-found", "citation", 8, 14)]})
    disputed = product(text, report=report | {"findings": [finding("FIG002", "value-differs", "figure", 4, 7)]})
    invented = product(text, report=report | {"citations": [{"start": 0, "end": 7, "source": 1}]})
    outside = product(text, report=report | {"citations": [{"start": 0, "end": 700, "source": 0}]})
    assert [measure("citation_validity", one) for one in (good, uncited, disputed, invented, outside)] == [1, 0.5, 0, 0, 0]


@pytest.mark.parametrize(("zi", "inside", "distance"), [(600, 1, 0), (1200, 1, 0), (300, 0, 0.5), (1500, 0, 0.25)])
def test_length_is_inside_the_range_or_so_far_outside(zi: int, inside: float, distance: float) -> None:
    one = product("字", report={"metrics": {"zi": zi}})
    assert (measure("length_inside", one), measure("length_distance", one), measure("zi", one)) == (inside, distance, zi)


def test_what_is_said_twice_is_repetition() -> None:
    once = "水库每天巡查两次。沟口住户提前转移。"
    assert measure("repeated_sentences", product(once)) == 0
    assert measure("repeated_sentences", product(once + "水库每天巡查两次。")) == pytest.approx(1 / 3, abs=0.02)
    assert measure("repeated_words", product(once)) == 0
    assert measure("repeated_words", product(once + once)) == 0.5
    assert measure("repeated_words", product("")) == "正文太短"


def test_long_sentences_and_open_marks() -> None:
    long = "水库" * 41 + "。短句。"
    assert (measure("long_sentences", product(long)), measure("sentence_length", product(long))) == (0.5, 43)
    marked = product("〔待核：户数〕〔待写：措施〕〔待写：责任人〕")
    assert (measure("open_checks", marked), measure("open_writing", marked)) == (1, 2)
    with_mark = product("水库。〔待写：措施〕", report={"findings": [finding("CIT008", "open-mark", "citation", severity="suggestion")]})
    assert measure("findings_citation", with_mark) == 0


def test_a_fixed_draft_gives_precision_and_recall(tmp_path: Path) -> None:
    one = checked(load_dataset(str(data.drafts(tmp_path))).drafts[0])
    families = [f["family"] for f in one.report["findings"]]
    assert "figure" in families and "padding" in families  # the padding is no known fault
    assert measure("recall", one) == 1
    assert measure("precision", one) == round(families.count("figure") / len(families), 4)
    assert measure("clean_flagged", one) == 0


def test_a_fault_that_names_its_rule_is_found_by_that_rule_alone(tmp_path: Path) -> None:
    start = data.DRAFT.index("35户")
    fault = {"start": start, "end": start + 3, "family": "figure", "rule": "arithmetic-wrong"}
    one = checked(load_dataset(str(data.drafts(tmp_path, faults=[fault], ok=[[start, start + 3]]))).drafts[0])
    assert (measure("recall", one), measure("precision", one), measure("f1", one)) == (0, 0, 0)
    assert measure("clean_flagged", one) == 1
    clean = checked(load_dataset(str(data.drafts(tmp_path, text="柏原县有小型水库27座。", faults=[], ok=[]))).drafts[0])
    assert measure("recall", clean) == "这一例没有埋错" and measure("clean_flagged", clean) == "没有标出无错的文字"


def test_a_text_by_anyone_is_held_against_ledger_and_archive(tmp_path: Path) -> None:
    case = load_dataset(str(data.briefs(tmp_path))).briefs[0]
    one = reviewed(case, "柏原县小型水库27座，汛期每天巡查两次。转移住户518户。〔待核：经费〕")
    assert [f["text"] for f in one.findings("figure")] == ["518户"]
    assert (measure("unsupported_figures", one), measure("open_checks", one)) == (1, 1)


def test_values_are_shown_with_their_units() -> None:
    assert [shown(0.1234, "%"), shown(-0.05, "%", signed=True), shown(2.5, "处/千字"), shown(1234.5, "字"), shown(0, "")] == [
        "12.3%", "-5.0%", "2.50 处/千字", "1234 字", "0.00",
    ]  # fmt: skip
