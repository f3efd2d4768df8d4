"""The library of a case: its archive as a workspace of its own, made once a run."""

import shutil
import threading
from pathlib import Path

from evals.harness.cases import BriefCase

_READY = "ready"
_making = threading.Lock()  # Alembic, which makes the tables, works for one thread at a time


def library_of(case: BriefCase, folder: Path) -> Path:
    """The workspace with the documents of `case`, in `folder`; made on first use, and again when its making was interrupted."""
    home = folder / f"{case.id}-{case.hash}"
    with _making:
        if not (home / _READY).exists():
            _make(case, home)
    return home


def _make(case: BriefCase, home: Path) -> None:
    from corpus.library import Library  # SQLAlchemy, Tantivy: only where a library is used

    shutil.rmtree(home, ignore_errors=True)
    with Library.open(home) as library:
        library.add_documents(case.documents())
    (home / _READY).touch()
