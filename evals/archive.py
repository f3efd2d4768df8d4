"""What a check of phrases asks of the library: who else says this, and where it stands."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:  # NumPy is loaded only where a library is asked
    import numpy as np
    import numpy.typing as npt

    from corpus.language.model import LanguageModel

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Spread:
    """How far each phrase (a run of `corpus.shingles.SIZE` characters that count) of a text is spread in the library.

    Three arrays of one length, in order of place: `[starts[i], ends[i])` is a phrase in the text asked about, as code points,
    and `units[i]` how many different units (regions; issuers where no region is known) say it.
    """

    starts: "Ints"
    ends: "Ints"
    units: "Ints"


@dataclass(frozen=True)
class Kin:
    """A document of the library that shares rare phrases with a text."""

    doc_id: str
    label: str  # how a person names the document
    region: str
    date: dt.date | None
    text: str
    shared: int  # phrases they share that few others have
    title: str = ""
    number: str = ""  # 发文字号


@dataclass(frozen=True)
class Measure:
    """Numbers taken of a text in the light of an archive; `key` changes whenever they would be taken otherwise."""

    key: str
    of: "Callable[[str, Archive], Numbers]"


Numbers = Mapping[str, float | None]


@runtime_checkable
class Archive(Protocol):
    """The library as checks of phrases see it. Documents excluded count nowhere in its answers."""

    @property
    def size(self) -> int:
        """How many documents it holds."""

    @property
    def language(self) -> "LanguageModel":
        """How probable a text is to whoever has read them."""

    def spread(self, text: str) -> Spread:
        """How many units say each phrase of `text`."""

    def kin(self, text: str) -> Sequence[Kin]:
        """The documents that `text` may have been taken from, those that share most first."""

    def measured(self, kinds: Collection[str], measure: Measure) -> Sequence[Numbers]:
        """What `measure` says of the documents of these 文种, newest first, of each as if the archive did not hold it.

        Of many documents some, of few none: see `evals.measured`.
        """
