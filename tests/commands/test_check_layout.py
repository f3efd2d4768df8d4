"""`check --layout` and `--fix-layout` as their users meet them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from corpus.readers import canonical_text

Run = Callable[..., tuple[int, str, str]]
TEXT = "关于渠道管护的通知\n各乡镇人民政府：\n为管好渠道，现通知如下。\n青禾县水利局\n2026年3月2日"


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document, path = Document(), tmp_path / "通知.docx"
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_layout_is_checked_only_when_asked_for(biganzi: Run, word: Path) -> None:
    _, out, _ = biganzi("check", word, "--families", "format", "--fail-on", "warning")
    assert "字号" not in out
    code, out, _ = biganzi("check", word, "--families", "format", "--layout", "gbt9704", "--fail-on", "warning")
    assert code == 1
    assert "字号是11磅，应为三号" in out


def test_a_repaired_copy_is_written_and_the_original_kept(biganzi: Run, word: Path, tmp_path: Path) -> None:
    fixed, before = tmp_path / "修好.docx", word.read_bytes()
    code, _, err = biganzi("check", word, "--fix-layout", fixed, "--families", "format")
    assert (code, word.read_bytes()) == (0, before)
    assert f"修好的文稿：{fixed}" in err
    assert canonical_text(fixed) == canonical_text(word) == TEXT
    code, out, _ = biganzi("check", fixed, "--layout", "gbt9704", "--families", "format", "--fail-on", "suggestion")
    assert code == 0, out


def test_what_of_a_file_is_not_checked_is_said(biganzi: Run, word: Path, tmp_path: Path) -> None:
    _, out, _ = biganzi("check", word, "--families", "typo")
    assert "未检查" not in out
    document = Document(str(word))
    document.sections[0].header.paragraphs[0].text = "征求意见稿"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.save(str(word))
    code, out, _ = biganzi("check", word, "--families", "typo")
    assert (code, "未检查：docx（只查了正文和表格，页眉1处的文字没有检查，请自行核对）" in out) == (0, True)
    assert "未发现问题" in out


def test_what_of_a_head_is_not_judged_is_said_with_the_layout_only(biganzi: Run, tmp_path: Path) -> None:
    document, path, fixed = Document(), tmp_path / "答复.docx", tmp_path / "修好.docx"
    for line in ("类别：A", "青禾县民政局文件", "青民〔2026〕8号", *TEXT.split("\n")):
        document.add_paragraph(line)
    document.save(str(path))
    _, out, _ = biganzi("check", path, "--families", "format")
    assert "版记" not in out
    _, out, err = biganzi("check", path, "--families", "format", "--fix-layout", fixed)
    assert "未检查：docx（眉首、版记中第1段“类别：A”的版式没有检查）" in out
    assert "眉首、版记中第1段“类别：A”没有检查，保持原样。" in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("{word}", "--fix-layout", "{word}"), "请换一个文件名"),
        (("{word}", "--fix-layout", "{folder}/a.md"), "扩展名应当是 .docx"),
        (("{word}", "{folder}/另.docx", "--fix-layout", "{folder}/a.docx"), "一次只修一份"),
        (("{text}", "--layout", "gbt9704"), "版式只能查 docx"),
        (("{word}", "--families", "typo", "--layout", "gbt9704"), "format"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    biganzi: Run, word: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    text, before = tmp_path / "通知.md", word.read_bytes()
    text.write_text(TEXT, encoding="utf-8")
    given = [option.format(word=word, text=text, folder=tmp_path) for option in options]
    code, _, err = biganzi("check", *given)
    assert code == 2
    assert words in err
    assert word.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix) == ["通知.docx", "通知.md"]
