"""How a search ranks: every weight in one value, so that a measurement can change one of them.

The defaults come from half of two public collections (lay questions to 10,000 articles of law; the sentence in which a local rule
names its legal basis to 1,410 laws), each divided in two once more: only what gained in all four parts was kept, and of what was
equally good the middle. `biganzi corpus eval` measures the same on an office's own questions.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Any

from base.errors import InputError


@dataclass(frozen=True)
class Lexical:
    """BM25, the sum of two fields: bigrams and dictionary words."""

    words_weight: float = 1.0  # 0.4 to 1 alike; without words nDCG@10 is 0.007 lower
    official_weight: float = 0.6  # of a word that an everyday word of the query stands for, beside 1 for what it says itself
    repeat: float = 0.5  # a token said n times in the query counts n ** repeat


@dataclass(frozen=True)
class Fusion:
    """Lexical and vector candidates put together, and the evidence of the other passages of the same work."""

    candidates: int = 200  # passages asked of each index at least; 400 gains 0.001
    candidates_a_hit: int = 2
    vector_weight: float = 0.35  # of standardised cosines beside standardised BM25; 0.2 is best for laws, 0.5 for reasons
    kin_weight: float = 0.25  # of what the work's best passages score together: recall@10 + 0.01 in both collections
    kin_decay: float = 0.8  # of each further passage of the work
    kin_most: int = 10  # passages of a work that count


@dataclass(frozen=True)
class Lookup:
    """Names, numbers and phrases said exactly."""

    named: float = 8.0  # added to the best passages of a document the query names: more than all else together
    named_passages: int = 3
    phrase: float = 0.15  # for as much of the query as a passage holds in runs of `run` characters; neutral for questions
    run: int = 4
    keywords: float = 3.0  # for the share of the words of a query without sentence marks that a passage holds
    pool: int = 60  # of the best passages looked at for phrases


@dataclass(frozen=True)
class Standing:
    """What is left of the score of a document that is no longer in force."""

    superseded: float = 0.6
    repealed: float = 0.5


@dataclass(frozen=True)
class Ranking:
    """All of it."""

    lexical: Lexical = field(default_factory=Lexical)
    fusion: Fusion = field(default_factory=Fusion)
    lookup: Lookup = field(default_factory=Lookup)
    standing: Standing = field(default_factory=Standing)

    def changed(self, name: str, value: str | float) -> "Ranking":
        """With the value of `name`, as fusion.vector_weight; InputError when there is no such name or the value is no number."""
        part, _, weight = name.partition(".")
        known = {f"{p.name}.{f.name}": f for p in fields(self) for f in fields(getattr(self, p.name))}
        if name not in known:
            raise InputError(f"没有“{name}”这一项检索参数，可用的有 {'、'.join(known)}。")
        return replace(self, **{part: replace(getattr(self, part), **{weight: _number(name, value, known[name].type)})})


def _number(name: str, value: str | float, kind: Any) -> float:
    try:
        number = int(value) if kind is int else float(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= 100_000:
        raise InputError(f"检索参数 {name} 的值“{value}”不对，应当是 0 以上的{'整' if kind is int else ''}数。")
    return number


DEFAULT = Ranking()
