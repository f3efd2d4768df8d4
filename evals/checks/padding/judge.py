"""Findings: which rule an empty sentence breaks, by where it stands and what it is made of."""

from collections.abc import Iterator, Sequence

from evals.checks.padding.judged import Judged, in_paragraphs, lacking, reasons
from evals.checks.padding.repeats import Repeat, repeats
from evals.finding import Evidence, Finding, Severity
from evals.rules import family_rules

_FEWEST = 5  # body sentences from which on a text has an opening and a closing
_OPENING, _CLOSING = 3, 2  # body sentences that they take up
_WHOLE = 3  # padding sentences that make a paragraph fit anywhere
_SLOGANS, _FOURS = 0.25, 2  # share of slogans and runs of four characters from which on a sentence is a string of them
_RITUAL = 0.3  # share of words about higher spirit


def findings(text: str, every: Sequence[Judged]) -> Iterator[Finding]:
    """Findings on the sentences of `text`, a paragraph that is padding throughout as one."""
    rules = _rules(every)
    for paragraph in in_paragraphs(every):
        if _fits_anywhere(paragraph, rules):
            yield _on_paragraph(text, paragraph)
        else:
            yield from (_on_sentence(text, one, rules[id(one)]) for one in paragraph if one.may_be_padding)


def _rules(every: Sequence[Judged]) -> dict[int, str]:
    """The rule for each sentence if it is padding."""
    said = [one for one in every if one.is_said]
    return {id(one): _rule(one, number, len(said)) for number, one in enumerate(said)}


def _rule(one: Judged, number: int, count: int) -> str:
    if count >= _FEWEST and number < _OPENING and one.part.section == 0:
        return "opening-formula"
    if count >= _FEWEST and number >= count - _CLOSING:
        return "closing-formula"
    values = one.signals.values
    if values["ritual"] >= _RITUAL:
        return "ritual-quotation"
    return "slogan-string" if values["slogan"] >= _SLOGANS or values["fours"] >= _FOURS else "empty-sentence"


def _fits_anywhere(paragraph: Sequence[Judged], rules: dict[int, str]) -> bool:
    if len(paragraph) < _WHOLE or rules[id(paragraph[0])] == "opening-formula" or rules[id(paragraph[-1])] == "closing-formula":
        return False
    return all(one.is_padding and not one.names_something for one in paragraph)


def _on_paragraph(text: str, paragraph: Sequence[Judged]) -> Finding:
    start, end = paragraph[0].part.span.start, paragraph[-1].part.span.end
    strongest = max(paragraph, key=lambda one: one.score)
    score = round(min(one.score for one in paragraph), 4)
    rule = family_rules("padding")["fits-anywhere"]
    return rule.finding(text, start, end, score=score, count=len(paragraph), why=reasons(strongest))


def _on_sentence(text: str, one: Judged, rule: str) -> Finding:
    severity: Severity = "warning" if one.is_padding else "suggestion"
    found = family_rules("padding")[rule]
    return found.finding(text, *one.part.span, severity=severity, score=round(one.score, 4), why=reasons(one), lacking=lacking(one))


def repeated(text: str, every: Sequence[Judged]) -> Iterator[Finding]:
    """A finding for each sentence that says again what stood before."""
    for pair in repeats([one.part for one in every]):
        yield _on_repeat(text, every, pair)


def _on_repeat(text: str, every: Sequence[Judged], pair: Repeat) -> Finding:
    later, earlier = every[pair.later], every[pair.earlier]
    first = Evidence("text", "", earlier.part.text, *earlier.part.span)
    rule = family_rules("padding")["said-again"]
    return rule.finding(text, *later.part.span, evidence=(first,), paragraph=earlier.part.paragraph + 1)
