"""What may have been meant where a text is unusual: characters and words that sound or look like those that stand there."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from corpus.language.alphabet import EDGE, UNKNOWN, Ids
from corpus.language.grams import grams
from corpus.language.model import LanguageModel
from corpus.language.table import Counts
from evals.checks.typo.confusions import Flags, Ints, confusions

MARGIN = 4  # characters on either side that a place is judged by
_USUAL = {3: 12, 4: 4}  # an n-gram of this length seen so often leaves no doubt of its characters
_NEAR_SOUND = 2
_HAN = (0x4E00, 0x9FFF)
Rows = npt.NDArray[np.uint64]


class Page(NamedTuple):
    """A stretch of text as numbers; `open` says which of its characters may be doubted."""

    points: Ints
    ids: Ids
    open: Flags

    def rows(self, at: Ints, size: int) -> Rows:
        """The characters from `MARGIN` before each place to `MARGIN` after it, `size` characters being the place."""
        edge = np.full(MARGIN + size, EDGE, dtype=np.uint64)
        padded = np.concatenate([edge[:MARGIN], self.ids, edge])
        rows: Rows = padded[at[:, None] + np.arange(2 * MARGIN + size)]
        return rows


class Candidates(NamedTuple):
    """Replacements of as many characters: row `i` puts `meant[i]` at `at[i]`."""

    at: Ints
    meant: Ids
    kinds: Ints

    @property
    def size(self) -> int:
        return int(self.meant.shape[1])

    def kept(self, chosen: Flags) -> "Candidates":
        return Candidates(self.at[chosen], self.meant[chosen], self.kinds[chosen])

    def replaced(self, rows: Rows) -> Rows:
        """`rows` of the page with what may have been meant in its place."""
        new = rows.copy()
        new[:, MARGIN : MARGIN + self.size] = self.meant
        return new


def page_of(text: str, model: LanguageModel, open_: Flags) -> Page:
    """`text` with what is open in it and is Chinese."""
    points = np.minimum(np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32), 0xFFFF).astype(np.int64)
    return Page(points, model.alphabet.ids(text), open_ & (points >= _HAN[0]) & (points <= _HAN[1]))


def doubtful(page: Page, model: LanguageModel) -> Flags:
    """Which characters are open and stand in no usual company."""
    left = page.open.copy()
    for length, often in _USUAL.items():
        usual = model.count_keys(grams(page.ids, length)) >= often
        for place in range(length):
            left[place : place + len(usual)] &= ~usual
    return left


def characters(page: Page, model: LanguageModel, doubted: Flags) -> Candidates:
    """Single characters that stand beside their neighbours more often than what is written."""
    at = np.flatnonzero(doubted)
    which, meant, kinds = confusions().of(page.points[at])
    found = Candidates(at[which], meant[:, None], kinds)
    return found.kept(_beside(page, model, found) > _beside(page, model, Candidates(at, page.ids[at, None], at))[which])


def _beside(page: Page, model: LanguageModel, found: Candidates) -> Counts:
    """How often the single characters stand beside the two neighbours of their places, as the sum of logarithms."""
    before, after = page.rows(found.at, 1)[:, [MARGIN - 1, MARGIN + 1]].T
    single = found.meant[:, 0]
    left, right = (model.count(np.column_stack(pair), 2) for pair in ((before, single), (single, after)))
    counts: Counts = np.log1p(left) + np.log1p(right)
    return counts


def words(page: Page, doubted: Flags) -> Candidates:
    """Words of two characters that sound like what stands there and share no character with it."""
    which, meant = confusions().words_of(page.points)
    usable = page.open[which] & page.open[which + 1] & (doubted[which] | doubted[which + 1])
    usable &= (page.ids[which] != meant[:, 0]) & (page.ids[which + 1] != meant[:, 1]) & (page.ids[which] != UNKNOWN)
    return Candidates(which[usable], meant[usable], np.full(int(usable.sum()), _NEAR_SOUND))
