"""How a replacement stands against the others for the same characters: where many would do, none is sure."""

from collections.abc import Sequence

import numpy as np

from corpus.language.table import Counts
from evals.checks.typo.candidates import Candidates
from evals.checks.typo.confusions import Ints, spread
from evals.checks.typo.features import Features

_WORDS_COUNT = 0.5  # the gain in words beside that of the model


def with_rivals(every: Sequence[tuple[Candidates, Features]]) -> list[tuple[Candidates, Features]]:
    """The same with how far each is ahead in its own place, how far behind the best in or beside it, and how many there are."""
    if not every:
        return []
    starts = np.concatenate([found.at for found, _ in every])
    ends = np.concatenate([found.at + found.size for found, _ in every])
    gains = np.concatenate([values["gain"] for _, values in every])
    worth = gains + np.float32(_WORDS_COUNT) * np.concatenate([values["word_gain"] for _, values in every])
    lead = gains - _best_other(starts, ends, gains, 0)
    behind = np.minimum(worth - _best_other(starts, ends, worth, 1), 0)
    crowd = _cover(starts, ends)
    split = np.cumsum([len(found.at) for found, _ in every])[:-1]
    added = {"lead": lead, "trailing": np.minimum(lead, 0), "behind": behind, "crowd": crowd}
    parts = {name: np.split(numbers.astype(np.float32), split) for name, numbers in added.items()}
    return [(found, values | {name: part[i] for name, part in parts.items()}) for i, (found, values) in enumerate(every)]


def _best_other(starts: Ints, ends: Ints, values: Counts, reach: int) -> Counts:
    """For each span the greatest value of another that covers one of its characters, or one `reach` beside; 0 where there is none above."""
    which, at = spread(starts, ends)
    order = np.lexsort((-values[which], at))
    which, at = which[order], at[order]
    size = int(ends.max(initial=0)) + reach + 2
    best, owner, second = np.zeros(size), np.full(size, -1), np.zeros(size)
    first = np.flatnonzero(np.diff(at, prepend=-1))
    best[at[first]], owner[at[first]] = values[which[first]], which[first]
    after = first[np.diff(first, append=len(at)) > 1] + 1
    second[at[after]] = values[which[after]]
    asked, place = spread(np.maximum(starts - reach, 0), ends + reach)
    found = np.zeros(len(starts))
    np.maximum.at(found, asked, np.where(owner[place] == asked, second[place], best[place]))
    return found.astype(np.float32)


def _cover(starts: Ints, ends: Ints) -> Counts:
    """How many spans cover each span and the characters beside it, each once for every character."""
    _, at = spread(starts, ends)
    counts = np.bincount(at, minlength=int(ends.max(initial=0)) + 2)
    asked, place = spread(np.maximum(starts - 1, 0), ends + 1)
    return np.bincount(asked, counts[place], minlength=len(starts)).astype(np.float32)
