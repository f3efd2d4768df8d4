"""空话占比: the share of 字 that stands in padding sentences."""

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured


def _share(product: Product) -> Measured:
    share = product.report["metrics"].get("padding_share")
    return Unmeasured("空话没有检查") if share is None else float(share)


SCORERS = (Scorer("padding_share", "空话占比", "%", "lower", _share, most=1),)
