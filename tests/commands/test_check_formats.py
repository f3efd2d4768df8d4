"""`check --format …` as its users meet it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from commands import check
from corpus.readers import canonical_text
from evals.case import Case, Outcome
from evals.engine import run

Run = Callable[..., tuple[int, str, str]]
TEXT = "在全县防汛工作会议上的讲话\n同志们：\n剩余隐患由XX局牵头整改。"
FAMILIES = ("--families", "residue,length", "--fail-on", "never")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "讲话.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document, path = Document(), tmp_path / "讲话.docx"
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path


@pytest.mark.parametrize("form", ["sarif", "junit", "html"])
def test_a_file_in_each_format_is_the_same_on_the_screen_and_in_a_file(biganzi: Run, draft: Path, tmp_path: Path, form: str) -> None:
    code, out, _ = biganzi("check", draft, "--format", form, *FAMILIES)
    assert code == 0
    assert biganzi("check", draft, "--format", form, "--output", tmp_path / "r", *FAMILIES)[0] == 0
    assert (tmp_path / "r").read_text(encoding="utf-8") == out


def test_each_format_says_the_finding(biganzi: Run, draft: Path) -> None:
    results = json.loads(biganzi("check", draft, "--format", "sarif", *FAMILIES)[1])["runs"][0]["results"]
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in results] == [3]
    assert len(ET.fromstring(biganzi("check", draft, "--format", "junit", *FAMILIES)[1].encode()).findall(".//failure")) == 1
    assert "XX" in biganzi("check", draft, "--format", "html", *FAMILIES)[1]


def test_exit_code_follows_the_findings_in_every_format(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    for form in ("text", "json", "sarif", "junit", "html", "docx"):
        assert biganzi("check", draft, "--families", "residue", "--format", form, "--output", tmp_path / "r.docx")[0] == 1


def test_docx_is_a_commented_copy(biganzi: Run, word: Path, tmp_path: Path) -> None:
    code, out, err = biganzi("check", word, "--format", "docx", "--output", tmp_path / "批注.docx", *FAMILIES)
    assert (code, out) == (0, "")
    assert "1 条批注" in err
    assert canonical_text(tmp_path / "批注.docx") == TEXT
    assert [c.author for c in Document(str(tmp_path / "批注.docx")).comments] == ["笔杆子"]
    assert [*Document(str(word)).comments] == []


def test_several_files_become_copies_in_a_folder(biganzi: Run, draft: Path, word: Path, tmp_path: Path) -> None:
    assert biganzi("check", draft, word, "--format", "docx", "--output", tmp_path / "结果", *FAMILIES)[0] == 0
    assert sorted(p.name for p in (tmp_path / "结果").iterdir()) == ["讲话（docx）.审核.docx", "讲话（md）.审核.docx"]


def test_copies_of_files_of_one_name_say_whose_they_are(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一处" / draft.name
    other.parent.mkdir()
    other.write_text("同志们：\n全县共有水渠XX条。\n", encoding="utf-8")
    _, _, err = biganzi("check", draft, other, "--format", "docx", "--output", tmp_path / "批注")
    assert f"{draft.stem}（{draft.parent.name}）.审核.docx（{draft}，" in err
    assert f"{draft.stem}（另一处）.审核.docx（{other}，" in err


def test_a_copy_that_is_there_is_set_aside(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    (target := tmp_path / "批注.docx").write_bytes(b"worked on")
    _, _, err = biganzi("check", draft, "--format", "docx", "--output", target, *FAMILIES)
    (aside,) = tmp_path.glob("批注-旧-*.docx")
    assert aside.read_bytes() == b"worked on" and f"原来的 批注.docx 另存为 {aside.name}。" in err


def test_an_interrupted_batch_keeps_what_is_finished(biganzi: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "全县共有水渠九条。"}\n{"id": "b", "text": "第二份"}\n', encoding="utf-8")

    def stopped(case: Case, **more: Any) -> Outcome:
        if case.id == "b":
            raise KeyboardInterrupt
        return run(case, ["length"])

    monkeypatch.setattr(check, "run", stopped)
    code, _, err = biganzi("check", "--batch", rows, "--output", tmp_path / "结果.jsonl")
    assert code == 130
    assert "已完成的 1 行写在" in err
    assert [json.loads(line)["id"] for line in (tmp_path / "结果.jsonl").read_text(encoding="utf-8").splitlines()] == ["a"]


def test_several_files_are_one_page(biganzi: Run, draft: Path, word: Path) -> None:
    page = biganzi("check", draft, word, "--format", "html", *FAMILIES)[1]
    assert page.count("<main ") == 2
    assert "审核报告：2 份文稿" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{draft}", "--format", "docx"], "--output"),
        (["{draft}", "--format", "docx", "--output", "{tmp}/a.pdf"], "a.docx"),
        (["{draft}", "{word}", "--format", "docx", "--output", "{draft}"], "文件夹"),
        (["{word}", "--format", "docx", "--output", "{word}"], "这次要读的文件"),
        (["--batch", "{draft}", "--format", "html"], "--batch"),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is(
    biganzi: Run, draft: Path, word: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    code, out, err = biganzi("check", *(a.format(draft=draft, word=word, tmp=tmp_path) for a in arguments))
    assert (code, out) == (2, "")
    assert said in err
    assert {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_padding_is_taken_out_in_the_text_report(biganzi: Run, tmp_path: Path) -> None:
    path = tmp_path / "讲话.md"
    empty = "我们要进一步提高思想认识，切实增强责任感和紧迫感，扎实推进各项工作落到实处。"
    path.write_text(f"在全县防汛工作会议上的讲话\n同志们：\n{empty}\n各乡镇5月20日前备齐编织袋2万条。", encoding="utf-8")
    out = biganzi("check", path, "--families", "padding", "--fail-on", "never")[1]
    _, _, rest = out.partition("去掉空话后剩下")
    assert "编织袋2万条" in rest
    assert empty not in rest
