"""`biganzi compare` at the command line: formats, mixes of files, three ways, bad input."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

Run = Callable[..., tuple[int, str, str]]
OLD = "关于安全生产的汇报\n全县危化品企业11家。各乡镇要力争年底前完成整改。\n请予支持。"
NEW = "关于安全生产的汇报\n全县危化品企业12家。各乡镇要确保年底前完成整改。\n请予支持。"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "旧稿.md"
    path.write_text(OLD, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "新稿.docx"
    document = Document()
    for line in NEW.split("\n"):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_text_shows_the_changes_in_their_place(biganzi: Run, old: Path, new: Path) -> None:
    code, out, _ = biganzi("compare", old, new)
    assert code == 0 and "全县危化品企业〔11家→12家〕" in out and "各乡镇要〔力争→确保〕" in out and "加重" in out


def test_json_is_the_contract(biganzi: Run, old: Path, new: Path, tmp_path: Path) -> None:
    source = tmp_path / "台账.csv"
    source.write_text("指标,数值,单位\n危化品企业,12,家\n", encoding="utf-8")
    code, out, _ = biganzi("compare", old, new, "--format", "json", "--facts", source)
    found = json.loads(out)
    assert code == 0 and found["schema"] == 1
    assert [(c["kind"], c["category"]) for c in found["changes"]] == [("replace", "figure"), ("replace", "policy")]
    assert [(f["status"], f["old"], f["new"], f["supported"]) for f in found["figures"]] == [("changed", "11家", "12家", True)]
    assert [f["text"] for f in found["findings"]["resolved"]] == ["11家"] and found["findings"]["introduced"] == []


def test_a_page_is_written(biganzi: Run, old: Path, new: Path, tmp_path: Path) -> None:
    code, out, _ = biganzi("compare", old, new, "--format", "html", "--output", tmp_path / "对照.html")
    page = (tmp_path / "对照.html").read_text(encoding="utf-8")
    assert (code, out) == (0, "") and page.startswith("<!DOCTYPE html>") and "12家</ins>" in page


def test_the_result_does_not_replace_a_version(biganzi: Run, old: Path, new: Path) -> None:
    code, _, err = biganzi("compare", old, new, "--output", old)
    assert code == 2 and "要读的文件" in err and old.read_text(encoding="utf-8") == OLD


def test_three_ways(biganzi: Run, old: Path, new: Path, tmp_path: Path) -> None:
    third = tmp_path / "财政局.txt"
    third.write_text(OLD.replace("11家", "13家").replace("请予支持", "请予研究支持"), encoding="utf-8")
    code, out, _ = biganzi("compare", new, third, "--base", old, "--format", "json")
    found = json.loads(out)
    assert code == 0 and [m["from"] for m in found["merged"]] == ["conflict", "old", "new"] and found["conflicts"] == 1
    assert found["text"] == OLD.replace("力争", "确保").replace("请予支持", "请予研究支持")
    code, out, _ = biganzi("compare", new, third, "--base", old)
    assert code == 0 and "冲突 1" in out and "〔11家→" in out and "：12家；" in out


def test_three_ways_have_no_page(biganzi: Run, old: Path, new: Path) -> None:
    code, _, err = biganzi("compare", old, new, "--base", old, "--format", "html")
    assert code == 2 and "三方比较" in err


def test_headers_that_differ_are_told(biganzi: Run, new: Path, tmp_path: Path) -> None:
    document = Document(str(new))
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.save(str(tmp_path / "带页眉.docx"))
    _, out, _ = biganzi("compare", new, tmp_path / "带页眉.docx", "--format", "json")
    found = json.loads(out)
    assert found["changes"] == [] and [u["what"] for u in found["untracked"]] == ["页眉、页脚、文本框"]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ("请予支持。", 0, "改动 1 处"),
        ("the quick brown fox", 0, "几乎没有相同"),
        ("𠮷野家😀", 0, "几乎没有相同"),
    ],
)
def test_odd_versions(biganzi: Run, old: Path, tmp_path: Path, content: str, code: int, said: str) -> None:
    odd = tmp_path / "怪.txt"
    odd.write_text(content, encoding="utf-8")
    got, out, _ = biganzi("compare", old, odd)
    assert got == code and said in out


def test_a_damaged_docx_and_a_missing_file_are_named(biganzi: Run, old: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 not a package")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    for path in (bad, tmp_path / "没有.docx", tmp_path / "空.txt"):
        code, out, err = biganzi("compare", old, path)
        assert (code, out) == (2, "") and path.name in err and err.count("\n") == 1


def test_a_megabyte_is_compared(biganzi: Run, tmp_path: Path) -> None:
    named = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")
    lines = [f"{i * 7919}号住户反映的事项已经办结，回访满意。".translate(named) for i in range(13000)]
    (tmp_path / "大旧.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "大新.txt").write_text("\n".join([*lines[:500], *lines[501:]]), encoding="utf-8")
    code, out, _ = biganzi("compare", tmp_path / "大旧.txt", tmp_path / "大新.txt", "--format", "json", "--families", "length")
    assert code == 0 and [(c["kind"], c["was"]) for c in json.loads(out)["changes"]] == [("delete", lines[500] + "\n")]
