"""COPY (三抄): passages that stand in the library, or in another draft handed in with this one."""

from evals.archive import Archive
from evals.case import Case, Outcome, Unscored
from evals.checks.copy.copies import copied
from evals.checks.copy.judge import Judge
from evals.checks.copy.share import metrics, whole_text

_NOTHING = "没有文库，也没有一起送审的文稿，无从比对"


def check(case: Case) -> Outcome:
    """Every copied passage with its source and what was changed, and how much of the text they are together."""
    parts = []
    if case.archive and case.archive.size:
        parts.append(_of_library(case, case.archive))
    if case.beside:
        parts.append(Outcome(tuple(map(Judge(case).of_other_draft, copied(case, case.beside).copies))))
    return sum(parts, Outcome()) if parts else Outcome(unscored=(Unscored("copy", _NOTHING),))


def _of_library(case: Case, archive: Archive) -> Outcome:
    judge, found = Judge(case), copied(case, archive)
    others = [copy for copy in found.copies if not judge.is_own(copy.source)]
    findings = (*map(judge.of_library, found.copies), *map(judge.of_twin, found.twins), *whole_text(case.text, others))
    return Outcome(findings, metrics=metrics(case.text, found.copies))
