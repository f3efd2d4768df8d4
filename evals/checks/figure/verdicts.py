"""The figures of a case, read and judged: what findings, grounds and the table of figures are all made of."""

from corpus.zh import Span, quotations
from evals.case import Case
from evals.checks.figure.judge import Judge
from evals.checks.figure.judged import Judged
from evals.checks.figure.material import material
from evals.checks.figure.place import Place, places

_QUOTED = 40  # characters from which a quotation is a passage of somebody else's


def figure_places(case: Case) -> list[Place]:
    """Every figure of the text of `case`; 今年 is the year of its date."""
    return list(case.once(_places))


def verdicts(case: Case, found: list[Place]) -> list[Judged]:
    """What the material of `case` says of the figures `found` in its text; those in another's words left out."""
    every = len(found) == len(case.once(_places))
    return list(case.once(_on_all)) if every else _on(case, found)


def _places(case: Case) -> list[Place]:
    return places(case.text, case.context.date.year if case.context.date else 0)


def _on_all(case: Case) -> list[Judged]:
    return _on(case, case.once(_places))


def _on(case: Case, found: list[Place]) -> list[Judged]:
    quoted = [] if case.strict or case.sources is not None else _long_quotations(case.text)
    ours = [p for p in found if not any(q.overlaps(p.read.start, p.read.end) for q in quoted)]
    return Judge(material(case.facts or (), case.sources or (), case.context), case.strict).all(ours)


def _long_quotations(text: str) -> list[Span]:
    """Another's words with another's figures: a ledger of our own says nothing of them."""
    return [q for q in quotations(text) if q.end - q.start >= _QUOTED]
