"""Findings of each family of checks, for each ten thousand 字."""

from functools import partial

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured
from evals.rules import FAMILIES, FAMILY_NAMES

_MARK = "open-mark"  # a 待核 or 待写 is no fault; `marks` counts them


def _density(product: Product, family: str) -> Measured:
    if why := product.not_judged(family):
        return Unmeasured(why)
    share = product.per_thousand(sum(f["name"] != _MARK for f in product.findings(family)))
    return share if isinstance(share, Unmeasured) else 10 * share


def _scorer(family: str) -> Scorer:
    return Scorer(f"findings_{family}", f"{FAMILY_NAMES[family]}问题", "处/万字", "lower", partial(_density, family=family))


SCORERS = tuple(_scorer(family) for family in FAMILIES)
