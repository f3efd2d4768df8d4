"""The replacements that the language model is for, the surest first where two of them touch."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from corpus.language.model import LanguageModel
from corpus.language.table import Counts
from evals.checks.typo.candidates import MARGIN, Candidates, Page, characters, doubtful, words
from evals.checks.typo.features import Features, features, gain
from evals.checks.typo.rivals import with_rivals
from evals.checks.typo.weights import Weights


class Proposal(NamedTuple):
    """`text` is what was probably meant in the place `[start, end)`."""

    start: int
    end: int
    text: str
    probability: float


def candidates(page: Page, model: LanguageModel) -> list[tuple[Candidates, Features]]:
    """What makes the text more probable, with what speaks for and against it."""
    doubted = doubtful(page, model)
    return with_rivals([_better(page, model, found) for found in (characters(page, model, doubted), words(page, doubted))])


def _better(page: Page, model: LanguageModel, found: Candidates) -> tuple[Candidates, Features]:
    gained = gain(page, model, found)
    kept = found.kept(gained > 0)
    return kept, features(page, model, kept, gained[gained > 0])


def proposals(page: Page, model: LanguageModel, weights: Weights) -> list[Proposal]:
    """In order of place, those that are at least worth a suggestion; what stands beside a sure one is judged as if that were mended."""
    first = _apart(_worth_telling(page, model, weights))
    sure = [p for p in first if p.probability >= weights.warning]
    again = _worth_telling(_mended(page, model, sure), model, weights) if sure else []
    return sorted([*sure, *_apart([*again, *(p for p in first if p not in sure)], sure)])


def _worth_telling(page: Page, model: LanguageModel, weights: Weights) -> list[Proposal]:
    return [p for found, values in candidates(page, model) for p in _sure(found, weights.probability(found.size, values), model, weights)]


def _apart(every: Iterable[Proposal], known: Iterable[Proposal] = ()) -> list[Proposal]:
    """The surest of `every` that neither touch each other nor overlap what is known."""
    chosen: list[Proposal] = []
    taken = {place for p in known for place in range(p.start, p.end)}
    for proposal in sorted(every, key=lambda p: (-p.probability, p.start, p.text)):
        if taken.isdisjoint(range(proposal.start, proposal.end)):
            taken.update(range(proposal.start - 1, proposal.end + 1))
            chosen.append(proposal)
    return chosen


def _mended(page: Page, model: LanguageModel, sure: Iterable[Proposal]) -> Page:
    """The page with what is sure in its place, open only near it."""
    points, ids, near = page.points.copy(), page.ids.copy(), np.zeros(len(page.ids), dtype=bool)
    for p in sure:
        near[max(0, p.start - MARGIN) : p.end + MARGIN] = True
    open_ = page.open & near
    for p in sure:
        points[p.start : p.end] = [ord(c) for c in p.text]
        ids[p.start : p.end] = model.alphabet.ids(p.text)
        open_[p.start : p.end] = False
    return Page(points, ids, open_)


def _sure(found: Candidates, probability: Counts, model: LanguageModel, weights: Weights) -> Iterator[Proposal]:
    for row in np.flatnonzero(probability >= weights.suggestion):
        start = int(found.at[row])
        yield Proposal(start, start + found.size, model.alphabet.text(found.meant[row]), float(probability[row]))
