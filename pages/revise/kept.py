"""What was handed in to this page, each in a folder of its own: a pair of files, or a file with changes of others and what was decided."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base import files
from base.errors import InputError
from pages.background import dated
from pages.background.dated import Dated
from pages.shared import uploads
from pages.shared.uploads import Upload

MARKED, PAIRS = "marked", "pairs"  # folders in a person's own
_STATE = "state.json"


@dataclass(frozen=True)
class Kept(Dated):
    """One folder; its name begins with the day and time it was handed in."""

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
    kept = Kept(dated.fresh(folder, title, "文稿"))
    for place, upload in given.items():
        uploads.keep(upload, kept.path / place)
    files.write_json(kept.path / _STATE, state)
    return kept


def newest(folder: Path) -> list[Kept]:
    """All that was handed in, the newest first."""
    return [Kept(path) for path in dated.newest(folder) if (path / _STATE).is_file()]


def find(folder: Path, name: str) -> Kept | None:
    """The one of this name; only what stands in the folder is a name."""
    return next((kept for kept in newest(folder) if kept.name == name), None)
