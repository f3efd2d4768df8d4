"""Where drafting, library and checks are put together, for the command line and the pages alike."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from base.errors import InputError
from corpus.address import is_there
from corpus.lock import PATIENCE
from drafting.brief import Brief
from evals.case import Telling, TitleLookup
from evals.shelves import LibraryShelf, ShelfArchive

if TYPE_CHECKING:  # what drafts, the library (SQLAlchemy) and the settings are imported where they are used: many a check needs none
    from corpus.documents import Document
    from corpus.embedders.listening import Listener
    from corpus.library import Library
    from corpus.remarks import Remark
    from drafting.aigc import Mark
    from drafting.casting import Cast
    from drafting.guard import Checker
    from drafting.model.means import Means
    from drafting.pipeline import Job, Reviewer
    from drafting.retrieval import Retrieval
    from drafting.rundir import RunDir
    from drafting.settings import Endpoint
    from drafting.writer import Writer
    from evals.harness.products import OpenJob
    from evals.harness.variant import Variant


class _Manner(NamedTuple):
    """How the office writes: its habits in sentences, and a passage of its own."""

    habits: tuple[str, ...] = ()
    sample: str = ""


class Parts(NamedTuple):
    """What a drafting job is made of, beside brief and run directory."""

    writer: "Writer"
    retrieval: "Retrieval"
    review: "Reviewer"


@contextmanager
def drafting_parts(
    home: Path, brief: Brief, models: "Endpoint | Cast | None", listener: "Listener | None" = None, means: "Means | None" = None
) -> Iterator[Parts]:
    """Writer, retrieval and reviewer over the library of `home`; without `models` it is the extractive writer."""
    from drafting.retrieval import Retrieval
    from evals.pipeline import guard, reviewer

    with open_library(home, listener, brief) as library, library_lookup(home) as lookup:
        manner = _Manner(_habits(library, home, brief), _sample(library, brief)) if models else _Manner()
        archive = lookup.archive() if lookup else None
        yield Parts(_writer(models, guard(lookup), manner, means), Retrieval(library, brief), reviewer(lookup, archive))


def trial_jobs(home: Path) -> "OpenJob":
    """Jobs of the harness: a brief drafted by a variant over a library of its own, within the means of `home`.

    Answers kept from before are not used: every run measures anew.
    """
    from drafting.model.means import means_of
    from drafting.pipeline import Job
    from drafting.record import spent_in
    from drafting.settings import load_settings

    settings = load_settings(home)

    @contextmanager
    def opened(library: Path, brief: Brief, variant: "Variant", run: "RunDir") -> "Iterator[Job]":
        means = means_of(home, settings, cached=False, spent=spent_in(run.record())) if variant.endpoint else None
        with drafting_parts(library, brief, variant.endpoint, means=means) as parts:
            yield Job(brief, *parts, run, variant.endpoint, model=variant.model or "none")

    return opened


def open_library(home: Path, listener: "Listener | None" = None, brief: Brief | None = None, *, patience: float = PATIENCE) -> "Library":
    """The library of `home` with the embedder its settings name; for the drafting of `brief` when given.

    What is asked while drafting may come from what was found. So where either holds what must not go to the embedder, no query does.
    """
    from corpus.library import Library
    from drafting.embedding import embedder_choice
    from drafting.settings import load_settings

    choice = embedder_choice(load_settings(home).embedding)
    if brief is not None and choice.withheld:
        choice = replace(choice, silent=choice.withheld(_as_document(brief)) or _holds(home, choice.withheld))
    return Library.open(home, choice, listener, patience=patience)


def _as_document(brief: Brief) -> "Document":
    """The brief as far as its secrecy goes."""
    from corpus.documents import Document
    from drafting.secrecy import mark_of

    return Document("brief", brief.title, "", secrecy=mark_of(brief, ()))


def _holds(home: Path, withheld: "Callable[[Document], bool]") -> bool:
    from corpus.library import Library

    with Library.open(home) as library:
        return any(map(withheld, library.documents()))


@contextmanager
def library_lookup(home: Path) -> "Iterator[LibraryLookup | None]":
    """Names answered by the library of `home`; None where there is none, because a check never makes a workspace."""
    if not is_there(home):
        yield None
        return
    with ExitStack() as opened:
        yield LibraryLookup(home, opened)


class LibraryLookup:
    """Opens the library when a name is first asked for; asks for each name once."""

    def __init__(self, home: Path, opened: ExitStack) -> None:
        self._home, self._opened = home, opened
        self._library: Library | None = None
        self._shelf: LibraryShelf | None = None
        self._known: dict[str, Document | None] = {}
        self._told: dict[str, tuple[Telling, ...]] = {}

    def __call__(self, name: str) -> str | None:
        document = self.find(name)
        return document.label if document else None

    def tellings(self, place: str) -> tuple[Telling, ...]:
        """What the documents of `place` itself say, read once."""
        if place not in self._told:
            self._told[place] = tuple(
                Telling(passage.id, document.id, document.label, document.date, passage.text)
                for document, passage in self._open().passages_of_place(place)
            )
        return self._told[place]

    def mark_of(self, name: str) -> str:
        """The 密级 of the document that bears this name; '' for none."""
        document = self.find(name)
        return document.secrecy if document else ""

    def without(self, excluded: frozenset[str]) -> TitleLookup:
        """The same, but for documents with these ids."""
        return _Without(self, excluded) if excluded else self

    def archive(self, excluded: frozenset[str] = frozenset()) -> ShelfArchive:
        """The library as checks of phrases see it, but for documents with these ids."""
        self._shelf = self._shelf or LibraryShelf(self._open, self._home / "cache" / "measured")
        return ShelfArchive(self._shelf, excluded)

    def find(self, name: str) -> "Document | None":
        """The document that bears this name."""
        if name not in self._known:
            self._known[name] = self._open().find(name)
        return self._known[name]

    def document(self, id: str) -> "Document | None":
        """The document with this id, with its text."""
        return self._open().document(id)

    def _open(self) -> "Library":
        from corpus.library import Library

        self._library = self._library or self._opened.enter_context(Library.open(self._home))
        return self._library


class _Without:
    """A lookup that does not know the documents `excluded`."""

    def __init__(self, lookup: LibraryLookup, excluded: frozenset[str]) -> None:
        self._lookup, self._excluded = lookup, excluded

    def __call__(self, name: str) -> str | None:
        document = self._lookup.find(name)
        return document.label if document and document.id not in self._excluded else None

    def mark_of(self, name: str) -> str:
        """The 密级 of the document that bears this name, if it is not one of those excluded."""
        return self._lookup.mark_of(name) if self(name) else ""

    def tellings(self, place: str) -> tuple[Telling, ...]:
        """What the documents of `place` itself say, but for those excluded."""
        return tuple(t for t in self._lookup.tellings(place) if t.doc_id not in self._excluded)


def errors_in(home: Path, text: str, brief: Brief | None, remarks: "tuple[Remark, ...]" = ()) -> tuple[str, ...]:
    """What a check of `text` finds wrong beyond doubt, against the library of `home` and the brief it answers.

    What the `remarks` beside it excuse is not told.
    """
    from evals.case import Case
    from evals.context import Context
    from evals.engine import run

    with library_lookup(home) as lookup:
        context = Context.of_brief(brief) if brief else Context()
        archive = lookup.archive() if lookup else None
        facts = brief.facts if brief else None
        outcome = run(Case(text, facts=facts, context=context, lookup=lookup, archive=archive, remarks=remarks))
    return tuple(finding.message for finding in outcome.findings if finding.severity == "error")


def model_mark(home: Path) -> "Mark":
    """How the office of `home` marks what a model wrote."""
    from drafting.aigc import Mark
    from drafting.settings import load_settings

    said = load_settings(home).marking
    return Mark(said.words if said.visible else "", said.place, said.producer)


def brief_of(run: "RunDir", given: Brief | None, resuming: bool) -> Brief:
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


def _habits(library: "Library", home: Path, brief: Brief) -> tuple[str, ...]:
    """The style of the place's own documents of the brief's genre, in sentences for a model. Marked documents have no part in it."""
    from corpus.style.of_library import library_profile
    from corpus.style.report import advice
    from prompts.genres import genre

    kinds = genre(brief.genre).kinds
    left_out, cache = _in_marked_folders(library), home / "cache" / "style"
    profile = library_profile(library, kinds, region=brief.place, unmarked=True, without=left_out, cache=cache)
    return advice(profile) if profile else ()


def _in_marked_folders(library: "Library") -> frozenset[str]:
    """The documents that are marked by where they lie."""
    from drafting.secrecy import table

    rules = table()
    return frozenset(d.id for d in library.documents() if rules.folder_of(d.id, d.source)[0]) if rules.folders else frozenset()


def _sample(library: "Library", brief: Brief) -> str:
    """A passage of the place's own open documents of the brief's genre."""
    from drafting.examples import example
    from prompts.genres import genre

    return example(library, brief, genre(brief.genre))


def _writer(models: "Endpoint | Cast | None", check: "Checker", manner: _Manner, means: "Means | None") -> "Writer":
    if models is None:
        from drafting.extractive import ExtractiveWriter

        return ExtractiveWriter()
    from drafting.model import ModelWriter  # langchain: only where a model is used

    return ModelWriter(models, check, habits=manner.habits, sample=manner.sample, means=means)
