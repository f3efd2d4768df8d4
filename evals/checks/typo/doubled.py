"""Characters typed twice."""

from collections.abc import Iterator

import numpy as np

from corpus.language.alphabet import EDGE, Ids
from corpus.language.grams import LONGEST, WORD
from corpus.language.model import LanguageModel
from corpus.zh import Span
from evals.checks.typo.candidates import Page

_PARTICLES = "的了是在和与及对将被把为"  # each a word of its own that does not stand twice


def doubled(page: Page, model: LanguageModel) -> Iterator[Span]:
    """Second ones of two like characters that are no word, do not belong to two words and were never seen so."""
    ids = np.concatenate([page.ids, np.full(LONGEST, EDGE, dtype=np.uint64)])
    same = np.flatnonzero((page.ids[1:] == page.ids[:-1]) & page.open[1:] & page.open[:-1]) + 1
    for at in same.tolist():
        if at < 2 or page.points[at - 2] == page.points[at] == page.points[at - 1] or page.points[at] != page.points[at - 1]:
            continue
        if _is_unseen(ids, at, model) and (_is_particle(page, at) or not _is_meant(ids, at, model)):
            yield Span(at, at + 1)


def _is_unseen(ids: Ids, at: int, model: LanguageModel) -> bool:
    """Were the two never seen with what stands beside them, and one of them with both?"""
    doubled_, single = np.stack([ids[at - 2 : at + 1], ids[at - 1 : at + 2]]), ids[[[at - 2, at], [at, at + 1]]]
    return bool(model.count(doubled_, 3).max() == 0 and model.count(single, 2).min() > 0)


def _is_particle(page: Page, at: int) -> bool:
    return chr(int(page.points[at])) in _PARTICLES


def _is_meant(ids: Ids, at: int, model: LanguageModel) -> bool:
    """Are the two a word, or does one word end with the first of them and another begin with the second, as in 进行行政?"""
    if _is_word(ids[at - 1 : at + 1], model):
        return True
    ends = any(_is_word(ids[at - length : at], model) for length in range(2, LONGEST + 1) if at >= length)
    return ends and any(_is_word(ids[at : at + length], model) for length in range(2, LONGEST + 1))


def _is_word(ids: Ids, model: LanguageModel) -> bool:
    return bool(model.count(ids[None], WORD + len(ids))[0] > 0)
