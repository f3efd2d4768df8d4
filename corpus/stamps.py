"""What tells without reading a file whether it is still the same, and whether it is still being written."""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_YOUNG = 2 * 10**9  # nanoseconds: so coarse are the times of some file systems; a file may change again unseen for so long
_SETTLING = 0.5  # seconds in which a file that is being copied grows


@dataclass(frozen=True)
class Stamp:
    """Size and time of last change, in nanoseconds, as the system says them."""

    size: int
    mtime: int

    @property
    def is_young(self) -> bool:
        """Whether the file changed just now; a time in the future says nothing."""
        return abs(time.time_ns() - self.mtime) < _YOUNG


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of the file at `path`; None when there is none that we may see."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def unsettled(stamps: dict[Path, Stamp]) -> set[Path]:
    """The files that change while we look on: somebody is still copying them."""
    young = [path for path, stamp in stamps.items() if stamp.is_young]
    if young:
        time.sleep(_SETTLING)
    return moved_on(young, stamps)


def moved_on(paths: Iterable[Path], stamps: dict[Path, Stamp]) -> set[Path]:
    """Those of `paths` that are not any more as `stamps` has them."""
    return {path for path in paths if stamp_of(path) != stamps[path]}


def hash_of(path: Path) -> str:
    """Of the bytes of the file; '' when it cannot be read, which its reader will explain."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
