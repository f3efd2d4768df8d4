"""From cases to products: a draft made by a writer, a text by anyone, a fixed draft; each with what the checks say of it."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base import files
from corpus.documents import Document
from drafting.brief import Brief
from drafting.guard import open_marks
from drafting.pipeline import Job, draft
from drafting.rundir import RunDir
from evals.case import Case
from evals.context import Context
from evals.engine import run
from evals.harness.cases import BriefCase, DraftCase
from evals.harness.results import REPORT, TEXT
from evals.harness.scorer import Product
from evals.harness.variant import Variant
from evals.report import as_json
from evals.shelves import PaperShelf, ShelfArchive
from prompts.loader import trying

_MADE_FOR = "fingerprint"  # a file beside a draft: what it was made from


OpenJob = Callable[[Path, Brief, Variant, RunDir], AbstractContextManager[Job]]  # of the library in a workspace; `wiring.trial_jobs`


@dataclass(frozen=True)
class Made:
    """A product, and what making it took: the record of the run (run.json)."""

    product: Product
    record: dict[str, Any]


def drafted(case: BriefCase, variant: Variant, library: Path, folder: Path, fingerprint: str, open_job: OpenJob) -> Made:
    """The draft of `variant`, in the run directory `folder`; one begun there for the same `fingerprint` is gone on with.

    ServiceError leaves what was finished there.
    """
    _begin(folder, fingerprint)
    directory = RunDir(folder)
    with directory.locked(), trying(variant.prompts), open_job(library, case.brief, variant, directory) as job:
        directory.save_brief(case.brief)
        result = draft(job)
    return Made(Product(case, result.draft.text, result.review.report), directory.record())


def checked(case: DraftCase) -> Product:
    """What the checks say of a fixed draft."""
    file = case.file
    outcome = run(Case(file.text, case.id, file.sources, file.facts, case.context))
    return Product(case, file.text, as_json(case.id, outcome))


def reviewed(case: BriefCase, text: str) -> Product:
    """A text that anyone wrote for the brief, held against its ledger and its whole archive; no citations are known of it."""
    papers = case.documents()
    archive = ShelfArchive(PaperShelf(lambda: papers)) if papers else None
    sources, context = tuple(f"{paper.text}\n{paper.label}" for paper in papers), Context.of_brief(case.brief)
    outcome = run(Case(text, case.id, sources, case.brief.facts, context, lookup=_lookup(papers), archive=archive, generated=True))
    marks = [mark.model_dump() for mark in open_marks(text)]
    return Product(case, text, as_json(case.id, outcome) | {"marks": marks})


def keep(product: Product, folder: Path) -> None:
    """The text and the report of a product that no run directory holds."""
    files.write_text(folder / TEXT, product.text)
    files.write_json(folder / REPORT, product.report)


def _begin(folder: Path, fingerprint: str) -> None:
    """A folder for this draft: what was made there of something else goes."""
    marker = folder / _MADE_FOR
    if folder.exists() and not (marker.is_file() and marker.read_text(encoding="utf-8") == fingerprint):
        shutil.rmtree(folder)
    files.write_text(marker, fingerprint)


def _lookup(papers: tuple[Document, ...]) -> Callable[[str], str | None]:
    labels = {name: paper.label for paper in papers for name in (paper.title, paper.number) if name}
    return labels.get
