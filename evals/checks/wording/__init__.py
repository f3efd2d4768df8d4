"""WORDING: idioms, redundancy, grammar, measure words, fixed formulations, abbreviations, leaders and names of documents."""

from collections.abc import Sequence

from evals.case import Case, Outcome
from evals.checks.wording import (
    abbreviations,
    collocations,
    documents,
    formulations,
    idioms,
    leaders,
    measures,
    members,
    names,
    phrases,
    quantities,
    subjects,
)
from evals.checks.wording.view import View
from evals.finding import Finding

_PARTS = (
    phrases.findings,
    idioms.findings,
    collocations.findings,
    subjects.findings,
    measures.findings,
    quantities.findings,
    formulations.findings,
    members.findings,
    abbreviations.findings,
    leaders.findings,
    documents.findings,
    names.findings,
)


def check(case: Case) -> Outcome:
    """All that is wrongly put, whoever reads it. Quotation marks exempt all but fixed formulations and short names."""
    view = View(case)
    found = [finding for part in _PARTS for finding in part(view)]
    slips = [f for f in found if f.name == "fixed-formulation"]
    return Outcome(tuple(f for f in found if not (f.name == "abbreviation-unexplained" and _lies_on(f, slips))))


def _lies_on(finding: Finding, others: Sequence[Finding]) -> bool:
    """A slip in a public formulation is no short name of the writer's own."""
    return any(finding.start < other.end and other.start < finding.end for other in others)
