"""抄录占比: the share of 字 that stands in documents of the library word for word."""

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured


def _share(product: Product) -> Measured:
    share = product.report["metrics"].get("copied_share")
    return Unmeasured(product.not_judged("copy") or "没有与文库比对") if share is None else float(share)


SCORERS = (Scorer("copied_share", "抄录占比", "%", "lower", _share, most=1),)
