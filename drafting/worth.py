"""What a passage is worth to a draft beyond its likeness to the query: how fresh, whose, how much of it is substance."""

import datetime as dt
import re

from corpus.documents import Document, Hit
from corpus.formula import formula_share
from corpus.titles import kind_of

_LAWS = ("条例", "办法", "规定", "细则", "规则", "规程", "标准", "意见", "决定", "规划", "章程")
_STATUTE = re.compile(r"(?<![方做看想说书手执司])法$")
_PASSED_ON = re.compile(r"《([^《》]+)》(?:的通知|的决定|的公告|的函|的批复)?$")
_AGEING_YEARS = {
    "讲话": 2,
    "通报": 2,
    "报告": 2,
    "汇报": 2,
    "信息": 2,
    "政务信息": 2,
    "简报": 2,
    "总结": 2,
    "通知": 4,
    "方案": 4,
    "意见": 6,
}
_AGEING = 3.0  # years after which a document of any other kind says half of what is new; laws do not age
_OLDEST = 0.6  # of its worth keeps the oldest document: age sinks gently
_LEVELS = {"state": 4, "province": 3, "city": 2, "county": 1}
_A_LEVEL = 0.04  # what each level of the issuer adds
_FORMULA = 0.5  # what a passage of nothing but formula loses
_YEAR = 365.25


def is_law(title: str) -> bool:
    """Whether a document of this `title` lays down rules: 条例、办法、意见 …, or passes such a one on."""
    passed = _PASSED_ON.search(title)
    inner = re.sub(r"[（(][^（）()]*[）)]$", "", passed[1] if passed else title)
    return _STATUTE.search(inner) is not None or kind_of(inner) in _LAWS


def worth(hit: Hit, day: dt.date | None) -> float:
    """The factor for a passage in a draft of `day`, about 0.3 to 1.2."""
    level = 1 + _A_LEVEL * _LEVELS.get(hit.document.level, 0)
    return freshness(hit.document, day) * level * (1 - _FORMULA * formula_share(hit.passage.text))


def freshness(document: Document, day: dt.date | None) -> float:
    """1 for a law or what is of `day`, less for what is older; an undated document counts as of middling age."""
    if day is None or (is_law(document.title) and document.kind != "意见"):
        return 1.0
    half_life = _AGEING_YEARS.get(document.kind, _AGEING)
    age = max(0.0, (day - document.date).days / _YEAR) if document.date else half_life
    return float(_OLDEST + (1 - _OLDEST) * 0.5 ** (age / half_life))
