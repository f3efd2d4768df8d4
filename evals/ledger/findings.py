"""A finding on a ledger: the form of `evals.finding.Finding`, with rows in the place of offsets."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from base.strict_yaml import load_model
from evals.finding import Severity
from evals.ledger.items import Item
from evals.rules import RuleSource

FAMILY, GATE = "ledger", "政策"
_FILE = Path(__file__).with_name("rules.yaml")
_MOST = 6  # rows named in a message


@dataclass(frozen=True)
class LedgerFinding:
    """One defect of a ledger and the rows it lies in."""

    rule: str
    name: str
    severity: Severity
    message: str
    items: tuple[Item, ...]

    @property
    def order(self) -> int:
        return self.items[0].order

    def as_json(self) -> dict[str, Any]:
        """As a finding of `check`; `0, 0` because a ledger has no running text, `evidence` holds the rows."""
        rows = [{"kind": "fact", "ref": i.fact.name, "row": i.row.where, "quote": i.fact.said} for i in self.items]
        return {
            "rule": self.rule, "name": self.name, "family": FAMILY, "gate": GATE, "severity": self.severity, "start": 0, "end": 0,
            "text": "", "message": self.message, "evidence": rows, "edit": None, "score": 1.0,
        }  # fmt: skip


class LedgerExample(BaseModel):
    """A ledger that must (`flag`) or must not (`pass`) give the finding."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: tuple[dict[str, Any], ...] = Field(min_length=1)


class LedgerRule(BaseModel):
    """One rule on ledgers; ids never change meaning."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str = Field(pattern=r"^LED\d{3}$")
    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    severity: Severity
    message: str  # with {placeholders}; one Chinese sentence about these rows
    why: str
    source: RuleSource
    flag: tuple[LedgerExample, ...] = Field(min_length=1)
    pass_: tuple[LedgerExample, ...] = Field(alias="pass", min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: tuple[LedgerRule, ...]


@cache
def ledger_rules() -> dict[str, LedgerRule]:
    """The rules on ledgers by name."""
    return {r.name: r for r in load_model(_FILE, _File).rules}


def finding(name: str, *items: Item, severity: Severity | None = None, **values: object) -> LedgerFinding:
    """A finding of the rule `name` on `items`; {rows} in its message are their places."""
    rule = ledger_rules()[name]
    message = rule.message.format(rows=places(items), first=items[0].fact.name, count=len(items), **values)
    return LedgerFinding(rule.id, rule.name, severity or rule.severity, message, items)


def places(items: tuple[Item, ...]) -> str:
    """第 2 行、第 5 行 … of the first few."""
    named = "、".join(i.row.where for i in items[:_MOST])
    return f"{named}等" if len(items) > _MOST else named
