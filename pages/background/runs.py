"""Drafting runs under `home/runs`: started, gone on with, and what a page can know of them."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from base.errors import BiganziError, InputError, reason
from drafting.brief import Brief
from drafting.draft import Outline, Section
from drafting.rundir import RunDir, new_folder
from drafting.settings import load_settings
from pages.background import progress, threads
from pages.background.progress import Progress, Reporter, StoppedError
from wiring import brief_of, drafting_parts, model_mark

if TYPE_CHECKING:
    from drafting.pipeline import Result

State = Literal["working", "done", "stopped"]
NO_MODEL = "none"  # the extractive writer's name in the settings
_FOLDER = re.compile(r"(\d{8})-(\d{6})-(.*)")


@dataclass(frozen=True)
class Run:
    """One run as it stands on disk. `stopped`: not done, and nobody in this process works on it."""

    path: Path
    state: State
    progress: Progress
    record: dict[str, Any]  # run.json

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def title(self) -> str:
        match = _FOLDER.fullmatch(self.name)
        return match[3] if match and match[3] else self.name

    @property
    def when(self) -> str:
        """11月20日 09:05, from the folder's name; '' for a folder named by hand."""
        match = _FOLDER.fullmatch(self.name)
        if not match:
            return ""
        try:
            moment = dt.datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S")
        except ValueError:
            return ""
        return f"{moment.month}月{moment.day}日 {moment:%H:%M}"

    @property
    def seconds(self) -> float:
        """What the finished stages took."""
        return float(sum(self.record.get("seconds", {}).values()))

    def outline(self) -> Outline | None:
        return RunDir(self.path).outline()

    def sections(self) -> list[Section]:
        """The sections written so far, in order."""
        outline, kept = self.outline(), RunDir(self.path).sections()
        return [kept[plan].section for plan in outline.sections if plan in kept] if outline else []

    def draft_text(self) -> str:
        return _file(self.path / "draft.md").decode("utf-8")

    def docx(self) -> bytes:
        return _file(self.path / "draft.docx")

    def report(self) -> dict[str, Any]:
        """report.json: the contract's check object with sources and marks."""
        try:
            found: dict[str, Any] = json.loads(_file(self.path / "report.json"))
        except ValueError as error:
            raise InputError(f"{self.path / 'report.json'} 已损坏，请重新起草。") from error
        return found


def begin(home: Path, brief: Brief, model: str, own: Path | None = None) -> str:
    """Keep `brief` in a new run directory and start drafting; returns the run's name.

    `own` is where the work of the person who drafts is kept, the workspace itself when nobody is signed in.
    """
    run = RunDir(new_folder(own or home, brief.title))
    with run.locked():
        brief_of(run, brief, resuming=False)
    _start(home, run.path, model)
    return run.path.name


def resume(home: Path, run: Run) -> None:
    """Go on with a run that was stopped, with the model it was begun with, be it here or on the command line."""
    _start(home, run.path, str(run.record.get("model") or run.progress.model))


def stop(run: Run) -> None:
    """Ask a working run to end after the sentence or stage it is at."""
    threads.stop(run.path)


def stopping(run: Run) -> bool:
    return threads.stopping(run.path)


def find(own: Path, name: str) -> Run | None:
    """The run called `name`; None when there is none. Only what stands in the folder of the runs is a name."""
    path = own / "runs" / name
    return _read(path) if name in _names(own) and RunDir(path).started else None


def newest(own: Path) -> list[Run]:
    """All runs of a person, the newest first."""
    paths = (own / "runs" / name for name in sorted(_names(own), reverse=True))
    return [_read(path) for path in paths if RunDir(path).started]


def _names(own: Path) -> list[str]:
    folder = own / "runs"
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def _read(path: Path) -> Run:
    working = threads.alive(path)  # asked first: a thread that ends meanwhile has written its last state
    try:
        record = RunDir(path).record()
    except InputError:
        record = {}
    state: State = "working" if working else "done" if record.get("state") == "done" else "stopped"
    return Run(path, state, progress.read(path), record)


def _start(home: Path, path: Path, model: str) -> None:
    threads.start(path, lambda: _work(home, RunDir(path), model))


def _work(home: Path, run: RunDir, model: str) -> None:
    """The thread of a run: everything a page may want to know of it goes to files."""
    reporter = Reporter(run.path, model, lambda: threads.stopping(run.path))
    try:
        _draft(home, run, model, reporter)
    except StoppedError:
        return  # what is written is kept; the page says how to go on
    except Exception as error:
        reporter.fail(threads.sentence(error, run.path))


def _draft(home: Path, run: RunDir, model: str, reporter: Reporter) -> None:
    from drafting import pipeline  # pydantic, chromadb and what they need: not for a page that only looks

    settings = load_settings(home)
    endpoint = settings.endpoint(model)
    with run.locked():
        brief = brief_of(run, None, resuming=True)
        reporter.step("检索文库、列提纲")
        with drafting_parts(home, brief, endpoint) as parts:
            name = model or settings.model if endpoint else NO_MODEL
            mark = model_mark(home)
            job = pipeline.Job(brief, *parts, run, endpoint, model=name, mark=mark, tell=reporter.step, on_sentence=reporter.sentence)
            result = pipeline.draft(job)
        _keep(home, run, brief, result, reporter)


def _keep(home: Path, run: RunDir, brief: Brief, result: "Result", reporter: Reporter) -> None:
    """The draft as a revision in the history; where that cannot be, the files of the run are there all the same."""
    from drafting.history.history import History
    from drafting.history.runs import save_run

    try:
        with History.open(home) as history:
            saved = save_run(history, run, brief, result)
    except BiganziError as error:
        reporter.step(f"没有记入留痕：{error}")
    else:
        reporter.step(f"留痕：“{saved.entry.said.draft}”第{saved.entry.said.revision}版{'' if saved.is_new else '，与上次相同'}")


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请重新起草。") from error
