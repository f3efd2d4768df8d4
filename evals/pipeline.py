"""The check engine as the drafting pipeline's guard and reviewer."""

from dataclasses import replace
from functools import lru_cache, partial

from drafting.brief import Brief
from drafting.draft import Citation, Draft, Source
from drafting.guard import Checker, Gap, Material, Verdict
from drafting.ledger import Fact
from drafting.orders import without_orders
from drafting.pipeline import Problem, Review, Reviewer
from evals import guarding
from evals.archive import Archive
from evals.case import Case, Outcome, TitleLookup
from evals.context import Context
from evals.engine import run
from evals.figure_table import figure_table
from evals.finding import Evidence
from evals.guarding import borrowed
from evals.guarding.known import Known
from evals.render import Checked, html
from evals.report import as_json
from evals.rules import FAMILIES
from evals.trim import trim

GUARD_FAMILIES = ("figure", "citation")
WEIGHTS = {"error": 3, "warning": 1}
_PASTED = ("title", "issuer", "place", "speaker", "occasion", "intent", "local", "number", "signer", "contact")
_PASTED_LISTS = ("audience", "upper_spirit", "must_cover", "attachments")
_TELLING = ("name", "source", "note", "quote")  # what in a ledger row is free text


def guard(lookup: TitleLookup | None = None) -> Checker:
    """A checker for `drafting.guard.ground`: what a strict check finds is a gap, what it grounds is a citation."""
    return partial(_verdict, lookup=lookup)


def reviewer(lookup: TitleLookup | None = None, archive: Archive | None = None) -> Reviewer:
    """All families over a finished draft, against everything it may rest on."""
    return partial(_review, lookup=lookup, archive=archive)


def _verdict(text: str, material: Material, lookup: TitleLookup | None) -> Verdict:
    case = _case(text, material, lookup, strict=True)
    outcome = run(case, GUARD_FAMILIES)
    found = (Gap(f.start, f.end, f.message) for f in outcome.findings if f.severity != "suggestion")
    cited, known = _citations(outcome, material), _known(case)
    return Verdict(cited, (*found, *guarding.gaps(text, known), *borrowed.gaps(text, cited, material, known)))


def _review(draft: Draft, material: Material, lookup: TitleLookup | None, archive: Archive | None) -> Review:
    case = replace(_case(draft.text, material, lookup), archive=archive)
    outcome = run(case, FAMILIES)
    figures = figure_table(case, [s.label for s in material.sources if s.kind in ("passage", "stated")])
    problems = [Problem(f.start, f.end, f.message, WEIGHTS[f.severity]) for f in outcome.findings if f.severity in WEIGHTS]
    extra = {
        "sources": [s.model_dump() for s in draft.sources],
        "citations": [{"start": c.start, "end": c.end, "source": draft.sources.index(c.source)} for c in draft.citations],
        "marks": [m.model_dump() for m in draft.marks],
        "grounds": [g.as_json() for g in outcome.grounds],
    }
    page = partial(_page, case, Checked(draft.title, case.text, outcome, figures=figures))
    return Review(as_json(draft.title, outcome, figures) | extra, tuple(problems), page)


def _page(case: Case, checked: Checked) -> str:
    return html.render([replace(checked, trimmed=trim(case) if checked.outcome.sentences else None)])


def _case(text: str, material: Material, lookup: TitleLookup | None, strict: bool = False) -> Case:
    """`text` against the material; what in it gives orders to the program bears nothing out."""
    # What names a source may be said of it
    passages = tuple(without_orders(f"{s.text}\n{s.label}") for s in material.sources if s.kind in ("passage", "stated"))
    facts, context = _rows(material.facts), Context.of_brief(_telling(material.brief))
    return Case(text, sources=passages, facts=facts, context=context, strict=strict, lookup=lookup, generated=True)


@lru_cache(maxsize=8)
def _rows(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact.model_copy(update={key: without_orders(getattr(fact, key)).strip() for key in _TELLING}) for fact in facts)


@lru_cache(maxsize=8)
def _telling(brief: Brief) -> Brief:
    """The brief without orders to the program: they may have come in with text that was pasted."""
    plain = {name: without_orders(getattr(brief, name)) for name in _PASTED}
    lists = {name: tuple(map(without_orders, getattr(brief, name))) for name in _PASTED_LISTS}
    return brief.model_copy(update=plain | lists)


def _known(case: Case) -> Known:
    return Known(case.facts or (), case.context.text, case.sources or (), case.context.place)


def _citations(outcome: Outcome, material: Material) -> tuple[Citation, ...]:
    every = material.sources
    facts = len(material.facts)
    found = [(g, _source(g.evidence, every, facts)) for g in outcome.grounds]
    return tuple(Citation(start=g.start, end=g.end, source=s) for g, s in found if s is not None)


def _source(evidence: Evidence, every: tuple[Source, ...], facts: int) -> Source | None:
    """The source an evidence names. `every` holds the facts, then the brief, then the passages."""
    if evidence.kind == "fact":
        return every[int(evidence.ref)]
    if evidence.kind == "source":
        return every[facts + 1 + int(evidence.ref)]
    if evidence.kind == "passage":  # a name the library answered: the document itself is the source
        return Source(kind="passage", ref=evidence.ref, label=evidence.ref, text=evidence.quote)
    return every[facts] if evidence.kind == "brief" else None
