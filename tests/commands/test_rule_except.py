"""`biganzi rule except`: a place that is right is never told again, until that is taken back."""

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
Use = Callable[[str], Path]


def checked(biganzi: Run, paper: Path) -> int:
    return biganzi("check", paper, "--families", "residue")[0]


def test_an_exception_is_made_shown_and_taken_back(biganzi: Run, overlay: Use, tmp_path: Path) -> None:
    path = overlay("# 青禾县政府办\nnames:\n  - {name: 周明远, title: 县长}   # 三月起\n")
    before, paper = path.read_text(encoding="utf-8"), tmp_path / "讲话.txt"
    paper.write_text("全年增长XX%。", encoding="utf-8")
    assert checked(biganzi, paper) == 1
    code, out, _ = biganzi("rule", "except", "占位未填", "--text", "增长XX%", "--reason", "会上公布")
    assert code == 0
    assert "overlay.yaml 第 6 行：- {text: 增长XX%, rules: [RES006], why: 会上公布}" in out
    assert path.read_text(encoding="utf-8").startswith(before)
    assert checked(biganzi, paper) == 0
    assert "早已写在" in biganzi("rule", "except", "RES006", "--text", "增长XX%", "--reason", "会上公布")[1]
    code, out, _ = biganzi("rule", "except", "RES006", "--text", "增长XX%", "--undo")
    assert code == 0 and "已收回" in out
    assert checked(biganzi, paper) == 1


def test_what_is_missing_is_said_and_nothing_is_written(biganzi: Run, overlay: Use, tmp_path: Path) -> None:
    path = overlay("names: []\n")
    assert "--reason" in biganzi("rule", "except", "RES006", "--text", "XX")[2]
    assert "没有规则" in biganzi("rule", "except", "RES", "--text", "XX", "--reason", "会上公布")[2]
    for family in ("错别字", "typo"):
        code, _, err = biganzi("rule", "except", family, "--text", "沅", "--reason", "县名")
        assert code == 2 and f"“{family}”是类别" in err and "TYP001" in err
    assert "（TYP008、WRD002）" in biganzi("rule", "except", "词语重复", "--text", "沅", "--reason", "县名")[2]
    assert "--text" in biganzi("rule", "except", "RES006", "--text", " ", "--reason", "会上公布")[2]
    code, _, err = biganzi("rule", "except", "RES006", "--text", "XX", "--undo")
    assert code == 2 and "没有“XX”不报 RES006 的例外" in err
    assert path.read_text(encoding="utf-8") == "names: []\n"


def test_the_rule_is_shown_with_and_without_the_word(biganzi: Run) -> None:
    assert biganzi("rule", "show", "RES006")[1] == biganzi("rule", "RES006")[1]
    assert "rule except 规则 --text 文字" in biganzi("rule", "--help")[1]
