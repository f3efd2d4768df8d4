"""重复: sentences said twice, and word 4-grams said before."""

from collections import Counter
from collections.abc import Iterator

from corpus.zh import count_zi
from evals.harness.scorer import Measured, Product, Scorer, Unmeasured

_N = 4


def _sentences(product: Product) -> Measured:
    """The share of 字 in sentences that stood before."""
    said = Counter(span.of(product.own).rstrip("。！？；") for span in product.sentences)
    again = sum(count_zi(words) * (times - 1) for words, times in said.items())
    whole = sum(count_zi(words) * times for words, times in said.items())
    return again / whole if whole else Unmeasured("没有正文")


def _grams(product: Product) -> Measured:
    """The share of 4-grams of words, none across a sentence's end, that stood before."""
    grams = Counter(_of_words(product))
    whole = grams.total()
    return 1 - len(grams) / whole if whole else Unmeasured("正文太短")


def _of_words(product: Product) -> Iterator[tuple[str, ...]]:
    import rjieba

    for span in product.sentences:
        words = [word for word in rjieba.cut(span.of(product.own)) if word.strip()]
        yield from (tuple(words[i : i + _N]) for i in range(len(words) - _N + 1))


SCORERS = (
    Scorer("repeated_sentences", "整句重复", "%", "lower", _sentences, most=1),
    Scorer("repeated_words", "四词重复", "%", "lower", _grams, most=1),
)
