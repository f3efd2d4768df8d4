"""Our own cases in cases/residue.yaml: what must be found is found where it stands, nothing else is."""

from pathlib import Path
from typing import Any

import pytest

from base.strict_yaml import parse, read_text
from evals.case import Case
from evals.context import Context
from evals.engine import run

_FILE = Path(__file__).parent / "cases" / "residue.yaml"
_DATA: Any = parse(read_text(_FILE), str(_FILE))[0]
CASES: list[dict[str, Any]] = _DATA["cases"]


@pytest.mark.parametrize("case", CASES, ids=[f"{i}-{'-'.join(c.get('flag', ['clean']))}" for i, c in enumerate(CASES)])
def test_case(case: dict[str, Any]) -> None:
    context, ignored = Context.lenient(_DATA["contexts"][case["context"]] if "context" in case else None)
    assert not ignored
    found = run(Case(case["text"], context=context), ["residue"]).findings
    expected = case.get("flag", {})
    assert {f.name for f in found} == set(expected), [(f.name, f.text) for f in found]
    for name, span in expected.items():
        at = case["text"].rindex(span)
        assert any(f.name == name and f.start < at + len(span) and at < f.end for f in found) or any(
            f.name == name and (span in f.text or f.text in span) for f in found
        ), [(f.name, f.text) for f in found]


def test_half_of_the_cases_are_clean() -> None:
    flagged = sum("flag" in case for case in CASES)
    assert len(CASES) >= 80
    assert 0.4 < flagged / len(CASES) < 0.6
