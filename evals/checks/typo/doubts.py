"""Suspicions of a text, of wrong characters and of slips, and which of them holds where two touch."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.language.model import LanguageModel
from evals.checks.typo.candidates import Page
from evals.checks.typo.proposals import Proposal, proposals
from evals.checks.typo.slip_weights import slip_weights
from evals.checks.typo.slips import Weighed, weighed
from evals.checks.typo.weights import weights

_HAN = re.compile("[一-鿿]")
SUBSTITUTED = ""  # the kind of a character put for another


class Doubt(NamedTuple):
    """A place with what was probably meant; `kind` is that of a slip."""

    proposal: Proposal
    kind: str = SUBSTITUTED
    likely: bool = False
    repeated: bool = False  # in the same words elsewhere in the text

    def moved(self, by: int) -> "Doubt":
        p = self.proposal
        return self._replace(proposal=p._replace(start=p.start + by, end=p.end + by))


def doubts_of(page: Page, model: LanguageModel) -> Iterator[Doubt]:
    """Of one page, in no order."""
    yield from (Doubt(p, likely=p.probability >= weights().warning) for p in proposals(page, model, weights()))
    for kind, slip in slip_weights().items():
        found = weighed(kind, page, model)
        for row, probability in enumerate(slip.fit.probability(found.values).tolist()):
            if probability >= slip.suggestion:
                yield Doubt(_proposal(kind, found, row, page, model, probability), kind, probability >= slip.warning)


def _proposal(kind: str, found: Weighed, row: int, page: Page, model: LanguageModel, probability: float) -> Proposal:
    """As a replacement of characters; a missing one is put between the Chinese ones beside it."""
    start, put = int(found.edits.at[row]), model.alphabet.text(found.edits.put[row])
    if kind != "missing":
        return Proposal(start, start + found.edits.cut, put, probability)
    before, after = (chr(int(page.points[at])) if at < len(page.points) else "" for at in (start - 1, start))
    before, after = (beside if _HAN.match(beside) else "" for beside in (before, after))
    return Proposal(start - len(before), start + len(after), before + put + after, probability)


def apart(every: Iterable[Doubt]) -> list[Doubt]:
    """In order of place; of those that touch the likely one and of these the surest."""
    chosen: list[Doubt] = []
    taken: set[int] = set()
    for doubt in sorted(every, key=lambda d: (not d.likely, -d.proposal.probability, d.proposal)):
        start, end = doubt.proposal.start, doubt.proposal.end
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start - 1, end + 1))
            chosen.append(doubt)
    return sorted(chosen)
