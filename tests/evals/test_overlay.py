"""overlay.yaml: an office's own rules, rules switched off or weighed otherwise, wordings, names, abbreviations, exceptions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from base import office
from corpus.office import office as in_use
from evals.case import Case
from evals.catalogue import catalogue, find
from evals.engine import run
from evals.finding import Finding
from evals.overlay import own_rule
from evals.overlay.exceptions import except_from_now_on

Use = Callable[[str], Path]

RULE = """rules:
  - id: QHX001
    title: 口号空泛
    family: 用语
    severity: suggestion
    words: [闪亮名片, 亮点]
    except: 闪亮点
    message: “{text}”太空，请写具体做法
    why: 听的人不知道要做什么
    source: {standing: 惯例, text: 青禾县政府办文稿提示}
    replace: 具体做法
"""


def found(text: str, *families: str) -> list[Finding]:
    return list(run(Case(text), families or ("wording",)).findings)


def marked(text: str, *families: str) -> list[tuple[str, str, str]]:
    return [(f.rule, f.severity, f.text) for f in found(text, *families)]


def test_a_word_list_flags_its_words_but_not_longer_ones(overlay: Use) -> None:
    overlay(RULE)
    (finding,) = found("两个村子都有闪亮点，也有亮点。")
    assert (finding.rule, finding.start, finding.end, finding.severity) == ("QHX001", 12, 14, "suggestion")
    assert finding.message == "“亮点”太空，请写具体做法。"
    assert finding.evidence[0].quote == "青禾县政府办文稿提示"
    assert finding.edit is not None
    assert finding.edit.safety == "unsafe"


def test_quoted_words_references_and_open_marks_are_spared(overlay: Use) -> None:
    overlay(RULE)
    spared = "群众说“亮点不多”。《亮点汇编》已印发。〔待写：亮点〕\n参考：《青禾县工作要点》亮点很多。\n"
    assert found(spared) == []
    overlay(RULE + "    quoted: true\n")
    assert [f.start for f in found(spared)] == [spared.index("亮点"), spared.index("亮点汇编")]


def test_a_pattern_sees_characters_beyond_the_bmp_and_text_without_chinese(overlay: Use) -> None:
    overlay(
        "rules:\n- {id: QHX002, title: 生僻字, family: wording, pattern: '[𠮷𡈽]+', message: 请核对, why: 怕印不出, source: 惯例,"
        " flag: [{text: 他叫王𠮷𡈽, span: 𠮷𡈽}], pass: [他叫王吉]}\n"
    )
    assert [(f.start, f.end, f.text) for f in found("a𠮷b plain words 𡈽")] == [(1, 2, "𠮷"), (16, 17, "𡈽")]
    assert found("plain words only") == []


def test_a_family_that_has_nothing_to_judge_by_still_says_so(overlay: Use) -> None:
    overlay(RULE.replace("用语", "copy"))
    outcome = run(Case("亮点。"), ["copy"])
    assert outcome.findings
    assert [u.family for u in outcome.unscored] == ["copy"]
    assert run(Case("亮点。"), ["length"]).findings == ()


def test_switched_off_and_weighed_otherwise(overlay: Use) -> None:
    text = "投入XX万元，**办好**三件实事。"
    assert {rule for rule, _, _ in marked(text, "residue")} == {"RES006", "RES009"}
    overlay("disabled: {markdown-mark: 样稿保留}\nseverity: {RES006: suggestion}\n")
    assert {(rule, severity) for rule, severity, _ in marked(text, "residue")} == {("RES006", "suggestion")}


def test_an_own_rule_takes_the_place_of_the_packaged_one(overlay: Use) -> None:
    overlay(RULE.replace("QHX001", "RES006").replace("用语", "residue"))
    assert marked("投入XX万元，打造闪亮名片。", "residue") == [("RES006", "suggestion", "闪亮名片")]
    assert find("placeholder").rule.title == "口号空泛"


def test_exceptions_hold_for_the_rules_they_name(overlay: Use) -> None:
    overlay("exceptions:\n- {text: XX村, rules: placeholder, why: 村名保密}\n")
    assert [f.start for f in found("在XX村和XX镇试点。", "residue")] == [5]
    overlay("exceptions:\n- {text: XX村, rules: FIG001, why: 村名保密}\n")
    assert len(marked("在XX村和XX镇试点。", "residue")) == 2


def test_people_of_the_offices_list_are_no_unknown_people(overlay: Use) -> None:
    case = Case("县长周明远出席会议。副县长李卫东主持。", sources=("会议在县城召开。",))
    overlay("names: [{name: 周明远, title: 县长}]\n")
    assert [f.text for f in run(case, ["citation"]).findings] == ["李卫东"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("县安委会主任周明远讲话。", ""),  # a post besides
        ("周县长讲话。", ""),
        ("代县长周明远讲话。", "OFC002"),
        ("县公安局局长周明远讲话。", "OFC002"),
        ("县长周明达讲话。", "OFC003"),
        ("县长周小远讲话，县长周大远没有来。", "OFC003"),
        ("镇长周明达讲话。", ""),
        ("时任县长周明达讲过话。", ""),
    ],
)
def test_titles_and_names_of_the_list(overlay: Use, text: str, rule: str) -> None:
    overlay("names:\n- {name: 周明远, title: 县委副书记、县长}\n- {name: 李卫东, title: 副县长}\n")
    assert {r for r, _, _ in marked(text)} == ({rule} if rule else set())


def test_wordings_are_judged_in_quotation_marks_too(overlay: Use) -> None:
    overlay("wordings:\n- {right: 三个务必, wrong: [三个必须, 三务必], source: 县委一号文件}\n")
    (finding,) = found("抓好“三个必须”，不忘三个务必。")
    assert finding.text == "三个必须"
    assert finding.gate == "政治"
    assert finding.message == "“三个必须”应当写作：三个务必（县委一号文件）。"


def test_a_rule_that_never_ends_is_named_and_the_others_go_on(overlay: Use, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_rule, "SECONDS", 0.05)
    pattern = "(?:一|一一)+$"  # tries every way to cut a row of 一
    slow = (
        f"  - {{id: QHX009, title: 慢, family: wording, pattern: '{pattern}', message: 慢, why: 慢, source: 慢, flag: [一], pass: [二]}}\n"
    )
    overlay(RULE.replace("  - id: QHX001", slow + "  - id: QHX001"))
    outcome = run(Case("一" * 80 + "亮点"), ["wording"])
    assert [f.text for f in outcome.findings] == ["亮点"]
    assert [u.rule for u in outcome.unscored if u.rule] == ["QHX009"]
    assert "overlay.yaml 第 2 行" in outcome.unscored[-1].why


def test_a_megabyte_in_one_line(overlay: Use) -> None:
    overlay(RULE + "wordings: [{right: 三个务必, wrong: 三务必}]\nnames: [{name: 周明远, title: 县长}]\n")
    assert [f.text for f in found("水" * 1_000_000 + "三务必")] == ["三务必"]


def test_later_files_hold(overlay: Use, tmp_path: Path) -> None:
    overlay(RULE + "disabled: {RES006: 样稿}\n")
    (tmp_path / "任务").mkdir()
    brief, named = tmp_path / "任务" / "brief.yaml", tmp_path / "另.yaml"
    (brief.parent / office.FILE_NAME).write_text("severity: {RES006: warning}\n", encoding="utf-8")
    named.write_text(RULE.replace("亮点", "热点"), encoding="utf-8")
    office.also(*office.beside(brief), named)
    assert marked("XX人关注热点和亮点。", "residue", "wording") == [("RES006", "warning", "XX"), ("QHX001", "suggestion", "热点")]
    assert "另.yaml 第 2 行" in find("QHX001").origin
    office.use(tmp_path)
    assert "QHX001" not in catalogue()


def test_lists_of_other_families_are_extended(overlay: Use) -> None:
    overlay("residue: {placeholder: [〇〇待定], web: [青禾发布小编]}\nunits: {counters: [垧], compatible: [[垧, 坰]]}\n")
    assert [r for r, _, _ in marked("地点〇〇待定。青禾发布小编：张三", "residue")] == ["RES006", "RES007"]
    assert in_use().units.counters == ("垧",)


def test_an_empty_file_changes_nothing(overlay: Use) -> None:
    overlay("# 还没有内容\n")
    assert found("闪亮名片。") == []


def test_the_example_in_the_manual_is_valid(overlay: Use) -> None:
    page = (Path(__file__).parents[2] / "docs" / "overlay.md").read_text(encoding="utf-8")
    overlay(page.partition("```yaml\n")[2].partition("```")[0])
    assert {"QHX001", "QHX002"} <= set(catalogue())
    assert {r for r, _, _ in marked("建设和美青禾，由县应管局打造闪亮名片。")} == {"OFC001", "OFC004", "QHX001"}


def test_an_overlay_saved_as_gbk_is_read_and_saved_again_as_utf8(overlay: Callable[[str], Path]) -> None:
    path = overlay("{}\n")
    path.write_bytes("# 青禾县政府办的用词\r\nnames: [{name: 周明远, title: 县长}]\r\n".encode("gb18030"))
    office.use(path.parent)
    assert in_use().names[0].name == "周明远"
    except_from_now_on(path.parent, "增长XX%", "RES006", "会上公布")
    assert "# 青禾县政府办的用词" in path.read_text(encoding="utf-8")
