"""TONE: whether the words fit who speaks, to whom, and on what occasion."""

from evals.case import Case, Outcome
from evals.checks.tone import address, command, phrases
from evals.checks.tone.view import View

_PARTS = (command.findings, phrases.findings, address.findings)


def check(case: Case) -> Outcome:
    """All that sounds wrong here. Direction, genre and occasion are read out of the text where the context is silent."""
    view = View.of(case)
    return Outcome(tuple(finding for part in _PARTS for finding in part(view)))
