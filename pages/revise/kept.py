"""What was handed in to this page, each in a folder of its own: a pair of files, or a file with changes of others and what was decided."""

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from base import files
from base.errors import InputError
from pages.shared import uploads
from pages.shared.uploads import Upload

MARKED, PAIRS = "marked", "pairs"  # folders in a person's own
_STATE = "state.json"


@dataclass(frozen=True)
class Kept:
    """One folder; its name begins with the day and time it was handed in."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def title(self) -> str:
        return self.name[16:]

    @property
    def when(self) -> str:
        return f"{int(self.name[4:6])}月{int(self.name[6:8])}日 {self.name[9:11]}:{self.name[11:13]}"

    def state(self) -> dict[str, Any]:
        """What is known beside the files."""
        try:
            found: dict[str, Any] = json.loads((self.path / _STATE).read_bytes())
        except (OSError, ValueError) as error:
            raise InputError(f"“{self.title}”的记录读不出来，请重新上传这份文稿。") from error
        return found

    def change(self, **values: Any) -> None:
        """Put `values` into what is known."""
        files.write_json(self.path / _STATE, self.state() | values)

    def remove(self) -> None:
        """Throw it away, for good."""
        shutil.rmtree(self.path, ignore_errors=True)

    def file(self, place: str) -> Path:
        """The one file handed in as `place`."""
        try:
            return next((self.path / place).iterdir())
        except (OSError, StopIteration) as error:
            raise InputError(f"“{self.title}”的文件不在了，请重新上传。") from error


def keep(folder: Path, title: str, given: dict[str, Upload], **state: Any) -> Kept:
    """Keep uploads, each under its place, in a new folder inside `folder`."""
    words = "".join(c for c in title if c.isalnum() or c in "（）—-、")[:40] or "文稿"
    first = folder / f"{dt.datetime.now():%Y%m%d-%H%M%S}-{words}"
    names = (first if n == 1 else first.with_name(f"{first.name}-{n}") for n in count(1))
    kept = Kept(next(path for path in names if not path.exists()))
    for place, upload in given.items():
        uploads.keep(upload, kept.path / place)
    files.write_json(kept.path / _STATE, state)
    return kept


def newest(folder: Path) -> list[Kept]:
    """All that was handed in, the newest first."""
    names = sorted((p.name for p in folder.iterdir()), reverse=True) if folder.is_dir() else []
    return [Kept(folder / n) for n in names if n[:8].isdecimal() and n[9:15].isdecimal() and (folder / n / _STATE).is_file()]


def find(folder: Path, name: str) -> Kept | None:
    """The one of this name; only what stands in the folder is a name."""
    return next((kept for kept in newest(folder) if kept.name == name), None)
