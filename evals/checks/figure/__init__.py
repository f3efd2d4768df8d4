"""Figures: each has a source or is marked; the text agrees with itself."""

from evals.case import Case, Outcome, Unscored
from evals.checks.figure import inner, shelf, verbatim
from evals.checks.figure.report import finding
from evals.checks.figure.verdicts import figure_places, verdicts
from evals.checks.readings import Marks, judged, lies_in
from evals.finding import Finding

_FAMILY = "figure"
_EXPLAINED = ("FIG001", "FIG002")  # what the text's own arithmetic explains better


def check(case: Case) -> Outcome:
    """Findings and grounds of the figures of `case`; with neither facts nor sources only the text's own consistency."""
    return judged(case, _judge)


def _judge(case: Case, marks: Marks) -> Outcome:
    found = [p for p in figure_places(case) if not lies_in(marks, p.read.start, p.read.end)]
    own = [*inner.check(case.text, found), *shelf.check(case, found)]
    if not case.has_material and not case.strict:
        return Outcome(findings=tuple(own), unscored=(Unscored(_FAMILY, "没有台账和来源，数字出处未核对"),))
    said = verdicts(case, found)
    faults = [f for j in said if (f := finding(j, case)) is not None]
    grounds = tuple(g for j in said if (g := j.ground) is not None)
    literal = verbatim.check(case, [(p.read.start, p.read.end) for p in found]) if case.strict else Outcome()
    return Outcome((*_once(faults, own), *own), grounds) + literal


def _once(faults: list[Finding], own: list[Finding]) -> list[Finding]:
    """What the text says against itself explains more than “no source” at the same place."""
    said = [(f.start, f.end) for f in own]
    return [f for f in faults if f.rule not in _EXPLAINED or not any(s < f.end and f.start < e for s, e in said)]
