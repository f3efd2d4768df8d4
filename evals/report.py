"""The result of a check as the public contract's JSON object."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from evals.case import Outcome
from evals.figure_table import FigureRow

SCHEMA = 1


def as_json(name: str, outcome: Outcome, figures: Sequence[FigureRow] | None = None) -> dict[str, Any]:
    """One object of `check --batch` and `check --format json`; `figures` where the table of figures was asked for."""
    report: dict[str, Any] = {
        "schema": SCHEMA,
        "id": name,
        "findings": [f.as_json() for f in outcome.findings],
        "sentences": [{"start": s.start, "end": s.end, "padding": s.padding} for s in outcome.sentences],
        "metrics": outcome.metrics,
        "unscored": [{k: v for k, v in asdict(u).items() if v} for u in outcome.unscored],
    }
    return report if figures is None else report | {"figures": [f.as_json() for f in figures]}
