"""Judging a ledger for itself: contradictions, units, what is missing, arithmetic, the impossible."""

from collections.abc import Callable, Iterator

from drafting.ledger import Ledger
from evals.ledger.arithmetic import check as arithmetic
from evals.ledger.completeness import check as completeness
from evals.ledger.findings import LedgerFinding
from evals.ledger.items import Item, items
from evals.ledger.possibility import check as possibility
from evals.ledger.sameness import check as sameness

_CHECKS: tuple[Callable[[list[Item]], Iterator[LedgerFinding]], ...] = (sameness, arithmetic, possibility, completeness)


def check(ledger: Ledger) -> tuple[LedgerFinding, ...]:
    """All findings on `ledger`, in order of its rows."""
    every = items(ledger)
    found = [f for each in _CHECKS for f in each(every)]
    return tuple(sorted(found, key=lambda f: (f.order, f.rule)))
