"""CITATION: documents, numbers, quotations, statements and names that stand on nothing we were given."""

from drafting.guard import MARK
from evals.case import Case, Outcome, Unscored
from evals.checks.citation import attributions, documents, names, quotations, statements
from evals.checks.citation.material import Material
from evals.checks.readings import Marks, judged
from evals.finding import Finding, Ground
from evals.rules import family_rules

_PARTS = (documents.judge, quotations.judge, statements.judge, names.judge, attributions.judge)


def check(case: Case) -> Outcome:
    """Findings for what no source bears out, grounds for what one does. Wholly inside a mark nothing is judged."""
    found = [family_rules("citation")["open-mark"].finding(case.text, *m.span(), kind=m[1], words=m[2]) for m in MARK.finditer(case.text)]
    if not (case.has_material or case.strict or case.lookup):
        return Outcome(tuple(found), unscored=(Unscored("citation", "没有给出来源、台账或资料库，无法核对引文、文件和人名的出处"),))
    return Outcome(tuple(found)) + judged(case, _judge)


def _judge(case: Case, _: Marks) -> Outcome:
    material = Material(case)
    said = [x for part in _PARTS for x in part(case, material)]
    return Outcome(tuple(x for x in said if isinstance(x, Finding)), tuple(x for x in said if isinstance(x, Ground)))
