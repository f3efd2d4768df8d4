"""The check engine: runs the families asked for over a case. A family is a module of `checks` of the same name."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from corpus.documents import own_text
from evals import overlay
from evals.case import Case, Outcome, Unscored
from evals.finding import Finding
from evals.rules import FAMILIES, family_ids
from evals.suppress import Note, Silenced, blanked, faults, notes_in, restored, silenced

_OF_NOTES = "residue"  # the family that findings on 忽略说明 belong to
_OF_FILE = "docx"  # what `unscored` names a file by, of which more was there than its text

Judge = Callable[[Case, tuple[Finding, ...]], Outcome]  # the findings as a second opinion sees them, its own added


def run(case: Case, families: Sequence[str] = FAMILIES, judge: Judge | None = None) -> Outcome:
    """All findings of `families` on `case`, in order of place; families that have nothing to judge by are `unscored`.

    Here, for all rules alike, the office's overlay is applied and 忽略说明 are followed; `judge` sees what is left.
    Raises InputError for a family that the contract does not know, or an overlay that is wrong.
    """
    families = tuple(dict.fromkeys(family_ids(families)))
    text = own_text(case.text)
    notes = () if case.generated else notes_in(text, case.remarks)
    inline = [note.place for note in notes if note.inline]
    read = case.reading(blanked(text, inline))
    outcome = _by_families(read, families)
    left = _accepted(read, outcome.findings, notes)
    if judge:
        opinion = judge(read, left.kept)
        again = _accepted(read, opinion.findings, notes)
        left = Silenced(again.kept, left.followed + again.followed)
        outcome += replace(opinion, findings=())
    outcome += Outcome(unscored=tuple(Unscored(_OF_FILE, why) for why in case.left_out))
    return _closed(text, outcome, left, notes, families)


def _by_families(case: Case, families: Sequence[str]) -> Outcome:
    """What the checks find, and the office's own rules; one of those stands in for the packaged rule of the same id."""
    outcome = Outcome()
    for family in families:
        outcome += _family(case, family)
    own = overlay.findings(case, families)
    replaced = overlay.tuning().own_ids
    return replace(outcome, findings=tuple(f for f in outcome.findings if f.rule not in replaced)) + own


def _family(case: Case, family: str) -> Outcome:
    module = importlib.import_module(f"evals.checks.{family}")
    outcome: Outcome = case.once(module.check)
    return outcome


def _accepted(case: Case, findings: Iterable[Finding], notes: Sequence[Note]) -> Silenced:
    return silenced(overlay.settled(case.text, findings), notes)


def _closed(text: str, outcome: Outcome, left: Silenced, notes: Sequence[Note], families: Sequence[str]) -> Outcome:
    """The result on `text` as it was given, with what is wrong with the notes themselves."""
    found = [restored(text, f) for f in left.kept]
    if _OF_NOTES in families:
        judged = set(families) - {u.family for u in outcome.unscored}
        found += overlay.settled(text, faults(text, notes, left.followed, judged))
    metrics = outcome.metrics | ({"suppressed": left.followed.total()} if notes else {})
    return replace(outcome, findings=_ordered(found), metrics=metrics)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order of place, each said once."""
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.start, f.end, f.rule)))
