"""语气: findings on tone for each thousand 字."""

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured


def _density(product: Product) -> Measured:
    if why := product.not_judged("tone"):
        return Unmeasured(why)
    return product.per_thousand(len(product.findings("tone")))


SCORERS = (Scorer("tone_per_1000", "语气不当", "处/千字", "lower", _density),)
