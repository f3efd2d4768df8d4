"""Every rule on ledgers flags and passes its own examples; the samples are clean."""

from pathlib import Path

import pytest

from drafting.ledger import Fact, Ledger, Row, load_ledger
from evals.ledger import check
from evals.ledger.findings import LedgerExample, LedgerRule, ledger_rules

SAMPLES = Path(__file__).parents[2] / "samples" / "briefs"
RULES = list(ledger_rules().values())
FLAGS = [(r, e) for r in RULES for e in r.flag]
PASSES = [(r, e) for r in RULES for e in r.pass_]


def ledger(example: LedgerExample) -> Ledger:
    return Ledger(tuple(Row(Fact.model_validate(row), f"第 {i} 行") for i, row in enumerate(example.rows, 2)))


def found(example: LedgerExample) -> list[str]:
    return [f.name for f in check(ledger(example))]


@pytest.mark.parametrize(("rule", "example"), FLAGS, ids=lambda x: getattr(x, "name", ""))
def test_flagged(rule: LedgerRule, example: LedgerExample) -> None:
    assert rule.name in found(example)
    message = next(f.message for f in check(ledger(example)) if f.name == rule.name)
    assert message.endswith("。") and "行" in message and "{" not in message


@pytest.mark.parametrize(("rule", "example"), PASSES, ids=lambda x: getattr(x, "name", ""))
def test_passed(rule: LedgerRule, example: LedgerExample) -> None:
    assert rule.name not in found(example)


def test_ids_and_names_are_unique() -> None:
    assert len({r.id for r in RULES}) == len({r.name for r in RULES}) == len(RULES)


@pytest.mark.parametrize("name", ["safety-speech/facts.csv", "training-speech/facts.yaml", "work-report/facts.xlsx"])
def test_sample_ledgers_have_nothing_wrong(name: str) -> None:
    assert [f.message for f in check(load_ledger(SAMPLES / name)) if f.severity != "suggestion"] == []
