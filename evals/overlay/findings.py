"""What the overlay itself finds in a text: by the office's own rules, wordings, list of names and abbreviations."""

from collections.abc import Sequence

from corpus.office import office
from evals.case import Case, Outcome, Unscored
from evals.finding import Finding
from evals.overlay import abbreviations, names, wordings
from evals.overlay.own_rule import SECONDS, OwnRule
from evals.overlay.page import Page
from evals.overlay.tuning import tuning

_LISTS_FAMILY = "wording"


def findings(case: Case, families: Sequence[str]) -> Outcome:
    """All of it that belongs to `families`. A rule that takes too long is named in `unscored`, and the others go on."""
    page = Page(case.text)
    outcome = Outcome(_by_lists(page)) if _LISTS_FAMILY in families else Outcome()
    for own in tuning().own:
        if own.rule.family in families:
            outcome += _by_rule(own, page)
    return outcome


def _by_lists(page: Page) -> tuple[Finding, ...]:
    lists = office()
    return (
        *wordings.findings(page, lists.wordings),
        *names.findings(page, lists.names),
        *abbreviations.findings(page, lists.abbreviations),
    )


def _by_rule(own: OwnRule, page: Page) -> Outcome:
    try:
        return Outcome(tuple(own.findings(page)))
    except TimeoutError:
        why = f"本单位规则 {own.rule.id}（{own.where}）{SECONDS:g} 秒没有查完这份文稿，请改写它的正则表达式"
        return Outcome(unscored=(Unscored(own.rule.family, why, own.rule.id),))
