"""overlay.yaml of the workspace: an office's own additions to the packaged word lists."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.overlay import own_rule

Run = Callable[..., tuple[int, str, str]]
TEXT = "全县推行6项清单法，新建停车位120个。\n"


def extract(biganzi: Run, home: Path, overlay: str) -> tuple[int, str, str]:
    (home / "overlay.yaml").write_text(overlay, encoding="utf-8")
    (home / "稿.txt").write_text(TEXT, encoding="utf-8")
    return biganzi("--home", home, "facts", "extract", home / "稿.txt")


def test_what_the_office_calls_no_data_is_left_alone(biganzi: Run, tmp_path: Path) -> None:
    assert ",6,项" in extract(biganzi, tmp_path, "figures: {}\n")[1]
    said = extract(biganzi, tmp_path, "figures:\n  phrases: [6项清单法]\n")[1]
    assert ",6,项" not in said
    assert ",120," in said


def test_a_wrong_key_is_named_with_its_line(biganzi: Run, tmp_path: Path) -> None:
    code, _, err = extract(biganzi, tmp_path, "figures:\n  phrase: [6项清单法]\n")
    assert code == 2
    assert "overlay.yaml 第 2 行" in err
    assert "phrases" in err


def test_an_overlay_beside_the_brief_and_one_that_is_named(tmp_path: Path, overlay: Callable[[str], Path], biganzi: Run) -> None:
    rule = "rules: [{id: %s, title: 空, family: 用语, words: %s, message: 太空, why: 空, source: 提示}]\n"
    overlay(rule % ("QHX001", "名片"))
    (tmp_path / "overlay.yaml").write_text(rule % ("QHX002", "亮点"), encoding="utf-8")
    (tmp_path / "另.yaml").write_text(rule % ("QHX003", "抓手"), encoding="utf-8")
    (tmp_path / "brief.yaml").write_text("title: 讲话\ngenre: speech\n", encoding="utf-8")
    (tmp_path / "稿.md").write_text("名片、亮点、抓手。\n", encoding="utf-8")

    def ids(*arguments: object) -> list[str]:
        code, out, _ = biganzi("check", tmp_path / "稿.md", "--families", "wording", "--format", "json", *arguments)
        assert code == 0
        return [f["rule"] for f in json.loads(out)[0]["findings"]]

    assert ids() == ["QHX001"]
    assert ids("--brief", tmp_path / "brief.yaml") == ["QHX001", "QHX002"]
    assert ids("--overlay", tmp_path / "另.yaml") == ["QHX001", "QHX003"]
    assert ids() == ["QHX001"]


def test_a_rule_that_was_given_up_is_named_and_the_exit_code_says_so(
    tmp_path: Path, overlay: Callable[[str], Path], biganzi: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_rule, "SECONDS", 0.05)
    slow = "{id: QHX001, title: 慢, family: 用语, pattern: '(?:一|一一)+$', message: 慢, why: 慢, source: 慢, flag: [一], pass: [二]}"
    overlay(f"rules: [{slow}]\n")
    (tmp_path / "稿.md").write_text("一" * 80 + "二XX万元。\n", encoding="utf-8")
    code, out, err = biganzi("check", tmp_path / "稿.md", "--families", "wording,residue")
    assert code == 4
    assert "QHX001" in err
    assert "RES006" in out
    (tmp_path / "批.jsonl").write_text(json.dumps({"id": 1, "text": "一" * 80 + "二"}) + "\n", encoding="utf-8")
    code, out, err = biganzi("check", "--batch", tmp_path / "批.jsonl", "--families", "wording")
    assert code == 4
    assert err.count("QHX001") == 1
    assert json.loads(out)["unscored"][-1]["rule"] == "QHX001"


def test_units_of_the_office_are_read_as_units(tmp_path: Path, overlay: Callable[[str], Path], biganzi: Run) -> None:
    (tmp_path / "稿.txt").write_text("全县整治农田30坵。\n", encoding="utf-8")
    assert ",坵," not in biganzi("facts", "extract", tmp_path / "稿.txt")[1]
    overlay("units: {counters: [坵]}\n")
    assert ",30,坵," in biganzi("facts", "extract", tmp_path / "稿.txt")[1]
