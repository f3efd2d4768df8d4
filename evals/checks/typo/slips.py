"""Slips of the hand that change how many characters there are, or their order: what the text may have been before."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from corpus.language.alphabet import UNKNOWN
from corpus.language.grams import LONGEST, WORD, grams
from corpus.language.model import LanguageModel
from corpus.language.table import Counts
from evals.checks.typo.candidates import MARGIN, Page, Rows
from evals.checks.typo.confusions import NUMERALS, Flags, Ints
from evals.checks.typo.edits import Edits, features, gain
from evals.checks.typo.features import Features
from evals.checks.typo.neighbours import neighbours

_JOINED = {2: 5, 3: 2, 4: 1}  # an n-gram of this length seen so often leaves no doubt that its characters belong together
_LENGTHS = range(2, LONGEST + 1)
_PARTICLES = "的了是在和与及对将被把为"  # each a word of its own that does not stand twice
_TWICE = "市县区省州镇乡村斯尔麦尼阿巴爬看听说走想问谈试查找聊逛读写尊"  # 市市场监管局, 吉尔吉斯斯坦, 爬爬山: seldom a slip
_LEAST = MappingProxyType({"missing": 3.0, "swapped": 3.0, "doubled": -99.0})  # gains; what gains less is not weighed
_FEW, _SEEN = 3, 2.0  # characters that are tried in one place, and how often their company must have been seen


def missing(page: Page, model: LanguageModel) -> Edits:
    """Characters put between two that were hardly seen together, where with both it makes up what was seen."""
    at = np.flatnonzero(_parted(page, model))
    which, put = neighbours().between(page.ids[at - 1], page.ids[at])
    found = Edits(at[which], 0, put[:, None])
    rows = found.new(page)
    inside, left, right = (model.count(rows[:, MARGIN + k - 2 : MARGIN + k + 1], 3) for k in (1, 0, 2))
    seen = np.log1p(inside) * 2 + np.log1p(left) + np.log1p(right)
    found = found.kept(_best(found.at, seen, _FEW) & (seen > _SEEN))
    return found.kept(_in_word(found.new(page), model))


def swapped(page: Page, model: LanguageModel) -> Edits:
    """Two neighbours that are no word and stand the other way round more often."""
    parted = _parted(page, model)
    at = np.flatnonzero(page.open[:-1] & page.open[1:] & (page.ids[:-1] != page.ids[1:]) & ~_numeral(page)[:-1] & ~_numeral(page)[1:])
    at = at[parted[at] | parted[at + 1] | parted[np.minimum(at + 2, len(page.ids) - 1)]]
    found = Edits(at, 2, np.column_stack([page.ids[at + 1], page.ids[at]]))
    rows = found.new(page)
    seen = model.count(rows[:, MARGIN - 1 : MARGIN + 2], 3) + model.count(rows[:, MARGIN : MARGIN + 3], 3)
    no_word = model.count(found.old(page)[:, MARGIN : MARGIN + 2], WORD + 2) == 0
    return found.kept(no_word & (seen > 0) & (model.count(rows[:, MARGIN : MARGIN + 2], 2) > 0))


def doubled(page: Page, _model: LanguageModel) -> Edits:
    """The second ones of two like characters."""
    at = np.flatnonzero(page.open[1:] & page.open[:-1] & (page.points[1:] == page.points[:-1])) + 1
    at = at[~np.isin(page.points[at], [ord(c) for c in _TWICE])]
    return Edits(at, 1, np.zeros((len(at), 0), dtype=np.uint64))


KINDS: Mapping[str, Callable[[Page, LanguageModel], Edits]] = MappingProxyType({"missing": missing, "swapped": swapped, "doubled": doubled})


class Weighed(NamedTuple):
    """Edits of one kind with what speaks for and against them."""

    edits: Edits
    values: Features


def weighed(kind: str, page: Page, model: LanguageModel) -> Weighed:
    """Those that make the text more probable."""
    found = KINDS[kind](page, model)
    gained = gain(page, model, found)
    better = gained > _LEAST[kind]
    found, gained = found.kept(better), gained[better]
    values = features(page, model, found, gained)
    return Weighed(found, values | {"lead": _lead(found.at, gained)} | (_seams(page, model, found) if kind == "doubled" else {}))


def _parted(page: Page, model: LanguageModel) -> Flags:
    """Before which characters there is a gap that no usual n-gram spans; one of the two is open."""
    left = page.open.copy()
    left[1:] |= page.open[:-1]
    left[:1] = False
    left &= page.ids != UNKNOWN
    left[1:] &= page.ids[:-1] != UNKNOWN
    for length, often in _JOINED.items():
        usual = model.count_keys(grams(page.ids, length)) >= often
        for place in range(1, length):
            left[place : place + len(usual)] &= ~usual
    return left


def _numeral(page: Page) -> Flags:
    return np.isin(page.points, [ord(c) for c in NUMERALS])


def _lead(at: Ints, gained: Counts) -> Counts:
    """How far each is ahead of the best other one of its place, of which there may be none; places stand in order."""
    order, first = np.lexsort((-gained, at)), np.searchsorted(at, at)
    ranked = np.append(gained[order], np.float32(0))
    second = np.where(np.append(at[1:], -1)[first] == at, ranked[first + 1], 0)
    best = np.arange(len(at)) == first
    lead = np.empty_like(gained)
    lead[order] = np.where(best, ranked[:-1] - second, ranked[:-1] - ranked[first])
    return lead


def _seams(page: Page, model: LanguageModel, found: Edits) -> Features:
    """Whether a word ends with the first of two like characters, another begins with the second, or the two are a word."""
    rows = found.old(page)
    ends, begins = ([rows[:, MARGIN - n : MARGIN] for n in _LENGTHS], [rows[:, MARGIN : MARGIN + n] for n in _LENGTHS])
    ending, beginning = (np.max([model.count(w, WORD + w.shape[1]) for w in words], axis=0) for words in (ends, begins))
    values = {"ends_word": np.log1p(ending), "begins_word": np.log1p(beginning), "two_words": (ending > 0) & (beginning > 0)}
    values["reduplication"] = model.count(rows[:, MARGIN - 1 : MARGIN + 1], WORD + 2) > 0
    values["particle"] = np.isin(page.points[found.at], [ord(c) for c in _PARTICLES])
    return {name: np.asarray(value, dtype=np.float32) for name, value in values.items()}


def _best(at: Ints, values: Counts, few: int) -> Flags:
    """Which are among the `few` greatest of their place; places stand in order."""
    order = np.lexsort((-values, at))
    rank = np.arange(len(at)) - np.searchsorted(at, at)
    best = np.zeros(len(at), dtype=np.bool_)
    best[order[rank < few]] = True
    return best


def _in_word(rows: Rows, model: LanguageModel) -> Flags:
    """Does a word of the dictionary hold the character in the middle?"""
    found = np.zeros(len(rows), dtype=np.bool_)
    for length in range(2, LONGEST + 1):
        windows = np.lib.stride_tricks.sliding_window_view(rows[:, MARGIN - length + 1 : MARGIN + length], length, axis=1)
        found |= (model.count(windows, WORD + length) > 0).any(axis=1)
    return found
