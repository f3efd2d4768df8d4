"""Edits that change how many characters there are or their order, and what speaks for and against them."""

from typing import NamedTuple

import numpy as np

from corpus.language.alphabet import Ids
from corpus.language.grams import LONGEST, WORD
from corpus.language.model import BEFORE, LanguageModel
from corpus.language.table import Counts
from evals.checks.typo.candidates import MARGIN, Page, Rows
from evals.checks.typo.confusions import Flags, Ints
from evals.checks.typo.features import Features


class Edits(NamedTuple):
    """Row `i` puts the characters `put[i]` where `cut` characters stand from `at[i]` on."""

    at: Ints
    cut: int
    put: Ids

    def kept(self, chosen: Flags) -> "Edits":
        return Edits(self.at[chosen], self.cut, self.put[chosen])

    def old(self, page: Page) -> Rows:
        """What stands in each place, with MARGIN characters on either side."""
        return page.rows(self.at, self.cut)

    def new(self, page: Page) -> Rows:
        """The same with the edit made."""
        rows = self.old(page)
        return np.concatenate([rows[:, :MARGIN], self.put, rows[:, MARGIN + self.cut :]], axis=1)


def gain(page: Page, model: LanguageModel, edits: Edits) -> Counts:
    """How much more probable the text becomes, as the logarithm."""
    return _probability(model, edits.new(page)) - _probability(model, edits.old(page))


def _probability(model: LanguageModel, rows: Rows) -> Counts:
    return model.log_probability(rows[:, MARGIN - BEFORE : rows.shape[1] - 1])


def features(page: Page, model: LanguageModel, edits: Edits, gained: Counts) -> Features:
    """Of every edit, by name."""
    old, new = edits.old(page), edits.new(page)
    word_gain = model.as_words(new) - model.as_words(old)
    values: Features = {"gain": gained, "word_gain": word_gain, "least_gain": np.minimum(gained, word_gain)}
    for name, rows, size in (("old", old, edits.cut), ("new", new, edits.put.shape[1])):
        values |= _company(name, rows, size, model) | _words(name, rows, size, model)
    values["fit"] = _probability(model, new) / np.float32(new.shape[1] - MARGIN + BEFORE - 1)
    return values


def _company(name: str, rows: Rows, size: int, model: LanguageModel) -> Features:
    """How often the n-grams that reach into the place, or across it where it is empty, were seen: the most and the least frequent."""
    values: Features = {}
    for length in range(2, LONGEST + 1):
        counts = np.log1p(model.count(_reaching(rows, size, length), length))
        values[f"{name}_{length}"] = counts.max(axis=1)
        if length < LONGEST:
            values[f"{name}_{length}_least"] = counts.min(axis=1)
    return values


def _words(name: str, rows: Rows, size: int, model: LanguageModel) -> Features:
    """The most frequent word of each length that reaches into the place or across it."""
    return {f"{name}_word_{n}": np.log1p(model.count(_reaching(rows, size, n), WORD + n)).max(axis=1) for n in range(2, LONGEST + 1)}


def _reaching(rows: Rows, size: int, length: int) -> Rows:
    windows: Rows = np.lib.stride_tricks.sliding_window_view(rows[:, MARGIN - length + 1 : MARGIN + size + length - 1], length, axis=1)
    return windows
