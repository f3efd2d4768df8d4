"""PUNCTUATION: marks and figures as GB/T 15834 and GB/T 15835 have them, the way official writing uses them."""

from evals.case import Case, Outcome
from evals.checks.limits import limited
from evals.checks.punctuation import coordination, days, doubled, ends, forms, halfwidth, lines, nesting, numerals, pairs, rows, spaces
from evals.checks.punctuation.view import View

_PARTS = (
    pairs.findings, doubled.findings, halfwidth.findings, spaces.findings, lines.findings, ends.findings, coordination.findings,
    forms.findings, nesting.findings, numerals.findings, days.findings, rows.findings,
)  # fmt: skip


def check(case: Case) -> Outcome:
    """All slips of punctuation; a rule that is broken all over is told a limited number of times."""
    view = View.of(case)
    return Outcome(tuple(found for part in _PARTS for found in limited(list(part(view)))))
