"""FORMAT: the elements a kind of document has (条例, GB/T 9704), and the layout of a docx against a preset."""

from evals.case import Case, Outcome
from evals.checks.format import announcement, attachments, closing, layout, matter, minutes, person, recipient, signing, speech, title
from evals.checks.format.paper import Paper
from evals.checks.limits import limited

_PARTS = (
    title.findings, recipient.findings, closing.findings, matter.findings, signing.findings, attachments.findings, minutes.findings,
    speech.findings, announcement.findings, person.findings,
)  # fmt: skip


def check(case: Case) -> Outcome:
    """What the document lacks or has out of form; an excerpt without a title is not judged as a document."""
    paper = Paper.of(case)
    found = [finding for part in _PARTS for finding in part(paper)] if paper else []
    return Outcome((*limited(found), *layout.findings(case)))
