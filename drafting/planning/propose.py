"""The first stage of a run whose outline a person wants to choose."""

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.docx.layouts import layout
from drafting.planning.store import Plans, begin
from drafting.planning.variants import variants
from drafting.record import RunRecord
from drafting.secrecy import forbid_leaving, mark_of
from prompts.genres import genre
from prompts.styles import style

if TYPE_CHECKING:
    from drafting.pipeline import Job


def propose(job: "Job") -> Plans:
    """The outlines of the run, each worded by its writer.

    They are kept as code makes them before a model is asked, and again after every answer: a model that fails leaves them all usable.
    """
    layout(job.brief.layout)  # what does not exist is told before anything is written
    style(job.brief.style)
    found = list(variants(job.brief, genre(job.brief.genre)))
    plans = begin(job.run, found)
    record = RunRecord(job.run, job.writer, job.retrieval, job.model)
    record.save("planned")
    hits = job.retrieval.for_outline()
    if job.endpoint:
        forbid_leaving(job.endpoint, job.brief, hits)
        job.run.save_mark(mark_of(job.brief, hits))
    for i, variant in enumerate(found):
        job.tell(f"拟第 {i + 1}/{len(found)} 个提纲：{variant.name}")
        outline = job.writer.outline(job.brief, variant.genre, variant.outline, hits)
        found[i] = replace(variant, outline=outline)
        plans = begin(job.run, found)
        record.save("planned")
    return plans
