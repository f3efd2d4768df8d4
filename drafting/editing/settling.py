"""After a change of a person: what her words rest on is looked up, and the whole is assembled, checked and laid out again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.draft import Citation, Section
from drafting.guard import Checker, Material

if TYPE_CHECKING:
    from drafting.pipeline import Job, Result


def settle(job: "Job", check: Checker, changed: int | None) -> "Result":
    """The draft of `job` after section number `changed` was changed; nothing is written, no model is asked."""
    from drafting import pipeline

    outline = job.run.outline()
    if changed is not None and outline is not None:
        plan = outline.sections[changed]
        written = job.run.sections()[plan]
        known = Material(job.brief, job.brief.facts, job.retrieval.for_section(plan))
        section = without_needless(written.section, known, check)
        stated = tuple(c.source for c in section.citations if c.source.kind == "stated")
        section = grounded(section, replace(known, cited=stated), check)
        job.run.save_section(changed, written.model_copy(update={"section": section}))
    return pipeline.draft(job)


def without_needless(section: Section, known: Material, check: Checker) -> Section:
    """`section` without what a person stated for words that rest on ledger, brief or library anyway: those are the better source."""
    needless = {c for p, start in _lines(section) for c in _borne_out(section.citations, p, start, known, check)}
    return section.model_copy(update={"citations": tuple(c for c in section.citations if c not in needless)})


def _borne_out(citations: Iterable[Citation], text: str, start: int, known: Material, check: Checker) -> list[Citation]:
    """The stated citations of the paragraph `text` at `start` whose every figure or name stands in a better source, letter for letter.

    What is only compatible is no better source: a ledger's 92.6% bears out “90%以上”, but is not where the requirement was read.
    """
    mine = [c for c in citations if c.source.kind == "stated" and start <= c.start and c.end <= start + len(text)]
    verdict = check(text, known) if mine else None
    if verdict is None:
        return []
    open_ends = [(g.start + start, g.end + start) for g in verdict.gaps]
    return [
        c
        for c in mine
        if (borne := [g for g in verdict.grounded if _meet(c, g.start + start, g.end + start)])
        and all(text[g.start : g.end] in g.source.text for g in borne)
        and not any(_meet(c, *gap) for gap in open_ends)
    ]


def grounded(section: Section, material: Material, check: Checker) -> Section:
    """`section` with a citation for everything that rests on something and has none yet. No word is changed: a person wrote them."""
    found = list(section.citations)
    for text, start in _lines(section):
        for c in check(text, material).grounded:
            moved = Citation(start=c.start + start, end=c.end + start, source=c.source)
            if not any(_meet(known, moved.start, moved.end) for known in found):
                found.append(moved)
    return section.model_copy(update={"citations": tuple(sorted(found, key=lambda c: (c.start, c.end)))})


def _lines(section: Section) -> Iterator[tuple[str, int]]:
    """Every paragraph with its offset in the section."""
    at = 0
    for paragraph in section.paragraphs:
        yield paragraph.text, at
        at += len(paragraph.text) + 1


def _meet(citation: Citation, start: int, end: int) -> bool:
    return citation.start < end and start < citation.end
