"""Arithmetic inside a ledger: totals and their parts, growth between two periods, shares."""

from collections.abc import Iterator
from decimal import Context, localcontext

from evals.ledger import growth, shares, totals
from evals.ledger.findings import LedgerFinding
from evals.ledger.items import Item, groups

_EXACT = Context(prec=60)


def check(every: list[Item]) -> Iterator[LedgerFinding]:
    with localcontext(_EXACT):
        found = [*totals.totals(every), *totals.of_it(every), *totals.over_scopes(every), *growth.check(every), *shares.quotients(every)]
        for group in groups(every, "when", "scope"):
            found += [*totals.wholes(group), *totals.parts_named(group), *shares.rates(group)]
    yield from found
