"""The renderers for a terminal and for a build server."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from corpus.zh import Span
from evals.case import Outcome, Unscored
from evals.finding import Finding
from evals.render import Checked, junit, text
from evals.trim.cutting import Cut, Trimmed
from tests.evals.reviewed import CHECKED, FAMILIES, same_as_snapshot


def test_text() -> None:
    same_as_snapshot("report.txt", text.render([CHECKED]) + "\n")


def test_junit() -> None:
    said = junit.render([CHECKED, Checked("空.md", "好。", Outcome(), FAMILIES)])
    same_as_snapshot("report.junit.xml", said + "\n")


def test_junit_counts_its_tests_and_survives_control_characters() -> None:
    bad = replace(CHECKED.outcome.findings[1], message="有\x01控制符", text="a\x0b")
    root = ET.fromstring(junit.render([replace(CHECKED, outcome=replace(CHECKED.outcome, findings=(bad,)))]))
    (suite,) = root
    assert int(suite.attrib["tests"]) == len(suite) == int(root.attrib["tests"])
    assert int(suite.attrib["failures"]) == len(suite.findall(".//failure")) == 1
    assert int(suite.attrib["skipped"]) == len(suite.findall(".//skipped")) == 3


def test_what_was_not_judged_is_not_called_clean() -> None:
    nothing = Outcome(unscored=tuple(Unscored(f, "没有依据") for f in FAMILIES))
    assert text.render([Checked("a.md", "好。", nothing, FAMILIES)]).startswith("【a.md】没有检查")
    assert text.render([Checked("a.md", "好。", Outcome(), FAMILIES)]) == "【a.md】未发现问题"


def test_many_alike_are_told_together() -> None:
    body = "\n".join(["此事涉及到村。"] * 8 + ["此事涉及到镇，按装。"])
    places = [m.start() for m in re.finditer("涉及到", body)]
    found = [Finding("WRD002", "redundant-words", "wording", "文字", "warning", at, at + 3, "涉及到", "“涉及到”说重了。") for at in places]
    other = Finding("TYP001", "wrong-character", "typo", "文字", "error", len(body) - 3, len(body) - 1, "按装", "错别字。")
    said = text.render([Checked("a.md", body, Outcome((*found, other)), FAMILIES)]).splitlines()
    assert sum("WRD002" in line for line in said) == 3
    assert "    同类还有 6 处：第4、5、6、7、8、9段" in said and "文字关：10 处" in said
    assert sum("TYP001" in line for line in said) == 1
    few = text.render([Checked("a.md", body, Outcome(tuple(found[:5])), FAMILIES)])
    assert few.count("WRD002") == 5 and "同类还有" not in few


def test_what_is_left_of_a_long_text_is_not_shown() -> None:
    body = "各位领导，大家好！\n" + "请各村于每月五日前报送排查台账。\n" * 2000
    trimmed = Trimmed(body, (Cut(0, 9, body[:9], "PAD001", "开头套话"),), (), (), (Span(0, 10),))
    said = text.render([Checked("a.md", body, Outcome(), FAMILIES, trimmed=trimmed)])
    assert "剩下的太长，不在这里列出" in said and "报送排查台账" not in said
