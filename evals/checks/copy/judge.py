"""What is said of a copied passage: which rule, how grave, on what evidence."""

from datetime import timedelta

from corpus.names import normal_name
from corpus.organs import STATE, same_place
from corpus.zh import count_zi
from evals.archive import Kin
from evals.case import Case
from evals.checks.copy.author import place_of, stem
from evals.checks.copy.copies import Copy
from evals.checks.copy.swaps import Changes, changes, told
from evals.finding import Evidence, Finding, Severity
from evals.rules import family_rules

_OWN_LONG = 120  # 字 of an office's own former text that are more than a standing way to say something
_SURE = 0.65  # share of a passage that must stand in the source; with less the two may only speak of the same thing
_UPPER_LONG = 200  # 字 of a paper of the state that are more than its standing wording
_CLOSE = 0.9  # share of a passage that makes it hardly changed
_ONE_MEETING = timedelta(days=3)  # between two papers for the same occasion
_QUOTED = 60  # characters of the source that are shown


class Judge:
    """Puts the copies of one case into findings."""

    def __init__(self, case: Case) -> None:
        """Knows the rules and who writes."""
        self._case, self._rules = case, family_rules("copy")
        self._place = place_of(case)

    def of_library(self, copy: Copy) -> Finding:
        """A passage that stands in a document of the library."""
        changed = self._changes(copy)
        if self._for_one_meeting(copy.source):
            return self._finding("same-meeting", copy, changed)
        if self.is_own(copy.source):
            return self._finding("own-former-text", copy, changed, self._grave(copy, _OWN_LONG))
        if copy.source.region == STATE:
            return self._finding("upper-text", copy, changed, self._grave(copy, _UPPER_LONG))
        return self._finding(_rule(copy, changed), copy, changed, "suggestion" if copy.same < _SURE * copy.size else None)

    def _grave(self, copy: Copy, long: int) -> Severity | None:
        """What is usual in short is a fault where it is long and hardly changed."""
        return "warning" if copy.same >= _CLOSE * copy.size and count_zi(copy.span.of(self._case.text)) >= long else None

    def of_other_draft(self, copy: Copy) -> Finding:
        """A passage that stands in another draft handed in with this one."""
        return self._finding("other-draft", copy, self._changes(copy), None if copy.is_long else "suggestion")

    def of_twin(self, twin: Kin) -> Finding:
        """The library holds this very paper, which is therefore no source."""
        return self._rules["same-paper"].finding(self._case.text, 0, 0, evidence=(Evidence("passage", twin.doc_id, ""),), source=twin.label)

    def _finding(self, rule: str, copy: Copy, changed: Changes, severity: Severity | None = None) -> Finding:
        there = copy.there.of(copy.source.text)
        quote = there if len(there) <= _QUOTED else f"{there[:_QUOTED]}……"
        return self._rules[rule].finding(
            self._case.text, *copy.span, severity=severity, score=min(1.0, copy.same / max(1, copy.size)),
            evidence=(Evidence("passage", copy.source.doc_id, quote, *copy.there),), source=copy.source.label,
            zi=count_zi(copy.span.of(self._case.text)), percent=round(100 * min(1.0, copy.same / max(1, copy.size))), changed=told(changed),
        )  # fmt: skip

    def _changes(self, copy: Copy) -> Changes:
        known = tuple(stem(place) for place in (self._place, copy.source.region) if len(place) > 1)
        return changes(copy.span.of(self._case.text), copy.there.of(copy.source.text), known)

    def is_own(self, kin: Kin) -> bool:
        """Is it a former paper of the place that writes?"""
        place = self._place
        return bool(place) and (same_place(kin.region, place) or stem(kin.region) == stem(place) or place in kin.title)

    def _for_one_meeting(self, kin: Kin) -> bool:
        context = self._case.context
        if not context.date or not kin.date or abs(kin.date - context.date) > _ONE_MEETING:
            return False
        occasion = normal_name(context.occasion)
        return kin.date == context.date or (len(occasion) >= 4 and occasion in normal_name(kin.title))


def _rule(copy: Copy, changed: Changes) -> str:
    if not copy.is_long:
        return "copied-sentence"
    if changed.verbatim:
        return "copied-passage"
    return "names-swapped" if changed.dressed else "reworded-copy"
