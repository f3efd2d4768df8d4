"""What is no copying: words in quotation marks, words that were given, the frame of every letter.

Nor is what comes from documents that the text names as what it rests on.
"""

from collections.abc import Iterable

import numpy as np

from corpus.names import names_of, normal_name
from corpus.proper_names import document_numbers
from corpus.shingles import SIZE
from corpus.zh import Span, book_titles, quotations
from evals.archive import Kin
from evals.case import Case
from evals.checks.copy.alignment import Flags
from evals.checks.copy.frame import is_frame
from evals.checks.copy.papers import Paper

_QUOTE = 12  # characters that make a quotation of what would else be a name or a catchword


def own_words(case: Case, paper: Paper) -> Flags:
    """For every phrase of the text, whether it is put forth as the writer's own words.

    Not those of long quotations, those of the frame of every letter, those that brief and ledger dictate, and those with a figure:
    农村公路里程86公里 is said but one way.
    """
    dictated = Paper("\n".join((case.context.text, *(fact.name for fact in case.facts or ()))))
    return _unquoted(paper) & _unframed(paper) & ~np.isin(paper.phrases, dictated.phrases) & _inside(paper.folded.codes != ord("0"))


def _unquoted(paper: Paper) -> Flags:
    return _outside(paper, (quote for quote in quotations(paper.text) if quote.end - quote.start >= _QUOTE))


def _unframed(paper: Paper) -> Flags:
    return _outside(paper, (sentence for sentence in paper.sentences if is_frame(sentence.of(paper.text))))


def _outside(paper: Paper, spans: Iterable[Span]) -> Flags:
    """For every phrase whether no character of it stands in one of `spans`."""
    own = np.ones(len(paper.folded.codes), dtype=bool)
    for span in spans:
        own[slice(*np.searchsorted(paper.folded.starts, [span.start, span.end]).tolist())] = False
    return _inside(own)


def _inside(flags: Flags) -> Flags:
    """For every phrase whether all of its characters are flagged."""
    count = max(0, len(flags) - SIZE + 1)
    phrases = np.ones(count, dtype=bool)
    for k in range(SIZE):
        phrases &= flags[k : k + count]
    return phrases


class Named:
    """The documents that the text, or the brief, names as what it rests on."""

    def __init__(self, case: Case) -> None:
        """Read once."""
        said = "\n".join((case.text, *case.context.upper_spirit))
        titles = {normal_name(span.of(said)) for span in book_titles(said)}
        numbers = {normal_name(said[n.start : n.end]) for n in document_numbers(said)}
        self._names = titles | numbers | {normal_name(name) for name in case.context.upper_spirit}

    def __contains__(self, kin: Kin) -> bool:
        return not self._names.isdisjoint(names_of(kin.title, kin.number))
