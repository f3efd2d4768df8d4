"""The one place where an office's word decides over findings: switched off, weighed otherwise, vouched for."""

from collections.abc import Iterable
from dataclasses import replace

from corpus.office import office
from evals.finding import Finding
from evals.overlay.page import lies_within
from evals.overlay.tuning import Tuning, tuning

_PERSON_NOT_FOUND = "person-not-found"


def settled(text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """`findings` on `text` as the overlay lets them stand."""
    tuned = tuning()
    return tuple(_weighed(tuned, f) for f in findings if not (_is_off(tuned, f) or _is_exempt(tuned, text, f) or _is_listed(f)))


def _is_off(tuned: Tuning, found: Finding) -> bool:
    change = tuned.changes.get(found.rule)
    return change is not None and change.severity is None


def _is_exempt(tuned: Tuning, text: str, found: Finding) -> bool:
    place = (found.start, found.end)
    return found.end > found.start and any(
        (not e.rules or found.rule in e.rules) and lies_within(text, *place, (e.text,)) for e in tuned.exempt
    )


def _is_listed(found: Finding) -> bool:
    """A person of the office's own list is no unknown person."""
    return found.name == _PERSON_NOT_FOUND and any(officer.name in found.text for officer in office().names)


def _weighed(tuned: Tuning, found: Finding) -> Finding:
    change = tuned.changes.get(found.rule)
    return replace(found, severity=change.severity) if change and change.severity else found
