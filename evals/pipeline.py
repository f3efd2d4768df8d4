"""The check engine as the drafting pipeline's guard and reviewer."""

from dataclasses import replace
from functools import partial

from drafting.draft import Citation, Draft, Source
from drafting.guard import Checker, Gap, Material, Verdict
from drafting.pipeline import Problem, Review, Reviewer
from evals.archive import Archive
from evals.case import Case, Outcome, TitleLookup
from evals.context import Context
from evals.engine import run
from evals.figure_table import figure_table
from evals.finding import Evidence
from evals.render import Checked, html
from evals.report import as_json
from evals.rules import FAMILIES
from evals.trim import trim

GUARD_FAMILIES = ("figure", "citation")
WEIGHTS = {"error": 3, "warning": 1}


def guard(lookup: TitleLookup | None = None) -> Checker:
    """A checker for `drafting.guard.ground`: what a strict check finds is a gap, what it grounds is a citation."""
    return partial(_verdict, lookup=lookup)


def reviewer(lookup: TitleLookup | None = None, archive: Archive | None = None) -> Reviewer:
    """All families over a finished draft, against everything it may rest on."""
    return partial(_review, lookup=lookup, archive=archive)


def _verdict(text: str, material: Material, lookup: TitleLookup | None) -> Verdict:
    outcome = run(_case(text, material, lookup, strict=True), GUARD_FAMILIES)
    gaps = tuple(Gap(f.start, f.end, f.message) for f in outcome.findings if f.severity != "suggestion")
    return Verdict(_citations(outcome, material), gaps)


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
    # What names a source may be said of it
    passages = tuple(f"{s.text}\n{s.label}" for s in material.sources if s.kind in ("passage", "stated"))
    context = Context.of_brief(material.brief)
    return Case(text, sources=passages, facts=material.facts, context=context, strict=strict, lookup=lookup, generated=True)


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
