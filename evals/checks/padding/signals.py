"""What a sentence shows of padding and of substance: one number for each signal, by name."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from base.office import remembered
from corpus.bare_names import bare_names
from corpus.figures import Figure, figures
from corpus.proper_names import document_numbers, enterprises, people
from corpus.zh import count_zi, quotations
from evals.checks.padding.lexicon import Hit, Lexicon, lexicon, required

_MOST_SHARE, _MOST_COUNT, _MOST_CLAUSES = 0.5, 3, 8  # beyond these more of the same says no more
_VAGUE = ("一", "几", "数")  # 一个, 几年: no figure to rest on
_SHORT = 12  # 字
_HAN = re.compile("[一-鿿]+")
_CLAUSE = re.compile("[，,；;]")
_NAMED = re.compile("《[^》]{2,40}》")
_BY = re.compile(r"(?:月底|年底|年内|[月日周天时]内|[月日号]前|之前|汛期前|节前)")


@dataclass(frozen=True)
class Signals:
    """Of the sentence `text`: `values` feed the score, `words` are its stock words by class, `figures` what it counts or dates."""

    text: str
    values: dict[str, float]
    words: dict[str, tuple[str, ...]]
    figures: tuple[str, ...]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its pairs of characters that stand side by side: the wording beside the stock words."""
        return frozenset(run[i : i + 2] for run in _HAN.findall(self.text) for i in range(len(run) - 1))

    @cached_property
    def solid(self) -> tuple[str, ...]:
        """What it names: figures, people, enterprises, documents, deadlines. Asked of few sentences, so read only then."""
        return (*(figure for figure in self.figures if not figure.startswith(_VAGUE)), *_names(self.text))


def signals(text: str) -> Signals:
    """The signals of one sentence. Those read of late are kept: two versions of a paper share most of their sentences."""
    return _reader()(text)


@remembered
def _reader() -> Callable[[str], Signals]:
    return lru_cache(maxsize=4096)(_read)


def _read(text: str) -> Signals:
    known = lexicon()
    hits = _own(text, known.hits(text))
    zi = max(4, count_zi(text))
    read = figures(text)
    values = {
        **_shares(hits, known, zi),
        **{name: float(min(_MOST_COUNT, len(pattern.findall(text)))) for name, pattern in known.patterns.items()},
        **_counts(read),
        "length": math.log(zi),
        "short": float(zi < _SHORT),
        "clauses": float(min(_MOST_CLAUSES, len(_CLAUSE.findall(text)))),
    }
    return Signals(text, values, _by_class(text, hits), tuple(f.text for f in read))


def _counts(read: Sequence[Figure]) -> dict[str, float]:
    small = sum(f.soft for f in read)
    dates = sum(f.kind in ("date", "time") for f in read if not f.soft)
    hard = len(read) - small - dates
    counts = {"figures": hard, "any_figure": min(1, hard), "small_figures": small, "dates": dates}
    return {name: float(min(_MOST_COUNT, n)) for name, n in counts.items()}


def _own(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Without the words that the sentence only quotes; slogans of higher spirit stand in quotation marks by custom."""
    quoted = quotations(text)
    return [h for h in hits if h.sort == "ritual" or not any(q.overlaps(h.start, h.end) for q in quoted)]


def _shares(hits: Iterable[Hit], known: Lexicon, zi: int) -> dict[str, float]:
    """How much of the sentence the words of each class make up."""
    covered: Counter[str] = Counter()
    for hit in hits:
        covered[hit.sort] += hit.end - hit.start
    return {name: min(_MOST_SHARE, covered[name] / zi) for name in known.words}


def _by_class(text: str, hits: Iterable[Hit]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for hit in hits:
        found.setdefault(hit.sort, {})[text[hit.start : hit.end]] = None
    return {sort: tuple(words) for sort, words in found.items()}


def _names(text: str) -> tuple[str, ...]:
    """People, enterprises, documents and deadlines named outside required wording."""
    text = required().sub(lambda m: "，" * len(m[0]), text)
    named = [(s.start, s.end) for found in (people(text), enterprises(text), document_numbers(text), bare_names(text)) for s in found]
    return (*(text[start:end] for start, end in named), *_NAMED.findall(text), *_BY.findall(text))
