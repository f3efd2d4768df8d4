"""`biganzi check` over folders and patterns: which files it takes, what it says of the others."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import check, progress

Run = Callable[..., tuple[int, str, str]]
FAMILIES = ("--families", "residue")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "来文"
    (folder / "石桥镇").mkdir(parents=True)
    (folder / "石桥镇" / "汇报 [终稿](1).txt").write_text("全年完成投资XX万元。", encoding="utf-8")
    (folder / "通知.md").write_text("请各村于每月五日前报送台账。", encoding="utf-8")
    return folder


def reviewed(out: str) -> list[str]:
    return [Path(result["id"]).name for result in json.loads(out)]


def test_a_folder_is_its_papers(biganzi: Run, folder: Path) -> None:
    (folder / "台账.xlsx").write_bytes(b"")
    (folder / "讲话.审核.docx").write_bytes(b"")
    (folder / "讲话.审核-旧-20261101-080000.docx").write_bytes(b"")
    code, out, err = biganzi("check", folder, *FAMILIES, "--format", "json")
    assert (code, reviewed(out)) == (1, ["通知.md", "汇报 [终稿](1).txt"])
    assert "另有 1 个文件不是文稿，没有审核：xlsx 1。" in err and "2 份批注稿（名称.审核.docx）没有再审。" in err


def test_a_file_is_reviewed_once(biganzi: Run, folder: Path) -> None:
    assert reviewed(biganzi("check", folder / "通知.md", folder, *FAMILIES, "--format", "json")[1]) == ["通知.md", "汇报 [终稿](1).txt"]


def test_a_pattern_that_the_shell_left(biganzi: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert reviewed(biganzi("check", "*/汇报 [*.txt", *FAMILIES, "--format", "json")[1]) == ["汇报 [终稿](1).txt"]
    assert reviewed(biganzi("check", folder / "?知.md", *FAMILIES, "--format", "json")[1]) == ["通知.md"]
    assert reviewed(biganzi("check", "石*", *FAMILIES, "--format", "json")[1]) == ["汇报 [终稿](1).txt"]
    code, _, err = biganzi("check", "通知.md", "*.docx", *FAMILIES)
    assert code == 4 and "没有与 *.docx 相符的文件" in err
    assert biganzi("check", "*.docx", *FAMILIES)[0] == 2


def test_what_of_a_folder_cannot_be_reviewed_is_named(biganzi: Run, folder: Path) -> None:
    (folder / "扫描.pdf").write_bytes(b"%PDF-1.4")
    (folder / "空.txt").write_text("", encoding="utf-8")
    code, _, err = biganzi("check", folder, *FAMILIES)
    assert code == 4 and "扫描.pdf 不是 docx、md、txt，没有审核" in err and "空.txt 是空文件" in err


def test_no_paper_of_a_folder_is_written_over(biganzi: Run, folder: Path) -> None:
    before = (folder / "通知.md").read_bytes()
    code, _, err = biganzi("check", folder, *FAMILIES, "--output", folder / "通知.md")
    assert code == 2 and "它是这次要读的文件" in err and (folder / "通知.md").read_bytes() == before
    for _ in range(2):  # an earlier report is none of the papers
        assert biganzi("check", folder, *FAMILIES, "--format", "html", "--output", folder / "报告.html")[0] == 1


def test_an_empty_folder_holds_nothing_to_review(biganzi: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    code, _, err = biganzi("check", tmp_path / "空")
    assert code == 2 and "里没有可以审核的文稿" in err


def test_errors_alone_say_when_a_paper_was_not_reviewed(biganzi: Run, folder: Path) -> None:
    (empty := folder / "空.txt").write_text("", encoding="utf-8")
    code, out, err = biganzi("check", folder / "通知.md", empty, "--format", "errors")
    assert code == 4 and out == "没有错误。\n另有 1 份没有审核（见“跳过”各行），不能算通过：请改好，或者先不提交它。\n"
    assert "跳过" in err and "空.txt" in err


def test_who_waits_is_told(biganzi: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(check, "LONG", 10)
    _, _, err = biganzi("check", folder, *FAMILIES)
    assert "审核：1/2\n" in err and "正在审核" in err and "字数多，请稍等" in err
    _, _, err = biganzi("bulletin", folder, *FAMILIES)
    assert "检查：1/2\n" in err
