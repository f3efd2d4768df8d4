"""What two versions mean against each other: figures, commitments, findings, and how they are shown."""

import re

import pytest

from drafting.compare import compare
from drafting.ledger import Fact
from evals.case import Case
from evals.compare import text
from evals.compare.commitments import shifts
from evals.compare.figures import figure_changes, said
from evals.compare.findings import turnover
from evals.compare.html import render
from evals.compare.report import Report, judged
from evals.finding import Finding

OLD = """关于安全生产工作的汇报
2026年1—10月，全县危化品企业11家，规上工业增加值增长5.2%，完成投资2.4亿元。
各乡镇要力争年底前完成整改，企业原则上应当安排专人值守。
全县共排查自建房经营场所640处。"""
NEW = """关于安全生产工作的汇报
全县共排查自建房经营场所652处。
2026年1—10月，全县危化品企业12家，规上工业增加值下降5.2%，完成投资约2.4亿元，增长8%。
各乡镇要确保年底前完成整改，企业必须安排专人值守。"""
SOURCE = "全县危化品企业12家，规上工业增加值增长5.2%，自建房经营场所652处，完成投资2.4亿元。"


def figures(old: str, new: str, **material: object) -> list[tuple[str, str, str, bool | None]]:
    found = figure_changes(compare(old, new), Case(new, **material))  # type: ignore[arg-type]
    return [(f.status, said(f.was), said(f.now), f.supported) for f in found]


def test_figures_with_what_bears_them_out() -> None:
    assert figures(OLD, NEW, sources=(SOURCE,)) == [
        ("changed", "640处", "652处", True),
        ("changed", "11家", "12家", True),
        ("changed", "增长5.2%", "下降5.2%", False),
        ("changed", "2.4亿元", "约2.4亿元", True),
        ("added", "", "增长8%", False),
    ]


def test_without_material_no_figure_is_called_unsupported() -> None:
    assert {f[3] for f in figures(OLD, NEW)} == {None}


def test_a_ledger_bears_figures_out() -> None:
    fact = Fact(name="危化品企业", value="12", unit="家", period="2026年1—10月", scope="全县")
    assert ("changed", "11家", "12家", True) in figures(OLD, NEW, facts=(fact,))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("共整改隐患52条。", "共整改隐患。", [("removed", "52条", "", None)]),
        ("全县有企业11家。隐患640处。", "全县有企业11家。", [("removed", "640处", "", None)]),
        ("甲。全县有企业11家。", "全县有企业11家。乙。", []),
        ("粮食产量12万吨，投资3亿元。", "投资3亿元，粮食产量12万吨。", [("moved", "12万吨", "12万吨", None)]),
    ],
)
def test_figures_that_came_went_and_moved(old: str, new: str, expected: list[tuple[str, str, str, bool | None]]) -> None:
    found = figures(old, new)
    assert found == expected or (expected and expected[0][0] == "moved" and {f[0] for f in found} == {"moved"})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("各乡镇要力争年底前完成整改。", "各乡镇要确保年底前完成整改。", [("stronger", "力争", "确保")]),
        ("企业必须安排专人值守。", "鼓励企业安排专人值守。", [("weaker", "必须", "鼓励")]),
        ("会期原则上不超过一天半。", "会期不超过一天半。", [("stronger", "原则上", "")]),
        ("今年新建3所乡镇幼儿园。", "今年拟新建3所乡镇幼儿园。", [("weaker", "", "拟")]),
        ("各乡镇要确保整改到位。县里每月通报。", "各乡镇要确保整改到位。县里每季通报。", []),
        ("各乡镇要力争完成整改。", "各乡镇要力争完成整改。请县直部门必须派人参加会议。", []),
    ],
)
def test_commitments(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(s.status, s.was, s.now) for s in shifts(compare(old, new))] == expected


def finding(rule: str, whole: str, words: str) -> Finding:
    start = whole.index(words) if words else 0
    return Finding(rule, rule, "figure", "政策", "warning", start, start + len(words), words, "有问题。")


def test_findings_are_matched_through_the_changes() -> None:
    old = [finding("A", OLD, "11家"), finding("B", OLD, "640处"), finding("C", OLD, "力争"), finding("D", OLD, ""), finding("E", OLD, "")]
    new = [finding("B", NEW, "652处"), finding("A", NEW, "12家"), finding("A", NEW, "2.4亿元"), finding("D", NEW, "")]
    found = turnover(compare(OLD, NEW), old, new)
    assert [f.rule for f in found.resolved] == ["C", "E"]
    assert [(f.rule, f.text) for f in found.introduced] == [("A", "2.4亿元")]
    assert [(k.old.text, k.new.text) for k in found.kept] == [("11家", "12家"), ("640处", "652处"), ("", "")]


@pytest.fixture
def report() -> Report:
    material = {"sources": (SOURCE,)}
    return judged(("旧.txt", "新.txt"), Case(OLD, **material), Case(NEW, **material), families=("figure", "strength"), sources=("材料",))


def test_findings_that_came_and_went(report: Report) -> None:
    assert {f.text for f in report.findings.resolved} >= {"640处"}
    assert any("5.2%" in f.text for f in report.findings.introduced)


def test_the_report_for_the_terminal(report: Report) -> None:
    said = text.render(report)
    assert "全县危化品企业〔11家→12家〕" in said and "完成投资〔＋约〕2.4亿元〔＋，增长8%〕" in said
    assert "第2段（由旧稿第4段移来，数字）：全县共排查自建房经营场所〔640处→652处〕" in said
    assert "加重 第4段“各乡镇要确保年底前完成整改”：力争→确保" in said and "新出现的问题" in said


def test_the_same_text_is_said_to_be_the_same() -> None:
    assert "完全相同" in text.render(judged(("a", "b"), Case(OLD), Case(OLD), families=("length",)))


def test_nothing_in_common_is_said() -> None:
    other = judged(
        ("a", "b"), Case("关于防汛抗旱的通知，请各乡镇认真落实。" * 3), Case("Abc名单李王赵孙，座位号另发" * 5), families=("length",)
    )
    assert "几乎没有相同的文字" in text.render(other) and other.as_json()["unrelated"] is True


def test_the_json_is_the_contract(report: Report) -> None:
    plain = report.as_json()
    assert plain["schema"] == 1 and set(plain["findings"]) == {"resolved", "introduced", "kept"} and plain["untracked"] == []
    assert all(set(c) >= {"kind", "old", "new", "category"} and OLD[slice(*c["old"])] == c["was"] for c in plain["changes"])
    assert plain["figures"][1] | {"basis": ""} == {
        "status": "changed", "old": "11家", "new": "12家", "old_at": [30, 33], "new_at": [48, 51], "indicator": "危化品企业", "unit": "家",
        "period": "2026年1—10月", "supported": True, "basis": "",
    }  # fmt: skip


def test_the_page_holds_both_texts_and_runs_nothing(report: Report) -> None:
    page = render(report)
    body = page[page.index("<table") :]
    cells = "".join(re.sub("<[^>]*>", "", c) for c in re.findall(r"</b>(.*?)</td>", body[: body.index("</table>")]))
    assert all(line in cells for line in NEW.split("\n")[2:]) and "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert '<del class="figure" title="数字">11家</del>' in page and 'href="#new-2"' in page and 'href="#old-4"' in page


def test_no_text_becomes_markup() -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    page = render(judged((evil, evil), Case("请示。" + evil), Case("请示。甲" + evil), families=("length",)))
    assert "<script" not in page and "<img" not in page
