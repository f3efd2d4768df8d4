"""What the thread of a run does: outlines, the whole draft, one section again, or a person's change. All that a page may want to know
of it goes to files."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from base.errors import BiganziError, InputError
from drafting.casting import cast_with
from drafting.history.entry import PROGRAM, Person
from drafting.record import spent_in
from drafting.rundir import RunDir
from drafting.settings import load_settings
from pages.background import threads
from pages.background.progress import Aim, Reporter, StoppedError
from wiring import brief_of, drafting_parts, library_lookup, model_mark

if TYPE_CHECKING:  # pydantic, chromadb and what they need: not for a page that only looks
    from drafting.history.history import History
    from drafting.pipeline import Job, Result

NO_MODEL = "none"  # the extractive writer's name in the settings
_naming = threading.Lock()  # two who finish at once must not both find a name free


@dataclass(frozen=True)
class Order:
    """What is to be done in the run directory `path` of the workspace `home`, and for whom."""

    home: Path
    path: Path
    aim: Aim = "draft"
    model: str = ""
    by: Person = PROGRAM
    section: str = ""  # the id of the section to be written again …
    instruction: str = ""  # … with this wish
    changed: int | None = None  # the number of the section a person changed
    reason: str = ""  # why the draft is another one now, for the history


def start(order: Order) -> bool:
    """Begin the work in a thread; False while another one works on this run."""
    return threads.start(order.path, lambda: _work(order))


def _work(order: Order) -> None:
    try:
        reporter = Reporter(order.path, order.aim, order.model, lambda: threads.stopping(order.path))
        try:
            _DO[order.aim](order, reporter)
        except StoppedError:
            return  # what is written is kept; the page says how to go on
        except Exception as error:
            reporter.fail(threads.sentence(error, order.path))
    except InputError as error:  # the disk refuses: nothing can be kept, but it can be said
        threads.leave_word(order.path, str(error))


def _outlines(order: Order, reporter: Reporter) -> None:
    from drafting.planning.propose import propose

    reporter.step("检索文库")
    with _job(order, reporter) as job:
        propose(job)


def _draft(order: Order, reporter: Reporter) -> None:
    from drafting import pipeline

    reporter.step("检索文库" if RunDir(order.path).begun else "检索文库、列提纲")
    with _job(order, reporter) as job:
        result = pipeline.draft(job)
        _keep(order, job, result, reporter)


def _redo(order: Order, reporter: Reporter) -> None:
    """One section again. When that fails before anything was changed the draft is done as it was."""
    from drafting import pipeline

    reporter.step("检索文库")
    with _job(order, reporter) as job:
        before = job.run.sections()
        try:
            result = pipeline.draft(replace(job, redo=order.section, instruction=order.instruction))
        except Exception:
            if job.run.sections() == before:
                job.run.save_record(job.run.record() | {"state": "done"})
            raise
        _keep(order, job, result, reporter)


def _change(order: Order, reporter: Reporter) -> None:
    """What a person changed is in the run directory already: assembled, checked and laid out again."""
    from drafting.editing.keeper import Keeper
    from drafting.editing.settling import settle
    from evals.pipeline import guard

    with _job(replace(order, model=NO_MODEL), reporter) as job, library_lookup(order.home) as lookup:
        record = job.run.record()
        job = replace(job, writer=Keeper(record), model=str(record.get("model", "")))
        _keep(order, job, settle(job, guard(lookup), order.changed), reporter)


_DO = {"outline": _outlines, "draft": _draft, "redo": _redo, "change": _change}


@contextmanager
def _job(order: Order, reporter: Reporter) -> "Iterator[Job]":
    """The job of the run with all its parts, as long as the run directory is ours."""
    from drafting.model.means import means_of
    from drafting.pipeline import Job

    run, settings = RunDir(order.path), load_settings(order.home)
    cast = cast_with(settings, order.model or settings.writer)
    name = order.model or settings.writer if cast else NO_MODEL
    with run.locked():
        brief = brief_of(run, None, resuming=True)
        means = means_of(order.home, settings, reporter.step, spent=spent_in(run.record()))
        with drafting_parts(order.home, brief, cast, means=means) as parts:
            mark, endpoint = model_mark(order.home), cast.furthest if cast else None
            yield Job(brief, *parts, run, endpoint, model=name, mark=mark, tell=reporter.step, on_sentence=reporter.sentence)


def _name(history: "History", order: Order, title: str) -> str:
    """Under what the draft stands in the history all share: its title, with a name behind it where a colleague has begun one so called."""
    nobody_signed_in = order.path.parent.parent == order.home
    if nobody_signed_in or title not in history.drafts() or history.revisions(title)[0].said.by.name == order.by.name:
        return title
    return f"{title}（{order.by.name}）"


def _keep(order: Order, job: "Job", result: "Result", reporter: Reporter) -> None:
    """The draft as a revision in the history; where that cannot be, the files of the run are there all the same."""
    from drafting.history.history import History
    from drafting.history.runs import save_run

    try:
        with _naming, History.open(order.home) as history:
            name = _name(history, order, job.brief.title)
            saved = save_run(history, job.run, job.brief, result, order.by, name, reason=order.reason, by_hand=order.aim == "change")
    except BiganziError as error:
        reporter.step(f"没有记入留痕：{error}")
    else:
        reporter.step(f"留痕：“{saved.entry.said.draft}”第{saved.entry.said.revision}版{'' if saved.is_new else '，与上次相同'}")
