"""规范表述: words that must stand as the office has laid down. Judged in quotation marks too, where such words mostly stand."""

from collections.abc import Iterator, Sequence

import regex

from corpus.office_rules import Wording
from corpus.zh import Span
from evals.finding import Edit, Evidence, Finding
from evals.overlay.page import Page, lies_within
from evals.rules import common_rules


def findings(page: Page, wordings: Sequence[Wording]) -> Iterator[Finding]:
    """Every wrong form that is not part of the right one."""
    by_wrong = {wrong: wording for wording in wordings for wrong in wording.wrong}
    if not by_wrong:
        return
    for match in regex.finditer(r"\L<words>", page.text, words=list(by_wrong)):
        wording = by_wrong[match[0]]
        span = Span(*match.span())
        if page.is_ours(*span, quoted=True) and not lies_within(page.text, *span, (wording.right,)):
            yield _finding(page, span, wording)


def _finding(page: Page, span: Span, wording: Wording) -> Finding:
    rule = common_rules()["office-wording"]
    source = f"（{wording.source}）" if wording.source else ""
    evidence = (Evidence("rule", rule.id, wording.right),)
    return rule.finding(page.text, *span, evidence=evidence, edit=Edit(*span, wording.right), right=wording.right, source=source)
