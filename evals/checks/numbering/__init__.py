"""NUMBERING: whether numbers go on one by one, at their level and in one form, and keep what was announced."""

from evals.case import Case, Outcome
from evals.checks.limits import limited
from evals.checks.numbering import hierarchy, marks, parallel, promises, series
from evals.checks.numbering.markers import markers


def check(case: Case) -> Outcome:
    """All slips of numbers at the beginning of lines and of rows told in words."""
    text = case.text
    lines = markers(text)
    slips = (*hierarchy.slips(text, lines), *series.slips(text), *promises.slips(text), *marks.slips(text), *parallel.slips(text, lines))
    return Outcome(limited([slip.finding(text) for slip in slips]))
