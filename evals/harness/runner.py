"""A run: every variant on every case, several at a time; what is finished is kept, and used again while it still holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product as pairs
from pathlib import Path
from time import perf_counter
from traceback import format_exception
from typing import Any

from base import __version__, files
from base.errors import BiganziError, InputError
from base.hiding import hidden
from drafting.rundir import RunDir
from evals.harness import results
from evals.harness.cases import AnyCase, BriefCase, DraftCase
from evals.harness.dataset import Dataset
from evals.harness.fingerprint import of_program, of_rules, of_text
from evals.harness.judge import Judge
from evals.harness.libraries import library_of
from evals.harness.pool import Done, in_parallel
from evals.harness.products import Made, OpenJob, checked, drafted, keep
from evals.harness.results import DRAFTS, RESULTS, Row
from evals.harness.scorer import Product, scored
from evals.harness.scorers import scorers
from evals.harness.scorers.detection import matches
from evals.harness.variant import Variant

LIBRARIES, FAULT = "libraries", "fault.txt"


@dataclass(frozen=True)
class Plan:
    """What to run. `job` opens a drafting job (`wiring.trial_jobs`); `judge` is asked about every draft, where given."""

    dataset: Dataset
    variants: tuple[Variant, ...]
    out: Path
    job: OpenJob
    jobs: int = 1
    judge: Judge | None = None


@dataclass(frozen=True)
class Cell:
    """One variant on one case, and what decides the result."""

    variant: Variant
    case: AnyCase
    fingerprint: str

    @property
    def folder(self) -> str:
        """Where the text lies, relative to the run."""
        return f"{DRAFTS}/{self.variant.id}/{self.case.id}"


@dataclass(frozen=True)
class Progress:
    """A cell that is finished: so many of so many; `kept` when nothing had to be done."""

    row: Row
    done: int
    total: int
    kept: bool = False


@dataclass
class _Book:
    """The rows of the run, on disk after every change."""

    folder: Path
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def enter(self, row: Row) -> None:
        self.rows[row.cell] = row
        results.save(self.folder, self.rows.values())


def run(plan: Plan, tell: Callable[[Progress], None] = lambda _: None) -> tuple[Row, ...]:
    """The rows of the plan, in order of variants and cases; `tell` hears of each as it is finished.

    A case that fails is a row with `error`. Cells that an earlier run finished, and for which nothing has changed, are not made again.
    """
    check_variants(plan)
    with RunDir(plan.out).locked():
        book = _book(plan)
        cells = list(_cells(plan))
        kept = [row for cell in cells if (row := _still_good(book, cell, plan.judge))]
        for number, row in enumerate(kept, 1):
            tell(Progress(row, number, len(cells), kept=True))
        known = {row.cell for row in kept}
        todo = [cell for cell in cells if _key(cell) not in known]
        for number, done in enumerate(in_parallel(todo, lambda cell: _row(plan, book, cell), plan.jobs), len(kept) + 1):
            book.enter(done.result or _failed(plan, done))
            tell(Progress(book.rows[_key(done.item)], number, len(cells)))
    return tuple(book.rows[_key(cell)] for cell in cells)


def check_variants(plan: Plan) -> None:
    """InputError for variants that do not fit the dataset, or two of one name."""
    fitting = ("checks",) if plan.dataset.manifest.kind == "drafts" else ("extractive", "model")
    if any(variant.writer not in fitting for variant in plan.variants):
        raise InputError(f"数据集“{plan.dataset.manifest.name}”里是定稿，只评检查，不能指定 --writer、--model 或 --prompts。")
    names = [variant.id for variant in plan.variants]
    if doubled := next((name for name in names if names.count(name) > 1), None):
        raise InputError(f"有两种写法都叫“{doubled}”，请给 --prompts 的文件夹取不同的名字。")


def _book(plan: Plan) -> _Book:
    """The rows that are there already; InputError when they are of another dataset."""
    if not (plan.out / RESULTS).exists():
        return _Book(plan.out)
    kept, manifest = results.load(plan.out), plan.dataset.manifest
    if other := next((row for row in kept.rows if (row.dataset, row.version) != (manifest.name, manifest.version)), None):
        raise InputError(f"{plan.out} 里是数据集“{other.dataset}”第 {other.version} 版的结果，请用 --out 另写一个文件夹。")
    return _Book(plan.out, {row.cell: row for row in kept.rows})


def _cells(plan: Plan) -> Iterator[Cell]:
    rules, program = of_rules(), of_program()
    made = {variant: variant.fingerprint for variant in plan.variants}
    for variant, case in pairs(plan.variants, plan.dataset.cases):
        yield Cell(variant, case, of_text(made[variant], case.hash, rules, program))


def _still_good(book: _Book, cell: Cell, judge: Judge | None) -> Row | None:
    """The row of an earlier run, when all that decides it is the same."""
    row = _same(book, cell)
    if row is None or (judge and (row.judgement is None or row.judgement.error or row.judgement.fingerprint != judge.fingerprint)):
        return None
    return row


def _same(book: _Book, cell: Cell) -> Row | None:
    row = book.rows.get(_key(cell))
    return row if row and row.fingerprint == cell.fingerprint and not row.error else None


def _row(plan: Plan, book: _Book, cell: Cell) -> Row:
    """The row of a cell: made, or an earlier one that only lacks its judgement."""
    row = _same(book, cell) or _made(plan, cell)
    if plan.judge is None or not isinstance(cell.case, BriefCase):
        return row
    made = RunDir(plan.out / row.draft)
    text = (made.path / results.TEXT).read_text(encoding="utf-8")
    return row.model_copy(update={"judgement": plan.judge.of(cell.case.brief, text, made.highest_mark())})


def _made(plan: Plan, cell: Cell) -> Row:
    began = perf_counter()
    folder = plan.out / cell.folder
    if isinstance(cell.case, DraftCase):
        made = Made(checked(cell.case), {})
        keep(made.product, folder)
    else:
        made = _drafted(plan, cell, cell.case, folder)
    seconds = sum(made.record.get("seconds", {"all": perf_counter() - began}).values())
    return _measured(plan, cell, made, round(seconds, 3))


def _drafted(plan: Plan, cell: Cell, case: BriefCase, folder: Path) -> Made:
    library = library_of(case, plan.out / LIBRARIES)
    return drafted(case, cell.variant, library, folder, cell.fingerprint, plan.job)


def _measured(plan: Plan, cell: Cell, made: Made, seconds: float) -> Row:
    product, record = made.product, made.record
    measures = scored(product, scorers(plan.dataset.manifest.kind))
    rules = [finding["rule"] for finding in product.report["findings"]]
    return Row.model_validate(
        _known(plan, cell)
        | {
            "prompts": record.get("prompts", {}),
            "library": record.get("library", ""),
            "seconds": seconds,
            "tokens": record.get("tokens", {}),
            "scores": measures.values,
            "unscored": measures.unscored,
            "findings": {rule: rules.count(rule) for rule in sorted(set(rules))},
            "detection": _detection(product),
            "draft": cell.folder,
        }
    )


def _detection(product: Product) -> dict[str, dict[str, int]]:
    if not isinstance(product.case, DraftCase):
        return {}
    found = matches(product)
    return {"found": found.found, "missed": found.missed, "wrong": found.wrong}


def _failed(plan: Plan, done: Done[Cell, Row]) -> Row:
    """A row that says what went wrong; of a fault of the program the trace is put beside the draft."""
    said = str(done.error)
    if not isinstance(done.error, BiganziError):
        trace = plan.out / done.item.folder / FAULT
        files.write_text(trace, hidden("".join(format_exception(done.error))))
        said = f"程序内部出错（{type(done.error).__name__}），请把 {trace} 发给开发人员。"
    return Row.model_validate(_known(plan, done.item) | {"error": said})


def _known(plan: Plan, cell: Cell) -> dict[str, Any]:
    """What is known of a cell before anything is made."""
    manifest, case, variant = plan.dataset.manifest, cell.case, cell.variant
    return {
        "dataset": manifest.name, "dataset_title": manifest.title, "version": manifest.version, "kind": manifest.kind,
        "case": case.id, "title": case.title, "case_hash": case.hash,
        "variant": variant.id, "writer": variant.writer, "model": variant.model,
        "rules": of_rules(), "program": __version__, "fingerprint": cell.fingerprint,
    }  # fmt: skip


def _key(cell: Cell) -> tuple[str, str]:
    return cell.variant.id, cell.case.id
