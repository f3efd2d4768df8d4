"""What can be accepted in one go with a finding: what is sure of the same rule, or the places that a finding on the whole text means."""

from collections.abc import Iterable
from typing import NamedTuple

from evals.checks.punctuation.halfwidth import everywhere
from evals.finding import Finding
from evals.render.words import paragraph_number

_THROUGHOUT = "halfwidth-throughout"


class Kind(NamedTuple):
    """One way of changing: what stands, what shall stand, in which paragraphs how often in all."""

    before: str
    after: str
    times: int
    paragraphs: tuple[int, ...]


def together(text: str, found: Finding, others: Iterable[Finding]) -> list[Finding]:
    """The findings with edits that go with `found` on `text`, itself among them; `others` are those still open."""
    if found.name == _THROUGHOUT:
        return everywhere(text, found.start)
    return [f for f in others if f.rule == found.rule and f.edit and f.edit.safety == "safe"]


def kinds(text: str, findings: Iterable[Finding]) -> list[Kind]:
    """What the edits of `findings` would change, each way of changing once, in order of place."""
    places: dict[tuple[str, str], list[int]] = {}
    for edit in (f.edit for f in findings if f.edit):
        places.setdefault((text[edit.start : edit.end], edit.text), []).append(paragraph_number(text, edit.start))
    return [Kind(before, after, len(found), tuple(dict.fromkeys(found))) for (before, after), found in places.items()]
