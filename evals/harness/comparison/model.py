"""The values of a comparison."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.retrieval_eval import Estimate
from evals.harness.scorer import Better

Verdict = Literal["better", "worse", "differs", "noise", "same", "few"]
SCHEMA = 1


@dataclass(frozen=True)
class Change:
    """One measure on the cases where both sides have it. `difference` is B less A, for each case in the mean, with its interval."""

    id: str
    name: str
    unit: str
    better: Better
    a: float  # means
    b: float
    cases: int
    difference: Estimate
    verdict: Verdict
    spread: float = 0.0  # of a judge's votes; a difference within it is noise
    lost: int = 0  # cases that A has it for and B has not


@dataclass(frozen=True)
class CaseChange:
    """One case: what changed on which measure, as (id, A, B, verdict); rules that fire more often or less."""

    case: str
    title: str
    measures: tuple[tuple[str, float, float, Verdict], ...]
    rules: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Comparison:
    """A (before) and B (after) on the cases both finished."""

    dataset: str
    version: int
    a: str
    b: str
    cases: int
    scorers: tuple[Change, ...]
    rules: tuple[Change, ...]
    per_case: tuple[CaseChange, ...]
    only_a: tuple[str, ...] = ()  # cases that B has not finished
    only_b: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()  # those of `only_a` at which B failed

    @property
    def worse(self) -> tuple[Change, ...]:
        """What got worse beyond noise."""
        return tuple(change for change in (*self.scorers, *self.rules) if change.verdict == "worse")

    @property
    def regressed(self) -> bool:
        """Is B worse beyond noise, or did it fail at what A did?"""
        return bool(self.worse or self.failed)

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA, "dataset": self.dataset, "version": self.version, "a": self.a, "b": self.b, "cases": self.cases,
            "regressed": self.regressed, "scorers": [_rounded(asdict(c)) for c in self.scorers],
            "rules": [_rounded(asdict(c)) for c in self.rules],
            "per_case": [_case(c) for c in self.per_case], "only_a": list(self.only_a), "only_b": list(self.only_b),
            "failed": list(self.failed),
        }  # fmt: skip


def _case(change: CaseChange) -> dict[str, Any]:
    return {
        "case": change.case,
        "title": change.title,
        "measures": [{"id": id, "a": a, "b": b, "verdict": verdict} for id, a, b, verdict in change.measures],
        "rules": [{"rule": rule, "a": a, "b": b} for rule, a, b in change.rules],
    }


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: _rounded(v) if isinstance(v, dict) else round(v, 6) if isinstance(v, float) else v for k, v in values.items()}
