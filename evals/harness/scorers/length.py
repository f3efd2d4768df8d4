"""篇幅: whether the draft is inside the length asked for, and how far outside it is."""

from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

_NO_RANGE = Unmeasured("任务书没有写篇幅")


def _distance(product: Product) -> Measured:
    """0 inside the range; else the missing or excess 字 as a share of the end that is missed."""
    asked = product.expecting().brief.length
    if asked is None:
        return _NO_RANGE
    low, high = asked
    return max(0.0, (low - product.zi) / low, (product.zi - high) / high)


def _inside(product: Product) -> Measured:
    distance = _distance(product)
    return distance if isinstance(distance, Unmeasured) else float(distance == 0)


SCORERS = (
    Scorer("length_inside", "篇幅合要求", "%", "higher", _inside, most=1),
    Scorer("length_distance", "篇幅差多少", "%", "lower", _distance),
    Scorer("zi", "字数", "字", "neither", lambda product: float(product.zi)),
)
