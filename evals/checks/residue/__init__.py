"""RESIDUE: traces of another place, template or tool in a text."""

from evals.case import Case, Outcome
from evals.checks.residue import duplicate, level, person, phrases, place, season, stale
from evals.checks.residue.view import View

_PARTS = (phrases.findings, level.findings, place.findings, person.findings, stale.findings, season.findings, duplicate.findings)


def check(case: Case) -> Outcome:
    """All traces. What needs to know who writes (level, place, people, date) is silent where the case does not tell."""
    view = View.of(case)
    return Outcome(tuple(finding for part in _PARTS for finding in part(view)))
