"""NUMBERING: whether numbers go on one by one, at their level and in one form, and keep what was announced."""

from evals.case import Case, Outcome
from evals.checks.limits import limited
from evals.checks.numbering import hierarchy, levels, marks, ordinals, parallel, promises, series
from evals.checks.numbering.markers import markers
from evals.checks.widths import widened


def check(case: Case) -> Outcome:
    """All slips of numbers at the beginning of lines and of rows told in words."""
    text = widened(case.text)
    lines = markers(text)
    slips = (
        *hierarchy.slips(text, lines), *levels.slips(lines), *series.slips(text), *ordinals.slips(text), *promises.slips(text),
        *marks.slips(text), *parallel.slips(text, lines),
    )  # fmt: skip
    return Outcome(limited([slip.finding(case.text) for slip in slips]))
