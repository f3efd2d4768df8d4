"""留下的待核、待写: what a person still has to find out or write."""

from functools import partial

from drafting.guard import MARK
from evals.harness.scorer import Product, Scorer


def _left(product: Product, kind: str) -> float:
    return float(sum(mark[1] == kind for mark in MARK.finditer(product.text)))


SCORERS = (
    Scorer("open_checks", "留下待核", "处", "lower", partial(_left, kind="待核")),
    Scorer("open_writing", "留下待写", "处", "lower", partial(_left, kind="待写")),
)
