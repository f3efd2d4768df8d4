"""The result of a check as the public contract's JSON object."""

from dataclasses import asdict
from typing import Any

from evals.case import Outcome

SCHEMA = 1


def as_json(name: str, outcome: Outcome) -> dict[str, Any]:
    """One object of `check --batch` and `check --format json`."""
    return {
        "schema": SCHEMA,
        "id": name,
        "findings": [f.as_json() for f in outcome.findings],
        "sentences": [asdict(s) for s in outcome.sentences],
        "metrics": outcome.metrics,
        "unscored": [asdict(u) for u in outcome.unscored],
    }
