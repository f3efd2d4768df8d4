"""Runs of the harness off the script thread, in the folder `evals` of the workspace; those of the command line are among them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from base import files
from base.errors import InputError
from pages.background import dated, threads, told
from pages.background.dated import Dated
from pages.background.progress import StoppedError
from pages.background.told import Reporter
from pages.evaluate.order import Order, plan_of

if TYPE_CHECKING:
    from evals.harness.results import Run
    from evals.harness.runner import Plan, Progress

State = Literal["working", "done", "stopped"]
_FOLDER, _ORDER, _RESULTS = "evals", "order.json", "results.jsonl"


@dataclass(frozen=True)
class EvalRun(Dated):
    """The folder of one run."""

    @property
    def order(self) -> Order | None:
        """What was asked for; None for a run of the command line."""
        try:
            return Order.model_validate_json((self.path / _ORDER).read_bytes())
        except (OSError, ValidationError):
            return None

    @property
    def done(self) -> int:
        """How many results there are, those that failed among them."""
        path = self.path / _RESULTS
        return sum(bool(line.strip()) for line in path.read_bytes().splitlines()) if path.is_file() else 0

    @property
    def total(self) -> int:
        """How many there are to be; of a run of the command line nobody knows more than are there."""
        return max(order.total, self.done) if (order := self.order) else self.done

    @property
    def state(self) -> State:
        if threads.alive(self.path):
            return "working"
        return "done" if self.done and self.done >= self.total else "stopped"

    @property
    def error(self) -> str:
        """Why it stopped, where a fault stopped it."""
        return told.read(self.path).error or threads.last_word(self.path)

    @property
    def label(self) -> str:
        """How it stands in lists."""
        state = {"working": "正在评测", "stopped": "没有做完"}.get(self.state, "")
        return "　".join(x for x in (self.when, self.title, f"{self.done} 份结果", state) if x)

    def results(self) -> "Run | None":
        """The results so far; None before the first. InputError for a damaged file."""
        from evals.harness.results import load

        return load(self.path) if self.done else None


def variant_name(variant: str) -> str:
    """What a person calls a way of writing."""
    return {"extractive": "材料稿", "checks": "检查"}.get(variant, variant)


def newest(home: Path) -> list[EvalRun]:
    """All runs, the one begun or worked on last first."""
    folder = home / _FOLDER
    found = [path for path in folder.iterdir() if _touched(path)] if folder.is_dir() else []
    return [EvalRun(path) for path in sorted(found, key=lambda path: (_touched(path), path.name), reverse=True)]


def begin(home: Path, order: Order) -> EvalRun:
    """Start a run; InputError, and nothing is begun, when it cannot be run."""
    run = EvalRun(dated.fresh(home / _FOLDER, order.title, "评测"))
    plan = plan_of(home, order, run.path)
    total = len(plan.variants) * len(plan.dataset.cases)
    files.write_text(run.path / _ORDER, order.model_copy(update={"total": total}).model_dump_json(indent=1))
    _start(run, lambda: plan)
    return run


def resume(home: Path, run: EvalRun) -> None:
    """Go on where it stopped; what is finished and still holds is kept, what failed is tried again."""
    order = run.order
    if order is None:
        raise InputError(f"这次评测是在命令行做的，请在命令行用同样的命令加 --out {run.path} 接着做。")
    _start(run, lambda: plan_of(home, order, run.path))


def stop(run: EvalRun) -> None:
    """Ask it to end after the cases in work."""
    threads.stop(run.path)


def _start(run: EvalRun, plan: "Callable[[], Plan]") -> None:
    threads.start(run.path, lambda: _work(run, plan))
    threads.wait(run.path, 1.0)  # a short run is over before the page is drawn again


def _work(run: EvalRun, plan: "Callable[[], Plan]") -> None:
    from evals.harness.runner import run as run_all

    try:
        reporter = Reporter(run.path)
        reporter.step("准备")
        try:
            run_all(plan(), lambda heard: _hear(run, reporter, heard))
        except StoppedError:
            return  # what is finished is kept; the page says how to go on
        except Exception as error:
            reporter.fail(threads.sentence(error, run.path))
    except InputError as error:  # the disk refuses: nothing can be kept, but it can be said
        threads.leave_word(run.path, str(error))


def _hear(run: EvalRun, reporter: Reporter, heard: "Progress") -> None:
    reporter.step(f"第 {heard.done} 份，共 {heard.total} 份：{variant_name(heard.row.variant)}　{heard.row.title}")
    if threads.stopping(run.path):
        raise StoppedError


def _touched(path: Path) -> float:
    """When something was last asked or found out in this folder; 0 where it is no run."""
    return max((file.stat().st_mtime for file in (path / _ORDER, path / _RESULTS) if file.is_file()), default=0.0)
