"""One text cleaned, step by step; each step sees what the one before left."""

from dataclasses import dataclass, field

from corpus.cleaning.breaks import joined
from corpus.cleaning.furniture import furniture
from corpus.cleaning.page_marks import page_marks
from corpus.cleaning.repeats import repeats
from corpus.documents import Mend
from corpus.mends import apply, compose

LARGEST = 20_000_000  # characters; what is longer is no document, and is kept as it is


@dataclass(frozen=True)
class Cleaned:
    """The library's copy of a text, how it differs from it, and what was read in the parts left out."""

    text: str
    mends: tuple[Mend, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)


def clean(text: str) -> Cleaned:
    """`text` without web residue, page marks and repetitions, its broken lines joined; conservative: a real sentence always stays."""
    if len(text) > LARGEST:
        return Cleaned(text)
    found = furniture(text)
    copy, mends = apply(text, found.mends), found.mends
    for step in (page_marks, joined, repeats):
        if more := step(copy):
            mends = compose(text, mends, more)
            copy = apply(copy, more)
    return Cleaned(copy, mends, found.meta) if copy.strip() else Cleaned(text, (), found.meta)
