"""The pipeline over a real library: stages, resuming, redoing, repair."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from base.errors import InputError, SecrecyError, ServiceError
from corpus.documents import Hit
from corpus.library import Library
from drafting import pipeline
from drafting.brief import Brief, load_brief
from drafting.draft import Draft, Outline, Paragraph, Section
from drafting.extractive import ExtractiveWriter
from drafting.guard import Material, open_marks
from drafting.pipeline import Job, Problem, Review
from drafting.retrieval import Retrieval
from drafting.rundir import RunDir
from drafting.settings import Endpoint
from drafting.writer import OnSentence, Task
from prompts.genres import Genre
from tests.drafting.samples import BRIEF, DOCUMENT


def no_problems(draft: Draft, material: Material) -> Review:
    return Review({"schema": 1, "id": draft.title, "findings": [], "sentences": [], "metrics": {}, "unscored": []})


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.add_documents([DOCUMENT])
        yield opened


@pytest.fixture
def job(library: Library, tmp_path: Path) -> Job:
    run = RunDir(tmp_path / "run")
    run.save_brief(BRIEF)
    return Job(BRIEF, ExtractiveWriter(), Retrieval(library, BRIEF), no_problems, run)


class Counting(ExtractiveWriter):
    """Counts the sections it writes; may fail at one."""

    def __init__(self, fail_at: int = -1) -> None:
        super().__init__()
        self.sections: list[str] = []
        self.fail_at = fail_at

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Section:
        if len(self.sections) == self.fail_at:
            raise ServiceError("模型没有应答。")
        self.sections.append(task.plan.id)
        return super().section(task, on_sentence)


def test_every_stage_leaves_its_file(job: Job) -> None:
    result = pipeline.draft(job)
    names = {p.name for p in job.run.path.iterdir()}
    assert {"brief.yaml", "outline.json", "sections", "draft.md", "draft.docx", "report.json", "run.json"} <= names
    assert (job.run.path / "draft.md").read_text(encoding="utf-8") == result.draft.text
    assert job.run.record()["state"] == "done"
    assert load_brief(job.run.path / "brief.yaml") == BRIEF


def test_a_failed_run_goes_on_where_it_stopped(job: Job) -> None:
    with pytest.raises(ServiceError):
        pipeline.draft(replace(job, writer=Counting(fail_at=2)))
    assert job.run.record()["state"] == "running"
    again = Counting()
    result = pipeline.draft(replace(job, writer=again))
    outline = job.run.outline()
    assert outline is not None
    assert again.sections == [s.id for s in outline.sections][2:]
    assert {b.section for b in result.draft.blocks} - {""} == {s.id for s in outline.sections}


def test_an_edited_outline_rewrites_only_what_changed(job: Job) -> None:
    pipeline.draft(job)
    outline = job.run.outline()
    assert outline is not None
    last = outline.sections[-1].model_copy(update={"heading": "改过的标题"})
    edited = outline.model_copy(update={"sections": (*outline.sections[:-1], last)})
    writer = Counting()
    result = pipeline.draft(replace(job, writer=writer, outline=edited))
    assert writer.sections == [last.id]
    assert "改过的标题" in result.draft.text


def test_sections_that_move_in_the_outline_are_not_written_again(job: Job) -> None:
    pipeline.draft(job)
    outline = job.run.outline()
    assert outline is not None
    new = outline.sections[0].model_copy(update={"id": "new", "heading": "新加的一节", "points": (), "facts": ()})
    writer = Counting()
    edited = outline.model_copy(update={"sections": (new, *reversed(outline.sections))})
    result = pipeline.draft(replace(job, writer=writer, outline=edited))
    assert writer.sections == ["new"]
    assert list(dict.fromkeys(b.section for b in result.draft.blocks if b.section)) == [s.id for s in edited.sections]


def test_what_a_person_changed_in_the_results_is_put_aside(job: Job) -> None:
    pipeline.draft(job)
    (job.run.path / "draft.docx").write_bytes(b"edited in Word")
    told: list[str] = []
    pipeline.draft(replace(job, tell=told.append))
    (aside,) = job.run.path.glob("draft-改动-*.docx")
    assert aside.read_bytes() == b"edited in Word"
    assert any(aside.name in line for line in told)


def test_a_missing_document_from_above_is_asked_for_in_the_text(job: Job, library: Library) -> None:
    brief = BRIEF.model_copy(update={"upper_spirit": ("衡森防〔2026〕9号",)})
    result = pipeline.draft(replace(job, brief=brief, retrieval=Retrieval(library, brief)))
    assert result.draft.text.count("〔待核：上级要求“衡森防（2026）9号”文库中没有原文，请收录后补写〕") == 1
    assert any(m.kind == "待核" for m in result.draft.marks)


def test_a_repair_still_asks_for_the_missing_document(job: Job, library: Library) -> None:
    brief = BRIEF.model_copy(update={"upper_spirit": ("衡森防〔2026〕9号",)})
    fresh = replace(job, brief=brief, retrieval=Retrieval(library, brief), review=bad_is_bad)
    outline = pipeline.plan(fresh)
    first = replace(fresh, outline=outline.model_copy(update={"sections": tuple(s for s in outline.sections if s.id == "tasks")}))
    result = pipeline.draft(replace(first, writer=Mending("改好。")))
    assert "改好。" in result.draft.text
    assert result.draft.text.count("文库中没有原文") == 1


def test_one_section_can_be_written_again(job: Job) -> None:
    pipeline.draft(job)
    writer = Counting()
    pipeline.draft(replace(job, writer=writer, redo="duty", instruction="具体些"))
    assert writer.sections == ["duty"]
    pipeline.draft(replace(job, writer=writer, redo="1"))
    assert writer.sections == ["duty", "opening"]
    with pytest.raises(InputError, match="没有“nothing”这一节"):
        pipeline.draft(replace(job, redo="nothing"))


def test_an_outline_with_an_unknown_fact_is_refused(job: Job) -> None:
    outline = pipeline.plan(job)
    first = outline.sections[0].model_copy(update={"facts": ("没有的指标",)})
    with pytest.raises(InputError, match="没有的指标"):
        pipeline.plan(replace(job, outline=outline.model_copy(update={"sections": (first, *outline.sections[1:])})))


class Mending(ExtractiveWriter):
    """Writes a bad sentence first; on a repair, a good one, a worse one, none, or nothing but a wish."""

    repairs = True
    tries = 0

    def __init__(self, second: str) -> None:
        super().__init__()
        self.second = second

    def outline(self, brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...]) -> Outline:
        return skeleton

    def section(self, task: Task, on_sentence: OnSentence | None = None) -> Section:
        self.tries += bool(task.findings)
        if task.findings and not self.second:
            raise ServiceError("模型没有应答。")
        text = "好。" if task.plan.id != "tasks" else self.second if task.findings else "坏。"
        return Section(id=task.plan.id, paragraphs=(Paragraph(role="body", text=text),), marks=open_marks(text))


def bad_is_bad(draft: Draft, material: Material) -> Review:
    problems = tuple(Problem(i, i + 1, "不好", 1) for i, c in enumerate(draft.text) if c == "坏")
    return Review(no_problems(draft, material).report, problems)


@pytest.mark.parametrize(("second", "kept"), [("改好。", "改好。"), ("坏坏。", "坏。"), ("〔待写：全部〕", "坏。")])
def test_a_repair_is_kept_only_when_it_is_no_worse(job: Job, second: str, kept: str) -> None:
    result = pipeline.draft(replace(job, writer=Mending(second), review=bad_is_bad))
    assert kept in result.draft.text.split("\n")


def test_a_failing_repair_costs_nothing_and_is_not_tried_again_once_done(job: Job) -> None:
    result = pipeline.draft(replace(job, writer=Mending(""), review=bad_is_bad))
    assert "坏。" in result.draft.text
    writer = Mending("坏坏。")
    pipeline.draft(replace(job, writer=writer, review=bad_is_bad))
    pipeline.draft(replace(job, writer=writer, review=bad_is_bad))
    assert writer.tries == 1


def test_marked_material_is_refused_before_anything_is_sent(job: Job) -> None:
    remote = Endpoint(base_url="https://api.example.com/v1", model="m")
    writer = Counting()
    with pytest.raises(SecrecyError):
        pipeline.draft(replace(job, writer=writer, endpoint=remote, brief=BRIEF.model_copy(update={"secrecy": "秘密"})))
    assert writer.sections == []


def test_named_documents_and_pins(library: Library) -> None:
    brief = BRIEF.model_copy(update={"upper_spirit": ("青应急〔2025〕8号", "没有的文件"), "pin": ("d#0",)})
    retrieval = Retrieval(library, brief)
    assert retrieval.missing == ("没有的文件",)
    assert retrieval.for_outline()[0].document.title == DOCUMENT.title
    with pytest.raises(InputError, match="pin"):
        Retrieval(library, brief.model_copy(update={"pin": ("没有的段落",)}))
    refusing = Retrieval(library, brief.model_copy(update={"pin": (), "refuse": ("d",)}))
    assert refusing.for_outline() == ()
