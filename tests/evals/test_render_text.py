"""The renderers for a terminal and for a build server."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from evals.case import Outcome, Unscored
from evals.render import Checked, junit, text
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
