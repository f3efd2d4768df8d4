"""What the checks said of a document, as it is kept."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict

from corpus.zh import count_zi
from evals.case import Outcome
from evals.figure_table import FigureRow
from evals.finding import Finding
from evals.render import Checked
from evals.trim import Trimmed


class Reviewed(BaseModel):
    """The canonical text and all findings, those on which a person has decided included."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    text: str
    outcome: Outcome
    remarks: tuple[str, ...] = ()  # on what was handed in: rows of the ledger left out

    @property
    def zi(self) -> int:
        return int(self.outcome.metrics.get("zi") or count_zi(self.text))


class Extras(BaseModel):
    """What takes its own time and is asked for later."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    figures: tuple[FigureRow, ...]
    trimmed: Trimmed


def checked(reviewed: Reviewed, findings: tuple[Finding, ...], extras: Extras | None = None) -> Checked:
    """For a renderer, with those of the findings that are to be shown."""
    known: dict[str, Any] = {"figures": extras.figures, "trimmed": extras.trimmed} if extras else {}
    return Checked(reviewed.title, reviewed.text, replace(reviewed.outcome, findings=findings), **known)
