"""The check engine: runs the families asked for over a case. A family is a module of `checks` of the same name."""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import own_text
from evals.case import Case, Outcome, Unscored
from evals.finding import Finding
from evals.rules import FAMILIES, family_ids


def run(case: Case, families: Sequence[str] = FAMILIES) -> Outcome:
    """All findings of `families` on `case`, in order of place; families without a check yet are `unscored`.

    Raises InputError for a family that the contract does not know.
    """
    families = family_ids(families)
    case = replace(case, text=own_text(case.text))
    outcome = Outcome()
    for family in dict.fromkeys(families):
        outcome += _family(case, family)
    return Outcome(_ordered(outcome.findings), outcome.grounds, outcome.sentences, outcome.metrics, outcome.unscored)


def built(family: str) -> bool:
    """Does this family have a check?"""
    return importlib.util.find_spec(f"evals.checks.{family}") is not None


def _family(case: Case, family: str) -> Outcome:
    if not built(family):
        return Outcome(unscored=(Unscored(family, "这一类检查尚未提供"),))
    module = importlib.import_module(f"evals.checks.{family}")
    outcome: Outcome = module.check(case)
    return outcome


def _ordered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """In order of place, each said once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.start, f.end, f.rule)))
