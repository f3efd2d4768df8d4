"""Brief → outline → sections in order → draft → check → at most one repair a section → docx. Every stage is kept and resumed."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from base.errors import InputError, ServiceError
from corpus.documents import Hit
from drafting.aigc import Mark
from drafting.assemble import assemble
from drafting.brief import Brief
from drafting.docx.layouts import layout
from drafting.draft import Draft, Outline, Paragraph, Section, SectionPlan, Source
from drafting.guard import Material, markable, open_marks
from drafting.outline import skeleton
from drafting.record import RunRecord
from drafting.results import Results, spoken_minutes
from drafting.retrieval import Retrieval
from drafting.rundir import RunDir, Written
from drafting.secrecy import forbid_leaving, forbid_written, mark_of
from drafting.settings import Endpoint
from drafting.writer import OnSentence, Task, Writer
from prompts.genres import genre
from prompts.styles import style


@dataclass(frozen=True)
class Problem:
    """A finding as far as the pipeline needs to know it: where, what, how grave (1 warning, 3 error)."""

    start: int
    end: int
    message: str
    weight: int


@dataclass(frozen=True)
class Review:
    """What the checks say of a draft: the contract's report object, and what may be repaired."""

    report: dict[str, Any]
    problems: tuple[Problem, ...] = ()
    page: Callable[[], str] | None = None  # the report as a page for a person, made when it is wanted

    @property
    def weight(self) -> int:
        return sum(p.weight for p in self.problems)


class Reviewer(Protocol):
    def __call__(self, draft: Draft, material: Material) -> Review: ...


@dataclass(frozen=True)
class Job:
    """What one run works with."""

    brief: Brief
    writer: Writer
    retrieval: Retrieval
    review: Reviewer
    run: RunDir
    endpoint: Endpoint | None = None  # the furthest place the writer sends text to, for the secrecy rule
    outline: Outline | None = None  # one a person edited
    model: str = ""  # the settings' name of the model, for run.json
    redo: str = ""  # id of a section to write again …
    instruction: str = ""  # … with this wish
    sources_page: bool = True
    mark: Mark | None = None  # of what a model wrote
    tell: Callable[[str], None] = field(default=lambda _: None)  # progress, a Chinese line each
    on_sentence: OnSentence | None = None


@dataclass(frozen=True)
class Result:
    """A finished run."""

    draft: Draft
    review: Review
    seconds: dict[str, float]
    by_model: bool = False


def plan(job: Job) -> Outline:
    """The outline of the run: the edited one, the one kept, or a new one; saved."""
    layout(job.brief.layout)  # a layout that does not exist is told before anything is written
    style(job.brief.style)
    kept = job.outline or job.run.outline()
    if kept is None:
        hits = job.retrieval.for_outline()
        _permit(job, hits)
        frame = genre(job.brief.genre)
        kept = job.writer.outline(job.brief, frame, skeleton(job.brief, frame), hits)
        job.run.save_mark(mark_of(job.brief, hits) if job.endpoint else "")
    elif job.endpoint:
        forbid_written(job.endpoint, "", job.run.mark())
    _check_outline(kept, job.brief)
    job.run.save_outline(kept)
    return kept


def draft(job: Job) -> Result:
    """Run every stage that is not done yet. ServiceError leaves what was finished in the run directory."""
    record = RunRecord(job.run, job.writer, job.retrieval, job.model)
    with record.running():
        outline = record.timed("outline", lambda: plan(job))
        job = replace(job, redo=section_named(outline, job.redo)) if job.redo else job
        job.tell(f"提纲 {len(outline.sections)} 节")
        written = record.timed("sections", lambda: _write_all(job, outline, record))
        whole, review = record.timed("check", lambda: _checked(job, outline, written))
        record.timed("docx", lambda: save(job, whole, review, record))
    return Result(whole, review, record.seconds, record.by_model)


def section_named(outline: Outline, name: str) -> str:
    """The id of the section a person means: by its id, its number from 1, or its heading. InputError names them all."""
    for i, s in enumerate(outline.sections, 1):
        if name in (s.id, str(i)) or (s.heading and name == s.heading):
            return s.id
    known = "、".join(f"{i} {s.id}（{s.heading or '无标题'}）" for i, s in enumerate(outline.sections, 1))
    raise InputError(f"提纲里没有“{name}”这一节，可选：{known}。")


def _write_all(job: Job, outline: Outline, record: RunRecord) -> list[Written]:
    """Every section, kept or written; each is safe on disk before the next is begun."""
    kept, done = job.run.sections(), list[Written]()
    if job.endpoint:
        for old in kept.values():
            forbid_written(job.endpoint, old.section.text, old.secrecy)
    for i, section_plan in enumerate(outline.sections):
        written = kept.get(section_plan)
        if written is None or section_plan.id == job.redo:
            job.tell(f"起草第 {i + 1}/{len(outline.sections)} 节：{section_plan.heading or section_plan.purpose}")
            written = _write(job, outline, section_plan, done, written)
            record.save("running")
        job.run.save_section(i, written)
        done.append(written)
    return done


def _write(job: Job, outline: Outline, section_plan: SectionPlan, done: list[Written], old: Written | None) -> Written:
    task = _task(job, outline, section_plan, done, old)
    section = _with_missing(job, task, job.writer.section(task, job.on_sentence))
    if old is not None and _asks(section) > _asks(old.section):
        job.tell("重写的内容不完整，保留原来的一节。")
        return old
    return Written(plan=section_plan, section=section, by=job.writer.note, secrecy=mark_of(job.brief, task.hits))


