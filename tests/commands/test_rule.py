"""`biganzi rule`: the list, one rule, as JSON and Markdown; docs/rules.md is what it gives."""

import json
from collections.abc import Callable
from pathlib import Path

from evals.catalogue import catalogue
from evals.rules import rules

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
Run = Callable[..., tuple[int, str, str]]
Use = Callable[[str], Path]

OWN = """rules:
  - {id: QHX001, title: 口号空泛, family: 空话套话, words: 闪亮名片, message: 太空, why: 听不懂, source: 青禾县政府办文稿提示}
disabled: {FIG001: 本单位不核数}
severity: {RES006: warning}
"""


def test_the_page_of_rules_is_current(biganzi: Run, tmp_path: Path) -> None:
    code, _, _ = biganzi("rule", "--format", "markdown", "--output", tmp_path / "rules.md")
    assert code == 0
    current = (tmp_path / "rules.md").read_text(encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == current, "run: biganzi --home EMPTY_FOLDER rule --format markdown --output docs/rules.md"


def test_every_rule_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [id_ for id_ in rules() if f"### {id_} " not in page] == []


def test_the_list_and_one_rule(biganzi: Run) -> None:
    code, out, _ = biganzi("rule")
    assert code == 0
    assert len(out.splitlines()) == len(catalogue()) + 1
    code, out, _ = biganzi("rule", "placeholder")
    assert out.startswith("RES006 占位未填（placeholder）\n")
    assert "来自：程序自带" in out
    assert "会报：" in out
    assert "不报：" in out
    assert biganzi("rule", "X")[0] == 2
    assert biganzi("rule", "占位未填")[1] == out
    assert "是不是想写“RES006”？" in biganzi("rule", "res06")[2]


def test_rules_of_the_office_say_where_they_come_from(biganzi: Run, overlay: Use) -> None:
    overlay(OWN)
    _, out, _ = biganzi("rule", "qhx001")
    assert "类别：空话套话（padding），文字关；程度：警告" in out
    assert "来自：本单位规则，" in out
    assert "overlay.yaml 第 2 行" in out
    _, out, _ = biganzi("rule")
    assert "QHX001  警告  文字关  空话套话  qhx001  口号空泛（本单位）" in out
    assert "FIG001  已停用" in out


def test_what_the_office_changed_is_told(biganzi: Run, overlay: Use) -> None:
    overlay(OWN)
    _, out, _ = biganzi("rule", "FIG001")
    assert "程度：已停用（" in out
    assert "overlay.yaml 第 3 行：本单位不核数）" in out
    _, out, _ = biganzi("rule", "RES006")
    assert "程度：警告（原为错误，" in out


def test_json(biganzi: Run, overlay: Use) -> None:
    overlay(OWN)
    _, out, _ = biganzi("rule", "--format", "json")
    by_id = {r["id"]: r for r in json.loads(out)}
    assert list(by_id) == list(catalogue())
    assert (by_id["RES006"]["severity"], by_id["RES006"]["packaged_severity"]) == ("warning", "error")
    assert by_id["FIG001"]["off"] is True
    assert by_id["QHX001"]["origin"].endswith("第 2 行")
    assert by_id["QHX001"]["source"] == {"standing": "惯例", "text": "青禾县政府办文稿提示"}
    assert by_id["RES006"]["flag"][0]["text"]
    _, out, _ = biganzi("rule", "RES006", "--format", "json")
    assert [r["id"] for r in json.loads(out)] == ["RES006"]


def test_the_result_is_not_written_over_the_overlay(biganzi: Run, overlay: Use) -> None:
    path = overlay(OWN)
    code, _, err = biganzi("rule", "--overlay", path, "--output", path)
    assert code == 2
    assert "请换一个文件名" in err
    assert path.read_text(encoding="utf-8") == OWN
