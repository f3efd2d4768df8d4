"""Where drafting, library and checks are put together, for the command line and the pages alike."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from base.errors import InputError
from drafting.brief import Brief
from drafting.guard import Checker
from drafting.rundir import RunDir
from drafting.settings import Endpoint
from drafting.writer import Writer
from evals.case import TitleLookup

if TYPE_CHECKING:  # the library (SQLAlchemy) and the pipeline are imported where they are used: a check needs neither
    from corpus.documents import Document
    from corpus.library import Library
    from drafting.pipeline import Reviewer
    from drafting.retrieval import Retrieval


class Parts(NamedTuple):
    """What a drafting job is made of, beside brief and run directory."""

    writer: Writer
    retrieval: "Retrieval"
    review: "Reviewer"


@contextmanager
def drafting_parts(home: Path, brief: Brief, endpoint: Endpoint | None) -> Iterator[Parts]:
    """Writer, retrieval and reviewer over the library of `home`; `endpoint` None is the extractive writer."""
    from corpus.library import Library
    from drafting.retrieval import Retrieval
    from evals.pipeline import guard, reviewer

    with Library.open(home) as library, library_lookup(home) as lookup:
        yield Parts(_writer(endpoint, guard(lookup)), Retrieval(library, brief), reviewer(lookup))


@contextmanager
def library_lookup(home: Path) -> "Iterator[LibraryLookup | None]":
    """Names answered by the library of `home`; None where there is none, because a check never makes a workspace."""
    if not (home / "library.db").exists():
        yield None
        return
    with ExitStack() as opened:
        yield LibraryLookup(home, opened)


class LibraryLookup:
    """Opens the library when a name is first asked for; asks for each name once."""

    def __init__(self, home: Path, opened: ExitStack) -> None:
        self._home, self._opened = home, opened
        self._library: Library | None = None
        self._known: dict[str, Document | None] = {}

    def __call__(self, name: str) -> str | None:
        document = self._find(name)
        return document.label if document else None

    def without(self, excluded: frozenset[str]) -> TitleLookup:
        """The same, but for documents with these ids."""

        def find(name: str) -> str | None:
            document = self._find(name)
            return document.label if document and document.id not in excluded else None

        return find

    def _find(self, name: str) -> "Document | None":
        if name not in self._known:
            self._known[name] = self._open().find(name)
        return self._known[name]

    def _open(self) -> "Library":
        from corpus.library import Library

        self._library = self._library or self._opened.enter_context(Library.open(self._home))
        return self._library


def brief_of(run: RunDir, given: Brief | None, resuming: bool) -> Brief:
    """The brief of the run, kept at its start; an existing run is never overwritten by another brief."""
    if not run.started or (given is not None and not run.begun and not resuming):
        if given is None:
            return run.brief()  # says what is missing
        run.save_brief(given)
        return given
    if not resuming:
        raise InputError(f"{run.path} 里已有一次起草的结果，接着做请用 --resume {run.path}，另起请换一个文件夹。")
    kept = run.brief()
    if given is not None and given != kept:
        raise InputError(f"任务书与 {run.path} 里的不同（任务书或台账改过），请用 --out 另起一个文件夹。")
    return kept


def _writer(endpoint: Endpoint | None, check: Checker) -> Writer:
    if endpoint is None:
        from drafting.extractive import ExtractiveWriter

        return ExtractiveWriter()
    from drafting.model import ModelWriter  # langchain: only where a model is used

    return ModelWriter(endpoint, check)
