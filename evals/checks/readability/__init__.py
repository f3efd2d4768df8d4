"""READABILITY: what is to be spoken can be spoken; what is to be read does not run on for half a page."""

from evals.case import Case, Outcome
from evals.checks.limits import limited
from evals.checks.readability import asides, characters, figures, length
from evals.checks.readability.view import View


def check(case: Case) -> Outcome:
    """Of a text that will be read aloud all that makes the tongue stumble; of any other only sentences that are very long."""
    view = View.of(case)
    if not view.spoken:
        return Outcome(limited(list(length.written(view))))
    parts = (length.spoken, characters.findings, figures.findings, asides.findings)
    return Outcome(tuple(found for part in parts for found in limited(list(part(view)))))
