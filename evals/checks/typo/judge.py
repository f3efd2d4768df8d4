"""From suspicions to findings."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from corpus import zh
from corpus.language.grams import grams
from corpus.language.model import LanguageModel, packaged
from corpus.zh import Span, paragraphs
from evals.case import Case
from evals.checks.typo.candidates import Page, page_of
from evals.checks.typo.confusions import Flags
from evals.checks.typo.contexts import wrong_in_context
from evals.checks.typo.doubled import doubled
from evals.checks.typo.exempt import beyond_doubt, others_words
from evals.checks.typo.pairs import wrong_forms
from evals.checks.typo.proposals import Proposal, proposals
from evals.checks.typo.weights import weights
from evals.finding import Edit, Finding
from evals.rules import family_rules

_IN_CONTEXT = 0.9  # how sure what the words around it show is
_PAGE = 20_000  # characters that are looked at together
_REPEATED, _TIMES = 3, 2  # what a text says so often in so many characters is meant
_FLOOD, _FLOOD_EVERY = 4, 25  # suspicions in a paragraph, and characters for each of them, from which on it is no typing
_CHINESE = re.compile("[㐀-鿿]")


class Doubt(NamedTuple):
    """A place with what was probably meant."""

    proposal: Proposal
    rule: str = ""  # '' until it is weighed


def findings(case: Case) -> list[Finding]:
    """Of one text, those beyond doubt first."""
    text, rules = case.text, family_rules("typo")
    if not _CHINESE.search(text):
        return []
    others = others_words(case)
    certain = [wrong for wrong in wrong_forms(text) if not others[wrong.start : wrong.end].any()]
    found = [_finding(text, "certain-typo", Proposal(*wrong, 1.0)) for wrong in certain]
    closed = others | beyond_doubt(case)
    told = [wrong for wrong in wrong_in_context(text) if not others[wrong.start : wrong.end].any()]
    found += [_finding(text, "likely-typo", Proposal(*wrong, _IN_CONTEXT)) for wrong in told]
    for wrong in (*certain, *told):
        closed[wrong.start : wrong.end] = True
    doubts = list(_weighed(list(_doubts(text, ~closed, _model(case))), text))
    floods = list(_floods(text, doubts))
    found += [rules["too-many-doubts"].finding(text, *line, number=number, score=0.3) for line, number in floods]
    return found + [_finding(text, d.rule, d.proposal) for d in doubts if not any(line.overlaps(*d.proposal[:2]) for line, _ in floods)]


def _finding(text: str, rule: str, p: Proposal) -> Finding:
    edit = Edit(p.start, p.end, p.text, "safe" if rule == "certain-typo" else "unsafe")
    return family_rules("typo")[rule].finding(text, p.start, p.end, edit=edit, score=round(p.probability, 3), right=p.text)


def _model(case: Case) -> LanguageModel:
    """Fitted on the office's own library too, where there is one."""
    return case.archive.language if case.archive else packaged()


def _doubts(text: str, open_: Flags, model: LanguageModel) -> Iterator[Doubt]:
    """In order of place."""
    repeated = _repeated(text, model)
    for start, end in _pages(text):
        page = page_of(text[start:end], model, open_[start:end])
        yield from (_moved(doubt, start) for doubt in _on_page(page, model, repeated[start:end]))


def _on_page(page: Page, model: LanguageModel, repeated: Flags) -> list[Doubt]:
    twice = [Doubt(Proposal(*span, "", 0.9), "doubled-character") for span in doubled(page, model)]
    taken = {place for doubt in twice for place in range(doubt.proposal.start - 1, doubt.proposal.end + 1)}
    swaps = [p for p in proposals(page, model, weights()) if taken.isdisjoint(range(p.start, p.end))]
    return sorted([*twice, *(Doubt(p, "possible-typo" if repeated[p.start : p.end].any() else "") for p in swaps)])


def _weighed(doubts: Sequence[Doubt], text: str) -> Iterator[Doubt]:
    """With the rule that each breaks: beside a likely slip another one in the same sentence is likely too."""
    fitted = weights()
    sentences = [span.start for span in zh.sentences(text)] if doubts else []
    sentence = [bisect(sentences, doubt.proposal.start) for doubt in doubts]
    slipped = {at for at, doubt in zip(sentence, doubts) if not doubt.rule and doubt.proposal.probability >= fitted.warning}
    for at, doubt in zip(sentence, doubts):
        least = fitted.in_company if at in slipped else fitted.warning
        rule = "likely-typo" if doubt.proposal.probability >= least else "possible-typo"
        yield doubt if doubt.rule else doubt._replace(rule=rule)


def _moved(doubt: Doubt, by: int) -> Doubt:
    p = doubt.proposal
    return doubt._replace(proposal=p._replace(start=p.start + by, end=p.end + by))


def _pages(text: str) -> Iterator[Span]:
    """Stretches that end with a line where there is one."""
    start = 0
    while start < len(text):
        end = start + _PAGE
        if end < len(text):
            end = max(text.rfind("\n", start, end) + 1, 0) or end
        yield Span(start, min(end, len(text)))
        start = end


def _repeated(text: str, model: LanguageModel) -> Flags:
    """Which characters stand in the same company more than once: a term of the text, not a slip."""
    keys = grams(model.alphabet.ids(text), _REPEATED)
    flags = np.zeros(len(text), dtype=bool)
    if len(keys):
        _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
        often = counts[which] >= _TIMES
        for place in range(_REPEATED):
            flags[place : place + len(often)] |= often
    return flags


def _floods(text: str, doubts: Sequence[Doubt]) -> Iterable[tuple[Span, int]]:
    """Paragraphs with so many suspicions that they are noise of a scan or no plain Chinese, and how many there are."""
    starts = np.array([doubt.proposal.start for doubt in doubts])
    for line in paragraphs(text) if len(doubts) >= _FLOOD else ():
        number = int(((starts >= line.start) & (starts < line.end)).sum())
        if number >= _FLOOD and number * _FLOOD_EVERY >= line.end - line.start:
            yield line, number
