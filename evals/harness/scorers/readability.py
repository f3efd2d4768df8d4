"""可读性: how long the sentences are, and the share of those that nobody says in one breath."""

from corpus.zh import count_zi
from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

LONG = 80  # 字; at 200 a minute, 24 seconds read aloud


def _lengths(product: Product) -> list[int]:
    return [count_zi(span.of(product.own)) for span in product.sentences]


def _mean(product: Product) -> Measured:
    lengths = _lengths(product)
    return sum(lengths) / len(lengths) if lengths else Unmeasured("没有正文")


def _long(product: Product) -> Measured:
    lengths = _lengths(product)
    return sum(zi > LONG for zi in lengths) / len(lengths) if lengths else Unmeasured("没有正文")


SCORERS = (
    Scorer("long_sentences", "长句占比", "%", "lower", _long, most=1),
    Scorer("sentence_length", "平均句长", "字", "neither", _mean),
)
