"""From suspicions to findings."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corpus import zh
from corpus.language.grams import grams
from corpus.language.model import LanguageModel, packaged
from corpus.zh import Span, paragraphs
from evals.case import Case
from evals.checks.typo.candidates import page_of
from evals.checks.typo.confusions import Flags
from evals.checks.typo.contexts import wrong_in_context
from evals.checks.typo.doubts import SUBSTITUTED, Doubt, apart, doubts_of
from evals.checks.typo.echoes import echoes
from evals.checks.typo.exempt import beyond_doubt, others_words
from evals.checks.typo.pairs import wrong_forms
from evals.checks.typo.proposals import Proposal
from evals.checks.typo.weights import weights
from evals.finding import Edit, Finding, Severity
from evals.rules import family_rules

_IN_CONTEXT = 0.9  # how sure what the words around it show is
_PAGE = 20_000  # characters that are looked at together
_REPEATED, _TIMES = 3, 2  # what a text says so often in so many characters is meant
_FLOOD, _FLOOD_EVERY = 4, 25  # suspicions in a paragraph, and characters for each of them, from which on it is no typing
_SLIPS = {"missing": "missing-character", "swapped": "transposed-characters", "doubled": "doubled-character"}  # rules by kind
_CHINESE = re.compile("[㐀-鿿]")


def findings(case: Case) -> list[Finding]:
    """Of one text, those beyond doubt first."""
    text, model = case.text, _model(case)
    if not _CHINESE.search(text):
        return []
    others = others_words(case)
    plain = [*_plain(text, model, others)]
    closed = others | beyond_doubt(case)
    for _, proposal in plain:
        closed[proposal.start : proposal.end] = True
    doubts = _weighed(_doubts(text, ~closed, model), text)
    floods = list(_floods(text, doubts))
    found = [_finding(text, rule, proposal) for rule, proposal in plain]
    found += [family_rules("typo")["too-many-doubts"].finding(text, *line, number=number, score=0.3) for line, number in floods]
    return found + [_told(text, d) for d in doubts if not any(line.overlaps(*d.proposal[:2]) for line, _ in floods)]


def _plain(text: str, model: LanguageModel, others: Flags) -> Iterator[tuple[str, Proposal]]:
    """What rules find, by the name of the rule that it breaks."""
    every = [("certain-typo", Proposal(*wrong, 1.0)) for wrong in wrong_forms(text)]
    every += [("likely-typo", Proposal(*wrong, _IN_CONTEXT)) for wrong in wrong_in_context(text)]
    every += [("repeated-words", Proposal(*span, "", _IN_CONTEXT)) for span in echoes(text, model)]
    return ((rule, p) for rule, p in every if not others[p.start : p.end].any())


def _told(text: str, doubt: Doubt) -> Finding:
    if doubt.kind == SUBSTITUTED:
        return _finding(text, "likely-typo" if doubt.likely else "possible-typo", doubt.proposal)
    return _finding(text, _SLIPS[doubt.kind], doubt.proposal, None if doubt.likely else "suggestion")


def _finding(text: str, rule: str, p: Proposal, severity: Severity | None = None) -> Finding:
    edit = Edit(p.start, p.end, p.text, "safe" if rule == "certain-typo" else "unsafe")
    score = round(p.probability, 3)
    return family_rules("typo")[rule].finding(text, p.start, p.end, edit=edit, score=score, severity=severity, right=p.text)


def _model(case: Case) -> LanguageModel:
    """Fitted on the office's own library too, where there is one."""
    return case.archive.language if case.archive else packaged()


def _doubts(text: str, open_: Flags, model: LanguageModel) -> Iterator[Doubt]:
    """In no order; what the text repeats is not likely wrong."""
    repeated = _repeated(text, model)
    for start, end in _pages(text):
        for doubt in doubts_of(page_of(text[start:end], model, open_[start:end]), model):
            moved = doubt.moved(start)
            again = repeated[moved.proposal.start : moved.proposal.end].any()
            yield moved._replace(likely=False, repeated=True) if again else moved


def _weighed(every: Iterable[Doubt], text: str) -> list[Doubt]:
    """In order of place: beside a likely wrong character another one in the same sentence is likely too."""
    doubts = apart(every)
    starts = [span.start for span in zh.sentences(text)] if doubts else []
    sentence = [bisect(starts, doubt.proposal.start) for doubt in doubts]
    slipped = {at for at, doubt in zip(sentence, doubts) if doubt.likely and doubt.kind == SUBSTITUTED}
    return [d._replace(likely=d.likely or (at in slipped and _likely_in_company(d))) for at, d in zip(sentence, doubts)]


def _likely_in_company(doubt: Doubt) -> bool:
    return doubt.kind == SUBSTITUTED and not doubt.repeated and doubt.proposal.probability >= weights().in_company


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
