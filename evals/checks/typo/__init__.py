"""TYPO: wrong characters. What is wrong wherever it stands is an error, what a model of the language doubts a warning or a suggestion."""

from evals.case import Case, Outcome
from evals.checks.readings import Marks, judged
from evals.checks.typo.judge import findings


def check(case: Case) -> Outcome:
    """Wrong characters of `case`; quotations, names, classical and traditional text are left alone."""
    return judged(case, _judge)


def _judge(case: Case, _marks: Marks) -> Outcome:
    return Outcome(tuple(findings(case)))
