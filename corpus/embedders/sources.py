"""Where a library's embedder comes from: fitted on its own passages, or there from the start."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from corpus.embedders import Embedder
from corpus.embedders.choice import EmbedderChoice
from corpus.embedders.lasting import LastingEmbedder
from corpus.embedders.lsa import LsaEmbedder

FEWEST_PASSAGES = 50  # with fewer a fitted embedder learns nothing worth having: lexical search alone
REFIT_FACTOR = 2  # the embedder is fitted again when the library has grown this much
FITTED_NAME = "embedder.npz"  # stands with the vectors that were made with it

Texts = Callable[[], Iterable[str]]


class Source(Protocol):
    """What the follower of the vectors asks."""

    name: str  # stands in the mark: vectors of another source are not searched
    fewest: int  # passages that are worth an index of vectors

    def outgrown(self, fitted: int, passages: int) -> bool:
        """Whether an embedder from a library of `fitted` passages is too old for one of `passages`."""

    def prepare(self, texts: Texts, hurried: bool, afresh: bool, done: Callable[[int], None]) -> bool:
        """Make sure that `embed` will know `texts`; False when that would take long and the caller is `hurried`."""

    def load(self, folder: Path) -> Embedder | None:
        """The embedder of the vectors in `folder`; None when it is missing or damaged."""

    def make(self, folder: Path, texts: Texts) -> Embedder:
        """The embedder for vectors to be stored in `folder`."""

    def tidy(self, texts: Texts) -> None:
        """Take away what is of no use for a library of `texts`."""


class FittedSource:
    """An embedder fitted on the library: fast, so nothing has to be prepared."""

    name, fewest = "fitted", FEWEST_PASSAGES

    def outgrown(self, fitted: int, passages: int) -> bool:
        """The library has doubled."""
        return passages >= REFIT_FACTOR * fitted

    def prepare(self, texts: Texts, hurried: bool, afresh: bool, done: Callable[[int], None]) -> bool:  # noqa: ARG002
        """Always ready."""
        return True

    def load(self, folder: Path) -> Embedder | None:
        """The one saved in `folder`."""
        return LsaEmbedder.load(folder / FITTED_NAME)

    def make(self, folder: Path, texts: Texts) -> Embedder:
        """One fitted on `texts`, saved in `folder`."""
        embedder = LsaEmbedder.fit(list(texts()))
        embedder.save(folder / FITTED_NAME)
        return embedder

    def tidy(self, texts: Texts) -> None:
        """Nothing of it stands outside the folder of its vectors."""


class LastingSource:
    """A service or a package, whose vectors are kept beside the indexes in `folder`."""

    fewest = 1

    def __init__(self, choice: EmbedderChoice, folder: Path) -> None:
        """Nothing is asked yet."""
        self.name = choice.name
        self._embedder = LastingEmbedder(choice, folder)

    def outgrown(self, fitted: int, passages: int) -> bool:  # noqa: ARG002
        """Never: it does not depend on the library."""
        return False

    def prepare(self, texts: Texts, hurried: bool, afresh: bool, done: Callable[[int], None]) -> bool:
        """Ask for what is not kept, unless hurried."""
        if hurried:
            return self._embedder.knows(texts())
        self._embedder.learn(texts(), afresh, done)
        return True

    def load(self, folder: Path) -> Embedder | None:
        """The one there is."""
        return self._embedder if folder.is_dir() else None

    def make(self, folder: Path, texts: Texts) -> Embedder:  # noqa: ARG002
        """The one there is."""
        folder.mkdir(parents=True, exist_ok=True)
        return self._embedder

    def tidy(self, texts: Texts) -> None:
        """Forget vectors of texts that are gone."""
        self._embedder.tidy(texts())


def source_of(choice: EmbedderChoice, folder: Path) -> Source:
    """The source that `choice` names, keeping what it needs in `folder`."""
    return FittedSource() if choice.kind == "fitted" else LastingSource(choice, folder)
