"""SECRECY: marks that do not fit, marked documents in open texts, personal data before the public."""

from evals.case import Case, Outcome
from evals.checks.secrecy import documents, marking, personal
from evals.checks.secrecy.view import View

_PARTS = (marking.findings, documents.findings, personal.findings)


def check(case: Case) -> Outcome:
    """What a text must not say, or not without a mark. Nothing in it is quoted in a message but marks and titles."""
    view = View(case)
    return Outcome(tuple(finding for part in _PARTS for finding in part(view)))
