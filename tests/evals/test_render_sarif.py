"""SARIF 2.1.0: held to the schema that OASIS publishes with the standard, and to the text it points into."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evals.case import Outcome
from evals.finding import Edit
from evals.render import Checked, sarif
from tests.evals.reviewed import CHECKED, FAMILIES, TEXT, same_as_snapshot

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
WIDE = "第一行\n有\U00020000字和“11家”企业\n"


def log(*checked: Checked) -> Any:
    made = json.loads(sarif.render(checked))
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(made)
    return made


def words(text: str, region: dict[str, int]) -> str:
    """What a region with 1-based columns in code points covers."""
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


def test_sarif() -> None:
    same_as_snapshot("report.sarif", sarif.render([CHECKED]) + "\n")


def test_every_region_covers_the_words_of_its_finding() -> None:
    (run,) = log(CHECKED)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"].get("region")
        assert region is None or words(TEXT, region) == region["snippet"]["text"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_columns_count_code_points_and_may_cross_lines() -> None:
    start, end = 1, WIDE.index("家")
    across = replace(CHECKED.outcome.findings[1], start=start, end=end, text=WIDE[start:end])
    (run,) = log(Checked("宽.txt", WIDE, Outcome(findings=(across,)), FAMILIES))["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"]) == (1, 2, 2)
    assert words(WIDE, region) == WIDE[start:end]


@pytest.mark.parametrize(("name", "fixes"), [("a.md", 1), ("a.docx", 0)])
def test_an_edit_is_a_fix_only_where_an_editor_can_carry_it_out(name: str, fixes: int) -> None:
    edited = replace(CHECKED.outcome.findings[1], edit=Edit(0, 2, "于", "safe"))
    (run,) = log(Checked(name, TEXT, Outcome(findings=(edited,)), FAMILIES))["runs"]
    assert len(run["results"][0].get("fixes", [])) == fixes


def test_a_file_named_twice_and_an_odd_name() -> None:
    clean = Checked("稿 件/50%#.md", "好。", Outcome(), FAMILIES)
    (run,) = log(clean, clean)["runs"]
    assert [a["location"]["uri"] for a in run["artifacts"]] == ["%E7%A8%BF%20%E4%BB%B6/50%25%23.md"]


def test_the_schema_is_strict() -> None:
    made = log(CHECKED)
    made["runs"][0]["results"][0]["level"] = "suggestion"
    made["runs"][0]["extra"] = 1
    assert len(list(jsonschema.Draft7Validator(SCHEMA).iter_errors(made))) == 2
