"""What speaks for and against a replacement, as numbers."""

import numpy as np

from corpus.language.alphabet import UNKNOWN
from corpus.language.grams import LONGEST, WORD
from corpus.language.model import BEFORE, LanguageModel
from corpus.language.table import Counts
from evals.checks.typo.candidates import MARGIN, Candidates, Page, Rows
from evals.checks.typo.confusions import KINDS

Features = dict[str, Counts]
_CAPS = {"gain": 6.0, "word_gain": 8.0}  # beyond this more says little more


def gain(page: Page, model: LanguageModel, found: Candidates) -> Counts:
    """How much more probable the text becomes, as the logarithm."""
    near = slice(MARGIN - BEFORE, 2 * MARGIN + found.size - 1)
    rows = page.rows(found.at, found.size)
    places, back = np.unique(found.at, return_inverse=True)
    before = model.log_probability(page.rows(places, found.size)[:, near])[back]
    return model.log_probability(found.replaced(rows)[:, near]) - before


def features(page: Page, model: LanguageModel, found: Candidates, gained: Counts) -> Features:
    """Of every candidate, by name."""
    old = page.rows(found.at, found.size)
    new = found.replaced(old)
    size = found.size
    word_gain = model.as_words(new) - model.as_words(old)
    values: Features = {"gain": gained, "word_gain": word_gain}
    values |= {f"{name}_capped": np.minimum(values[name], np.float32(cap)) for name, cap in _CAPS.items()}
    values["both_gains"] = np.asarray(gained * word_gain / 10, dtype=np.float32)
    for name, rows in (("old", old), ("new", new)):
        values |= _company(name, rows, size, model) | _covering_words(name, rows, size, model)
        values[f"{name}_character"] = np.log1p(model.count(rows[:, MARGIN : MARGIN + 1], 1))
    values |= {kind: (found.kinds == number).astype(np.float32) for number, kind in enumerate(KINDS)}
    near = old[:, MARGIN - BEFORE : 2 * MARGIN + size - 1]
    values["fit"] = model.log_probability(near) / np.float32(LONGEST - 1 + size)
    values["known_around"] = (old > UNKNOWN).sum(axis=1).astype(np.float32)
    return values


def _company(name: str, rows: Rows, size: int, model: LanguageModel) -> Features:
    """How often the n-grams that reach into the place were seen, the most frequent one of each length."""
    return {f"{name}_{length}": np.log1p(_best(rows, size, length, length, model)) for length in range(2, LONGEST + 1)}


def _covering_words(name: str, rows: Rows, size: int, model: LanguageModel) -> Features:
    """The most frequent word of each length that reaches into the place, and whether there is any."""
    found = {length: _best(rows, size, length, WORD + length, model) for length in range(2, LONGEST + 1)}
    values: Features = {f"{name}_word_{length}": np.log1p(count) for length, count in found.items()}
    values[f"{name}_in_word"] = (np.maximum.reduce(list(found.values())) > 0).astype(np.float32)
    return values


def _best(rows: Rows, size: int, length: int, kind: int, model: LanguageModel) -> Counts:
    """The greatest count of an n-gram of this length that reaches into the place; of a whole word's place a word must cover all."""
    first, last = MARGIN - length + 1, MARGIN + size - 1
    if kind > WORD and size > 1:
        first, last = MARGIN + size - length, MARGIN
    windows = np.lib.stride_tricks.sliding_window_view(rows[:, first : last + length], length, axis=1)
    counts: Counts = model.count(windows, kind).max(axis=1)
    return counts
