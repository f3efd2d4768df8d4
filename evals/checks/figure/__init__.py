"""Figures: each has a source or is marked; the text agrees with itself."""

from corpus.zh import Span, quotations
from evals.case import Case, Outcome, Unscored
from evals.checks.figure import inner, verbatim
from evals.checks.figure.judge import Judge
from evals.checks.figure.material import material
from evals.checks.figure.place import places
from evals.checks.figure.report import finding
from evals.checks.readings import Marks, judged, lies_in
from evals.finding import Finding

_FAMILY = "figure"
_QUOTED = 40  # characters from which a quotation is a passage of somebody else's


def check(case: Case) -> Outcome:
    """Findings and grounds of the figures of `case`; with neither facts nor sources only the text's own consistency."""
    return judged(case, _judge)


def _judge(case: Case, marks: Marks) -> Outcome:
    today = case.context.date.year if case.context.date else 0
    found = [p for p in places(case.text, today) if not lies_in(marks, p.read.start, p.read.end)]
    own = inner.check(case.text, found)
    if not case.has_material and not case.strict:
        return Outcome(findings=tuple(own), unscored=(Unscored(_FAMILY, "没有台账和来源，数字出处未核对"),))
    quoted = [] if case.strict or case.sources is not None else _long_quotations(case.text)
    ours = [p for p in found if not any(q.overlaps(p.read.start, p.read.end) for q in quoted)]
    verdicts = Judge(material(case.facts or (), case.sources or (), case.context), case.strict).all(ours)
    faults = [f for j in verdicts if (f := finding(j, case)) is not None]
    grounds = tuple(g for j in verdicts if (g := j.ground) is not None)
    literal = verbatim.check(case, [(p.read.start, p.read.end) for p in found]) if case.strict else Outcome()
    return Outcome((*_once(faults, own), *own), grounds) + literal


def _long_quotations(text: str) -> list[Span]:
    """Another's words with another's figures: a ledger of our own says nothing of them."""
    return [q for q in quotations(text) if q.end - q.start >= _QUOTED]


def _once(faults: list[Finding], own: list[Finding]) -> list[Finding]:
    """What the text says against itself explains more than “no source” at the same place."""
    said = [(f.start, f.end) for f in own]
    return [f for f in faults if f.rule != "FIG001" or not any(s < f.end and f.start < e for s, e in said)]
