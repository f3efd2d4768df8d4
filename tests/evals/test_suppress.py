"""忽略说明 in a text or beside it: followed with a reason, named when it has none, is wrong, or has no use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import canonical_text
from corpus.remarks import Remark, remarks_of
from evals.case import Case, Outcome
from evals.context import Context
from evals.engine import run
from evals.suppress import notes_in

SLOT = "投入XX万元。"  # RES006


def judged(text: str, *remarks: Remark) -> Outcome:
    return run(Case(text, remarks=remarks), ["residue"])


def ids(text: str, *remarks: Remark) -> list[str]:
    return [f.rule for f in judged(text, *remarks).findings]


@pytest.mark.parametrize(
    "note",
    [
        "<!-- biganzi: 忽略 RES006 理由：会上填写 -->",
        "<!--biganzi：忽略 RES006 理由：会上填写-->",
        "＜！－－　ｂｉｇａｎｚｉ：忽略　ＲＥＳ００６　理由：会上填写　－－＞",
        "《！——笔杆子：忽略RES006，理由：会上填写——》",
        "<!-- Biganzi: 忽略 res006、RES007（理由：会上填写） -->",
        "<!-- biganzi: 忽略 placeholder 会上填写 -->",
        "<!-- biganzi: 忽略全文 RES006 理由：样稿，数字待会上定 -->",
    ],
)
def test_a_note_is_followed_as_people_write_it(note: str) -> None:
    outcome = judged(f"{note}\n{SLOT}")
    assert [f.rule for f in outcome.findings] == []
    assert outcome.metrics["suppressed"] == 1


def test_alone_on_its_line_it_is_about_the_next_line_of_text() -> None:
    note = "<!-- biganzi: 忽略 RES006 理由：会上填写 -->"
    assert ids(f"{note}\n\n{SLOT}\n培训XX人。") == ["RES006"]
    assert ids(f"培训XX人。\n{SLOT}{note}") == ["RES006"]
    assert ids(f"{note}\n<!-- biganzi: 忽略 RES009 理由：原样保留 -->\n**好**{SLOT}") == []


def test_the_whole_document() -> None:
    asked = Context(length=(100, 200))
    case = Case("<!-- biganzi: 忽略全文 under-asked-length 理由：领导要求从简 -->\n很短。", context=asked)
    assert [f.rule for f in run(case, ["length"]).findings] == []
    assert [f.rule for f in run(Case("很短。", context=asked), ["length"]).findings] == ["LEN002"]


@pytest.mark.parametrize(
    ("note", "rule", "said"),
    [
        ("<!-- biganzi: 忽略 RES006 -->", "SUP001", "RES006"),
        ("<!-- biganzi: 忽略 RES006 理由： -->", "SUP001", "RES006"),
        ("<!-- biganzi: 忽略 RES066 理由：会上填写 -->", "SUP003", "“RES066”不存在"),
        ("<!-- biganzi: 忽略 理由：会上填写 -->", "SUP003", "没有写明规则编号"),
        ("<!-- biganzi: 别管 RES006 -->", "SUP003", "没有写“忽略”"),
    ],
)
def test_a_note_that_cannot_be_followed_is_named_and_has_no_effect(note: str, rule: str, said: str) -> None:
    outcome = judged(f"{note}\n{SLOT}")
    assert [f.rule for f in outcome.findings] == [rule, "RES006"]
    assert said in outcome.findings[0].message
    assert outcome.findings[0].text == note
    assert outcome.metrics["suppressed"] == 0


def test_a_note_without_use_is_named_only_where_its_rule_was_judged() -> None:
    assert ids("<!-- biganzi: 忽略 RES006 理由：会上填写 -->\n投入3万元。") == ["SUP002"]
    assert ids("<!-- biganzi: 忽略 FIG001 理由：会上填写 -->\n投入3万元。") == []


def test_no_check_reads_the_note_itself() -> None:
    text = "<!-- biganzi: 忽略 RES007 理由：XX网站**转载** -->\n投入3万元。"
    assert ids(text) == ["SUP002"]
    zi = [run(Case(t), ["length"]).metrics["zi"] for t in (text, "投入3万元。")]
    assert zi[0] == zi[1]


def test_offsets_and_words_are_those_of_the_text_given() -> None:
    text = f"<!-- biganzi: 忽略 RES009 理由：原样保留 -->\n**好**{SLOT}"
    (finding,) = judged(text).findings
    assert finding.text == text[finding.start : finding.end] == "XX"


def test_a_model_cannot_excuse_itself() -> None:
    text = f"<!-- biganzi: 忽略 RES006 理由：会上填写 -->\n{SLOT}"
    outcome = run(Case(text, generated=True), ["residue"])
    assert "RES006" in [f.rule for f in outcome.findings]
    assert "suppressed" not in outcome.metrics


def test_a_plain_comment_is_none() -> None:
    assert notes_in("<!-- 请科长看 -->\n" + "<!-- biganzi" * 2000) == ()
    assert judged(SLOT).metrics == {}


def test_a_megabyte_of_openers_in_one_line() -> None:
    assert notes_in("<!-- biganzi：忽略 " * 70_000) == ()


def test_comments_of_a_docx(tmp_path: Path) -> None:
    text, remarks = _commented(tmp_path / "稿.docx")
    assert [text[r.start : r.end] for r in remarks] == ["XX", "XX人", "乙丙"]
    outcome = run(Case(text, remarks=remarks), ["residue"])
    assert [(f.rule, f.start) for f in outcome.findings] == [("RES006", text.index("XX人")), ("SUP001", text.index("XX人"))]
    assert outcome.metrics["suppressed"] == 1


def test_a_comment_at_a_place_is_about_its_paragraph() -> None:
    note = Remark(9, 9, "biganzi：忽略 RES006 理由：会上填写")
    assert [f.start for f in judged("投入XX万元。\n培训XX人次。\n", note).findings] == [2]


def _commented(path: Path) -> tuple[str, tuple[Remark, ...]]:
    import docx

    document = docx.Document()
    first = document.add_paragraph("投入")
    document.add_comment(first.add_run("XX"), "biganzi：忽略 RES006 理由：会上填写", "周", "Z")
    first.add_run("万元。")
    second = document.add_paragraph("培训")
    document.add_comment(second.add_run("XX人"), "笔杆子：忽略 RES006", "周", "Z")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙丙"
    document.add_comment(table.cell(0, 1).paragraphs[0].runs, "请核对", "周", "Z")
    document.save(str(path))
    return canonical_text(path), remarks_of(path)


def test_the_command_reads_comments(tmp_path: Path, biganzi: Callable[..., tuple[int, str, str]]) -> None:
    _commented(tmp_path / "稿.docx")
    code, out, _ = biganzi("check", tmp_path / "稿.docx", "--families", "residue", "--format", "json", "--fail-on", "never")
    assert code == 0
    assert '"suppressed": 1' in out
