"""`biganzi trim`: as its users meet it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from corpus.readers import canonical_text

Run = Callable[..., tuple[int, str, str]]
EMPTY = "各级各部门要高度重视、加强领导、压实责任，确保各项工作落到实处。"
BOOT = "让我们更加紧密地团结起来，振奋精神、开拓进取，为谱写高质量发展新篇章而努力奋斗！"
SOLID = "石桥镇11月25日前把三家店劝到镇东去。"
TEXT = f"同志们：\n{SOLID}{EMPTY}同时，渡工每月补贴900元。\n{BOOT}\n"
LEFT = f"同志们：\n{SOLID}同时，渡工每月补贴900元。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "讲话.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_short_version_stands_beside_the_original(biganzi: Run, draft: Path) -> None:
    code, out, err = biganzi("trim", draft)
    short = draft.with_name("讲话.精简.md")
    assert (code, err) == (0, "")
    assert draft.read_text(encoding="utf-8") == TEXT and short.read_text(encoding="utf-8") == LEFT
    assert "删去 2 句、72 字" in out and f"1. 第2段“{EMPTY}”" in out and f"2. 第3段“{BOOT}”" in out
    assert "句首的“同时”没有了着落" in out and f"精简稿：{short}" in out


def test_an_earlier_short_version_stays(biganzi: Run, draft: Path) -> None:
    biganzi("trim", draft)
    draft.with_name("讲话.精简.md").write_text("我改过的", encoding="utf-8")
    code, out, _ = biganzi("trim", draft)
    assert code == 0 and "讲话.精简-2.md" in out
    assert draft.with_name("讲话.精简.md").read_text(encoding="utf-8") == "我改过的"
    assert draft.with_name("讲话.精简-2.md").read_text(encoding="utf-8") == LEFT


def test_json_for_scripts(biganzi: Run, draft: Path) -> None:
    code, out, _ = biganzi("trim", draft, "--format", "json")
    (result,) = json.loads(out)
    assert code == 0 and Path(result["output"]).read_text(encoding="utf-8") == LEFT
    assert [c["text"] for c in result["cuts"]] == [TEXT[c["start"] : c["end"]] for c in result["cuts"]] == [EMPTY, BOOT]
    assert result["zi"]["before"] - result["zi"]["after"] == 72 and 0.5 < result["zi"]["cut_share"] < 0.75
    assert result["schema"] == 1 and result["id"] == str(draft) and result["left"] == []


def test_a_docx(biganzi: Run, tmp_path: Path) -> None:
    document = Document()
    for line in TEXT.rstrip("\n").split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "讲话.docx"))
    code, out, _ = biganzi("trim", tmp_path / "讲话.docx")
    assert code == 0 and "讲话.精简.docx" in out
    assert canonical_text(tmp_path / "讲话.精简.docx") == LEFT.rstrip("\n")


def test_output_names_the_file(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    target = tmp_path / "短稿.md"
    target.write_text("旧", encoding="utf-8")
    code, _, err = biganzi("trim", draft, "--output", target)
    (aside,) = tmp_path.glob("短稿-旧-*.md")
    assert code == 0 and target.read_text(encoding="utf-8") == LEFT
    assert aside.read_text(encoding="utf-8") == "旧" and aside.name in err


def test_nothing_to_cut_writes_nothing(biganzi: Run, tmp_path: Path) -> None:
    for name, text in (("实.txt", SOLID), ("latin.txt", "No Chinese here. None at all.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        code, out, _ = biganzi("trim", tmp_path / name)
        assert code == 0 and "没有另存" in out
    assert not list(tmp_path.glob("*精简*"))


def test_bad_input(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    broken, empty = tmp_path / "坏.docx", tmp_path / "空.txt"
    broken.write_bytes(b"PK\x03\x04nothing")
    empty.write_text("", encoding="utf-8")
    code, out, err = biganzi("trim", broken, draft, empty)
    assert code == 4 and "讲话.精简.md" in out
    assert [line[:3] for line in err.splitlines()] == ["跳过：", "跳过："] and "坏.docx" in err and "空.txt" in err
    code, out, err = biganzi("trim", broken)
    assert (code, out) == (2, "") and "坏.docx" in err
    assert biganzi("trim")[0] == 2


@pytest.mark.parametrize(
    ("output", "said"), [("讲话.md", "请换一个文件名"), ("讲话.docx", "请把 --output 的后缀改为 .md")], ids=["itself", "other format"]
)
def test_bad_outputs(biganzi: Run, draft: Path, output: str, said: str) -> None:
    code, out, err = biganzi("trim", draft, "--output", draft.with_name(output))
    assert (code, out) == (2, "") and said in err and draft.read_text(encoding="utf-8") == TEXT
    code, _, err = biganzi("trim", draft, draft, "--output", draft.with_name("短.md"))
    assert code == 2 and "只能配一个文件" in err


def test_the_brief_tells_the_genre(biganzi: Run, draft: Path, tmp_path: Path) -> None:
    brief = tmp_path / "任务书.yaml"
    brief.write_text("title: 讲话\ngenre: speech\nplace: 青禾县\nissuer: 青禾县人民政府\n", encoding="utf-8")
    code, out, _ = biganzi("trim", draft, "--brief", brief)
    assert code == 0 and "删去 2 句" in out
    brief.write_text("titel: 讲话\n", encoding="utf-8")
    code, out, err = biganzi("trim", draft, "--brief", brief)
    assert (code, out) == (2, "") and "任务书.yaml" in err


def test_a_line_of_a_megabyte(biganzi: Run, tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_text((SOLID + EMPTY) * 150 + "渡" * 300_000, encoding="utf-8")
    code, out, _ = biganzi("trim", path)
    assert code == 0 and "删去 150 句" in out
