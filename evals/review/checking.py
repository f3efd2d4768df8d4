"""The checks over what was handed in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from base.errors import FileError, InputError
from corpus.documents import Document, own_text
from corpus.readers import canonical_text
from corpus.remarks import remarks_of
from drafting.ledger import load_facts
from evals.archive import Archive
from evals.case import Case, TitleLookup, Unscored
from evals.context import Context
from evals.engine import run
from evals.figure_table import figure_table
from evals.review.folder import ReviewFolder, find
from evals.review.result import Extras, Reviewed
from evals.shelves import PaperShelf, ShelfArchive
from evals.trim import opened, trim

LONGEST = 200_000  # characters: what a review takes half a minute for


def case_of(folder: ReviewFolder, lookup: TitleLookup | None, archive: Archive | None) -> tuple[Case, list[str]]:
    """The document with all that it may be held against, and one remark for each row of the ledger that could not be taken as it looks.

    FileError for a file that cannot be read.
    """
    given, told = folder.given, list[str]()
    text = canonical_text(folder.document)
    _demand_size(folder.document, text)
    context, ignored = Context.lenient(given.context)
    case = Case(
        text,
        sources=tuple(map(canonical_text, folder.sources)) or None,
        facts=load_facts(folder.ledger, told.append) if folder.ledger else None,
        context=context,
        lookup=lookup,
        archive=archive,
        beside=_beside(folder),
        remarks=remarks_of(folder.document),
    )
    return case, [*(f"台账：{note}" for note in told), *ignored]


def review(title: str, case: Case, remarks: list[str]) -> Reviewed:
    """What the checks say."""
    outcome = run(case)
    noted = tuple(Unscored("context", remark) for remark in remarks)
    return Reviewed(title=title, text=case.text, outcome=replace(outcome, unscored=outcome.unscored + noted), remarks=tuple(remarks))


def extras(folder: ReviewFolder, case: Case) -> Extras:
    """Where each figure comes from, and the text without its padding."""
    names = [path.name.partition("-")[2] for path in folder.sources]
    return Extras(figures=figure_table(case, names), trimmed=trim(case, opened(folder.document).frozen))


def _demand_size(path: Path, text: str) -> None:
    if not text.strip():
        raise FileError(f"{path} 里没有文字（可能全是图片），请换成有文字的文件。")
    if len(text) > LONGEST:
        raise InputError(f"{path} 有 {len(text)} 字，超过一次审稿 {LONGEST} 字的上限，请分成几个文件再审。")


def _beside(folder: ReviewFolder) -> Archive | None:
    """The documents handed in with this one."""
    names = folder.given.beside
    return ShelfArchive(PaperShelf(lambda: _papers(folder, names))) if names else None


def _papers(folder: ReviewFolder, names: tuple[str, ...]) -> Iterator[Document]:
    for name in names:
        if other := find(folder.path.parent.parent, name):
            try:
                yield Document(other.given.title, other.given.title, own_text(canonical_text(other.document)))
            except FileError:
                continue  # its own review says so
