"""How much of a passage is formula: sentences that name no figure, document, actor or deed, only attitudes."""

import re
from functools import cache
from pathlib import Path

from corpus.zh import sentences

_SOLID = re.compile(r"[0-9０-９%％《]|[一二三四五六七八九十百千万两]+(?:[个项条家户处人名次件台套所座起天日月年倍成万亿元]|公里|以上)")
_ACTOR = re.compile(
    r"(?:局|厅|办公室|委员会|管委会|人民政府|办事处|大队|支队|公司|企业|医院|学校|负责人|经营者|股|[一-鿿]{2}[镇乡村])(?!面|气)"
)
_PLAIN = 0.5  # of a sentence that has neither stock words nor substance: a transition, a reason, an appeal


def formula_share(text: str) -> float:
    """The share of `text`, by length, that is formula: 0 for all substance, 1 for all formula."""
    spans = sentences(text)
    whole = sum(span.end - span.start for span in spans)
    return sum(_emptiness(span.of(text)) * (span.end - span.start) for span in spans) / whole if whole else 0.0


def _emptiness(sentence: str) -> float:
    stock, acting = _words()
    if _SOLID.search(sentence):
        return 0.0
    empty, full = len(stock.findall(sentence)), len(acting.findall(sentence)) + bool(_ACTOR.search(sentence))
    return (empty + _PLAIN) / (empty + full + 1)


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    import yaml  # as in `corpus.query_text`

    words = yaml.safe_load(Path(__file__).with_name("formula.yaml").read_text(encoding="utf-8"))
    return _any_of(words["stock"]), _any_of(words["acting"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
