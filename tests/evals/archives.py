"""A few papers as an archive."""

import datetime as dt
from collections.abc import Mapping, Sequence

from corpus.documents import Document
from evals.shelves import PaperShelf, ShelfArchive


def archive_of(papers: Sequence[Mapping[str, str]]) -> ShelfArchive | None:
    """Papers given by title, text, region, date, issuer and number; without an id the title is it. None for no papers."""
    return ShelfArchive(PaperShelf(lambda: map(_document, papers))) if papers else None


def _document(paper: Mapping[str, str]) -> Document:
    date = dt.date.fromisoformat(paper["date"]) if "date" in paper else None
    return Document(**{"id": paper["title"], **paper, "date": date})  # type: ignore[arg-type]
