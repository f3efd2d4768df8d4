"""规范化简称: short names the office allows, those it does not, and the full name that must come first."""

from collections.abc import Iterator, Sequence

from corpus.office_rules import Abbreviation
from corpus.zh import Span
from evals.finding import Edit, Evidence, Finding
from evals.overlay.page import Page, lies_within
from evals.rules import common_rules


def findings(page: Page, abbreviations: Sequence[Abbreviation]) -> Iterator[Finding]:
    """Short names that are not allowed, and allowed ones that come too early."""
    for entry in abbreviations:
        for wrong in entry.wrong:
            yield from (_not_allowed(page, span, entry) for span in _places(page, wrong, (entry.full, *entry.short)))
        if entry.introduce:
            yield from _too_early(page, entry)


def _places(page: Page, words: str, longer: Sequence[str]) -> Iterator[Span]:
    """Where `words` stand by themselves, not as a part of one of the `longer` names."""
    at = page.text.find(words)
    while at >= 0:
        span = Span(at, at + len(words))
        if page.is_ours(*span, quoted=False) and not lies_within(page.text, *span, longer):
            yield span
        at = page.text.find(words, span.end)


def _not_allowed(page: Page, span: Span, entry: Abbreviation) -> Finding:
    rule = common_rules()["office-abbreviation"]
    evidence = (Evidence("rule", rule.id, entry.full),)
    short = f"或规范简称“{'”“'.join(entry.short)}”" if entry.short else ""
    return rule.finding(page.text, *span, evidence=evidence, edit=Edit(*span, entry.full), full=entry.full, short=short)


def _too_early(page: Page, entry: Abbreviation) -> Iterator[Finding]:
    """The first use of a short name, when the full name has not stood before it."""
    firsts = [next(_places(page, short, (entry.full,)), None) for short in entry.short]
    first = min((span for span in firsts if span), default=None)
    if first and entry.full not in page.text[: first.start]:
        rule = common_rules()["office-short-before-full"]
        yield rule.finding(page.text, *first, evidence=(Evidence("rule", rule.id, entry.full),), full=entry.full)
