"""What the strength of a draft is held against: sources, the notes of the ledger, the brief."""

from functools import lru_cache

from drafting.ledger import Fact
from evals.case import Case
from evals.checks.strength.statements import Grounded, Statement, Statements, statements
from evals.finding import Evidence


def material(case: Case) -> Statements:
    """The statements of all that `case` may rest on."""
    return _statements(case.sources or (), case.facts or (), case.context.text)


@lru_cache(maxsize=8)
def _statements(sources: tuple[str, ...], facts: tuple[Fact, ...], brief: str) -> Statements:
    """Kept, because a draft is checked again and again against the same."""
    every = [_from("source", str(i), s) for i, text in enumerate(sources) for s in statements(text)]
    every += [Grounded(s, Evidence("fact", f.name, f.said + f"（{f.note}）")) for f in facts if f.note for s in statements(_told(f))]
    every += [_from("brief", "brief", s) for s in statements(brief)]
    return Statements(every)


def _told(fact: Fact) -> str:
    """A row as one clause that its note governs: 计划数，投资 5 亿元 is planned."""
    return f"{fact.note.replace('，', '、')}{fact.scope}{fact.name}{fact.value}{fact.unit}"


def _from(kind: str, ref: str, s: Statement) -> Grounded:
    quote = s.text[s.start : s.end].strip()
    at = s.text.index(quote, s.start)
    return Grounded(s, Evidence("source" if kind == "source" else "brief", ref, quote, at, at + len(quote)))