def _task(job: Job, outline: Outline, section_plan: SectionPlan, done: list[Written], old: Written | None) -> Task:
    hits = job.retrieval.for_section(section_plan)
    _permit(job, hits)
    facts = tuple(f for f in job.brief.facts if f.name in section_plan.facts)
    wish = job.instruction if section_plan.id == job.redo else ""
    before = tuple(w.section for w in done)
    return Task(
        job.brief, genre(job.brief.genre), outline, section_plan, facts, hits, before, wish, current=old.section if old else None,
        anew=section_plan.id == job.redo, secrecy=next((w.secrecy for w in done if w.secrecy), ""),
    )  # fmt: skip


def _with_missing(job: Job, task: Task, section: Section) -> Section:
    """Documents from above that the library lacks are asked for where they would have been used."""
    plans = task.outline.sections
    home = next((s.id for s in plans if "upper_spirit" in s.serves), plans[0].id)
    if task.plan.id != home or not job.retrieval.missing:
        return section
    asked = [f"〔待核：上级要求“{markable(name)}”文库中没有原文，请收录后补写〕" for name in job.retrieval.missing]
    lines = (*section.paragraphs, *(Paragraph(role="todo", text=text) for text in asked))
    whole = section.model_copy(update={"paragraphs": lines})
    return whole.model_copy(update={"marks": (*section.marks, *open_marks(whole.text)[len(section.marks) :])})


def _asks(section: Section) -> int:
    """How much a section leaves to be written: more of it after a rewrite is no improvement."""
    return sum(m.kind == "待写" for m in section.marks)


def _checked(job: Job, outline: Outline, written: list[Written]) -> tuple[Draft, Review]:
    """The assembled draft and its review, after at most one repair of each section that has problems."""
    whole, review = _review(job, outline, written)
    for i, section_plan in enumerate(outline.sections):
        mine = [p for p in review.problems if _section_at(whole, p) == section_plan.id]
        wanted = mine and job.writer.repairs and not written[i].repaired and job.redo in ("", section_plan.id)
        if not wanted or (section := _repaired(job, outline, written, i, mine)) is None:
            continue
        repaired = written[i].model_copy(update={"section": section, "repaired": True, "by": job.writer.note})
        candidate = [*written[:i], repaired, *written[i + 1 :]]
        new_whole, new_review = _review(job, outline, candidate)
        better = new_review.weight <= review.weight and _asks(section) <= _asks(written[i].section)
        written[i] = candidate[i] if better else written[i].model_copy(update={"repaired": True})
        whole, review = (new_whole, new_review) if better else (whole, review)
        job.run.save_section(i, written[i])
    return whole, review


def _repaired(job: Job, outline: Outline, written: list[Written], i: int, problems: list[Problem]) -> Section | None:
    """The section written again with its findings; None when the model fails: a repair is optional."""
    job.tell(f"修改第 {i + 1} 节（{len(problems)} 处问题）")
    findings = tuple(p.message for p in problems)
    task = replace(_task(job, outline, written[i].plan, written[:i], written[i]), findings=findings)
    try:
        return _with_missing(job, task, job.writer.section(task))
    except ServiceError as error:
        job.tell(f"没有改成，保留原文：{error}")
        return None


def _review(job: Job, outline: Outline, written: list[Written]) -> tuple[Draft, Review]:
    sections = [w.section for w in written]
    said = [part for w in written for part in re.split("[；。]", w.by or job.writer.note) if part]
    made = "；".join(dict.fromkeys(said)) + "。"  # sections of one draft may have different writers
    whole = assemble(job.brief, genre(job.brief.genre), outline, sections, made)
    hits = {h.passage.id: h for s in outline.sections for h in job.retrieval.for_section(s)}
    cited = (c.source for s in sections for c in s.citations if _is_beside(c.source, hits))
    return whole, job.review(whole, Material(job.brief, job.brief.facts, tuple(hits.values()), tuple(dict.fromkeys(cited))))


def _is_beside(source: Source, hits: Mapping[str, Hit]) -> bool:
    """Does a section rest on this, although it is neither in the brief nor found now?"""
    return source.kind == "stated" or (source.kind == "passage" and source.ref not in hits)


def _section_at(whole: Draft, problem: Problem) -> str:
    return next((b.section for b in whole.blocks if b.start <= problem.start < max(b.end, b.start + 1)), "") if problem.end else ""


def save(job: Job, whole: Draft, review: Review, record: RunRecord) -> None:
    """draft.md, draft.docx, report.json and report.html of the run."""
    from drafting.docx import render  # python-docx: only where a docx is made

    frame = genre(job.brief.genre)
    minutes = spoken_minutes(frame, review.report)
    figures = review.report.get("figures", ())
    mark = job.mark if record.by_model else None
    docx = render(whole, job.brief, frame, sources=job.sources_page, speaking_minutes=minutes, figures=figures, mark=mark)
    report = json.dumps(review.report, ensure_ascii=False, indent=1) + "\n"
    results = Results(job.run.path, record.files, job.tell)
    page = [("report.html", review.page().encode())] if review.page else []
    for name, data in (("report.json", report.encode()), *page, ("draft.md", whole.text.encode()), ("draft.docx", docx)):
        results.write(name, data)
    record.files = results.hashes


def _permit(job: Job, hits: tuple[Any, ...]) -> None:
    if job.endpoint:
        forbid_leaving(job.endpoint, job.brief, hits)


def _check_outline(outline: Outline, brief: Brief) -> None:
    known = {f.name for f in brief.facts}
    for section_plan in outline.sections:
        if unknown := next((f for f in section_plan.facts if f not in known), None):
            raise InputError(f"提纲“{section_plan.heading or section_plan.id}”一节用到的指标“{unknown}”不在台账里，请删去或补进台账。")
