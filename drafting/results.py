"""The results of a run as files; what a person changed in them is never overwritten."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from base import files
from prompts.genres import Genre


class Results:
    """Writes result files of a run, knowing what it wrote last time (`known`: name → sha256)."""

    def __init__(self, folder: Path, known: dict[str, str], tell: Callable[[str], None]) -> None:
        self._folder, self._tell = folder, tell
        self.hashes = dict(known)

    def write(self, name: str, data: bytes) -> None:
        """Write `name`; a file that is not as we left it is first put aside under another name, and that is said."""
        path = self._folder / name
        if path.exists() and name in self.hashes and _hash(path.read_bytes()) not in (self.hashes[name], _hash(data)):
            aside = path.with_name(f"{path.stem}-改动-{dt.datetime.now():%Y%m%d-%H%M%S}{path.suffix}")
            path.rename(aside)
            self._tell(f"{name} 上次生成后改动过，改动的那份已另存为 {aside.name}。")
        files.write_bytes(path, data)
        self.hashes[name] = _hash(data)


def spoken_minutes(frame: Genre, report: Mapping[str, Any]) -> tuple[float, float] | None:
    """How long the draft takes to read aloud, from and to; None for a genre that is not."""
    said = report.get("metrics", {}).get("minutes") if frame.spoken else None
    return (float(said[0]), float(said[1])) if said else None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
