"""Drafting runs under `home/runs`: started, gone on with, and what a page can know of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from base.errors import InputError, reason
from drafting.brief import Brief
from drafting.draft import Outline, Section
from drafting.editing import Change, apply
from drafting.history.entry import PROGRAM, Person
from drafting.record import spent_in
from drafting.rundir import RunDir, new_folder
from drafting.spending import Spent
from pages.background import progress, threads
from pages.background.dated import Dated
from pages.background.progress import Progress
from pages.background.work import NO_MODEL, Order, start
from wiring import brief_of

__all__ = [
    "NO_MODEL", "Run", "begin", "begin_outline", "change", "find", "newest", "recheck", "redo", "resume", "stop", "stopping", "write",
]  # fmt: skip

State = Literal["working", "planned", "done", "stopped"]


@dataclass(frozen=True)
class Run(Dated):
    """One run as it stands on disk. `planned`: only outlines yet. `stopped`: not done, and nobody in this process works on it."""

    state: State
    progress: Progress
    record: dict[str, Any]  # run.json

    @property
    def begun(self) -> bool:
        """Is there an outline?"""
        return RunDir(self.path).begun

    @property
    def model(self) -> str:
        """The name in the settings of the model it is written with."""
        return str(self.record.get("model") or self.progress.model)

    @property
    def tokens(self) -> int:
        """What the model has been asked and has answered, in tokens; 0 without a model."""
        return self.spent.tokens

    @property
    def spent(self) -> Spent:
        """What it has come to."""
        return spent_in(self.record)

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

    def page(self) -> bytes:
        """report.html."""
        return _file(self.path / "report.html")

    def report(self) -> dict[str, Any]:
        """report.json: the contract's check object with sources and marks."""
        return RunDir(self.path).report()


def begin(home: Path, brief: Brief, model: str, own: Path | None = None, by: Person = PROGRAM) -> str:
    """Keep `brief` in a new run directory and start drafting; returns the run's name.

    `own` is where the work of the person who drafts is kept, the workspace itself when nobody is signed in; `by` is who she is.
    """
    return _begin(Order(home, _folder(own or home, brief), "draft", model, by))


def begin_outline(home: Path, brief: Brief, model: str, own: Path | None = None) -> str:
    """As `begin`, but only two or three outlines are made, for a person to choose from and to change."""
    return _begin(Order(home, _folder(own or home, brief), "outline", model))


def resume(home: Path, run: Run, by: Person = PROGRAM) -> None:
    """Go on with a run that was stopped, with the model it was begun with, be it here or on the command line."""
    aim = run.progress.aim
    start(Order(home, run.path, aim if aim in ("outline", "change") else "draft", run.model, by))


def write(home: Path, run: Run, model: str, by: Person = PROGRAM) -> None:
    """Draft by the outline that the run has now; sections whose plan is as it was are kept."""
    start(Order(home, run.path, "draft", model, by))


def redo(home: Path, run: Run, section: str, instruction: str, model: str, by: Person = PROGRAM) -> None:
    """Write one section of a finished draft again; `section` is its id."""
    why = f"重写一节：{instruction or '没有另提要求'}"
    start(Order(home, run.path, "redo", model, by, section=section, instruction=instruction, reason=why))


def change(home: Path, run: Run, changed: Change, why: str, by: Person) -> None:
    """Keep what a person changed and check the draft again. InputError when another tab changed the same, or works on the run."""
    if threads.alive(run.path):
        raise InputError("这份稿子正在另一个页面处理，请等它结束再改；刚才填的内容还在框里。")
    kept = RunDir(run.path)
    with kept.locked():
        section = apply(kept, changed)
    start(Order(home, run.path, "change", by=by, changed=section, reason=why))


def recheck(home: Path, run: Run, by: Person) -> None:
    """Assemble, check and lay out again what is kept."""
    start(Order(home, run.path, "change", by=by, reason="重新核对"))


def _folder(own: Path, brief: Brief) -> Path:
    """A new run directory with the brief in it."""
    run = RunDir(new_folder(own, brief.title))
    with run.locked():
        brief_of(run, brief, resuming=False)
    return run.path


def _begin(order: Order) -> str:
    start(order)
    return order.path.name


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
    said = progress.read(path)
    if word := threads.last_word(path):
        said = said.model_copy(update={"error": word})
    return Run(path, "working" if working else _state(path, record), said, record)


def _state(path: Path, record: dict[str, Any]) -> State:
    """Of a run that nobody works on; `biganzi draft --outline-only` leaves no record, only the outline."""
    if record.get("state") == "done":
        return "done"
    run = RunDir(path)
    return "planned" if run.begun and not run.written and record.get("state") in (None, "planned") else "stopped"


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"无法读取 {path}（{reason(error)}），请重新起草。") from error
