"""没有出处的数字: figures that the material does not bear out, by number and for each thousand 字."""

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

_AGAINST_MATERIAL = {"figure-unsupported", "value-differs", "unit-differs", "direction-differs", "values-swapped", "period-differs"}


def _count(product: Product) -> Measured:
    if why := product.not_judged("figure"):
        return Unmeasured(why)
    return float(sum(f["name"] in _AGAINST_MATERIAL for f in product.findings("figure")))


def _share(product: Product) -> Measured:
    count = _count(product)
    return count if isinstance(count, Unmeasured) else product.per_thousand(count)


SCORERS = (
    Scorer("unsupported_figures", "无出处数字", "处", "lower", _count),
    Scorer("unsupported_figures_per_1000", "无出处数字密度", "处/千字", "lower", _share),
)
