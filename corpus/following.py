"""How the derived indexes follow the archive by its change counter.

An index's mark says where it stands and up to which change it has come. It is written after the index itself, and applying
changes twice does no harm, so a process killed between the two loses nothing. An index made anew is made in a folder of its own:
nothing is ever taken away under a reader before the mark names what takes its place.
"""

import json
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from base.files import write_json

T = TypeVar("T")
_PULSE = 0.5  # seconds between two words to whoever listens


@dataclass(frozen=True)
class Mark:
    """How far an index has come: `of` names the library and the index format, `seq` the change, `count` its rows then."""

    of: str
    folder: str = ""  # where the index stands, beside the mark; '' for none
    seq: int = 0
    count: int = 0
    fitted: int = 0  # passages there were when the embedder was fitted; the change at which the table of n-grams was
    embedder: str = "fitted"  # whose vectors they are; see `corpus.embedders.choice`

    @classmethod
    def load(cls, path: Path, of: str, head: int = sys.maxsize) -> "Mark":
        """The mark at `path`; one at the very beginning when it is missing, damaged, of something else or ahead of the archive."""
        try:
            mark = cls(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls(of)
        return mark if mark.of == of and mark.seq <= head else cls(of)

    def save(self, path: Path) -> None:
        """Replace `path` by this mark."""
        write_json(path, asdict(self))


def fresh(kind: str) -> str:
    """The name of a folder that never was: readers go on in the old one until the mark names this one."""
    return f"{kind}-{uuid.uuid4().hex[:12]}"


def sweep(folder: Path, kind: str, kept: str) -> None:
    """Take away the indexes of one kind that the mark does not name (any more). What is held open may stay until the next time."""
    for path in folder.glob(f"{kind}*/"):
        if path.name != kept:
            shutil.rmtree(path, ignore_errors=True)


def counted(items: Iterable[T], total: int, hear: Callable[[int, int], None]) -> Iterator[T]:
    """`items`, with so many done of `total` told to `hear` while they are taken."""
    told = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - told > _PULSE:
            hear(done, total)
            told = time.monotonic()
        yield item
