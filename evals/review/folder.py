"""One review under `own/reviews`: what was given, and beside it what the checks said of it."""

import datetime as dt
import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from base import files
from base.errors import InputError

if TYPE_CHECKING:  # what a result is made of brings the checks along: not for a page that only lists reviews
    from evals.review.result import Extras, Reviewed

M = TypeVar("M", bound=BaseModel)
_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
_LONGEST_NAME = 60  # characters of a file's name: a disk takes 255 bytes


class Given(BaseModel):
    """What a person handed in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str  # how the person calls the document: its file's name
    at: dt.datetime
    by: str = ""  # '' without sign-in
    context: dict[str, Any] = {}  # fields of a brief
    beside: tuple[str, ...] = ()  # the other reviews handed in with this one


@dataclass(frozen=True)
class File:
    """A file by its own name."""

    name: str
    data: bytes


@dataclass(frozen=True)
class ReviewFolder:
    """The folder of one review. Nothing in it is written twice but the results."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def given(self) -> Given:
        try:
            return Given.model_validate_json((self.path / "given.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise InputError(f"{self.path} 里的记录已损坏，请删除后重新送审。") from error

    @property
    def document(self) -> Path:
        """The copy of the document as it was handed in."""
        return self._files("document")[0]

    @property
    def ledger(self) -> Path | None:
        return next(iter(self._files("ledger")), None)

    @property
    def sources(self) -> list[Path]:
        return self._files("sources")

    def reviewed(self) -> "Reviewed | None":
        """What the checks said; None while they have not."""
        path = self.path / "result.json"
        return _reviewed(path, path.stat().st_mtime_ns) if path.is_file() else None

    def extras(self) -> "Extras | None":
        """What is worked out after the findings; None while it is not."""
        path = self.path / "extras.json"
        return _extras(path, path.stat().st_mtime_ns) if path.is_file() else None

    def keep_findings(self, result: "Reviewed") -> None:
        """Write what the checks said."""
        files.write_text(self.path / "result.json", result.model_dump_json())

    def keep_extras(self, extras: "Extras") -> None:
        """Write what was worked out after the findings."""
        files.write_text(self.path / "extras.json", extras.model_dump_json())

    def begin_again(self) -> None:
        """Forget what the checks said."""
        for name in ("result.json", "extras.json", "progress.json"):
            (self.path / name).unlink(missing_ok=True)

    def remove(self) -> None:
        """Throw the review away."""
        shutil.rmtree(self.path, ignore_errors=True)

    def without_path(self, words: str) -> str:
        """`words` of an error, with files named as the person does."""
        return re.sub(rf"{re.escape(str(self.path))}[\\/](?:document|ledger|sources)[\\/](?:\d+-)?", "", words)

    def _files(self, part: str) -> list[Path]:
        folder = self.path / part
        return (
            sorted(folder.iterdir(), key=lambda p: (int(p.name.partition("-")[0]) if part == "sources" else 0, p.name))
            if folder.is_dir()
            else []
        )


def create(own: Path, given: Given, document: File, ledger: File | None = None, sources: Sequence[File] = ()) -> ReviewFolder:
    """Keep what was handed in under a new name."""
    folder = ReviewFolder(own / "reviews" / f"{given.at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}")
    files.write_bytes(folder.path / "document" / _short(document.name), document.data)
    if ledger:
        files.write_bytes(folder.path / "ledger" / _short(ledger.name), ledger.data)
    for i, source in enumerate(sources):
        files.write_bytes(folder.path / "sources" / f"{i}-{_short(source.name)}", source.data)
    files.write_text(folder.path / "given.json", given.model_dump_json(indent=1) + "\n")
    return folder


def put_together(folders: Sequence[ReviewFolder]) -> None:
    """Let each of `folders` know the others: documents handed in at once are held against one another."""
    for folder in folders:
        others = tuple(f.name for f in folders if f != folder)
        files.write_text(folder.path / "given.json", folder.given.model_copy(update={"beside": others}).model_dump_json(indent=1) + "\n")


def find(own: Path, name: str) -> ReviewFolder | None:
    """The review called `name`; None when there is none."""
    path = own / "reviews" / name
    return ReviewFolder(path) if _NAME.fullmatch(name) and (path / "given.json").is_file() else None


def newest(own: Path) -> list[ReviewFolder]:
    """All reviews, the newest first."""
    root = own / "reviews"
    names = sorted((p.name for p in root.iterdir()), reverse=True) if root.is_dir() else []
    return [folder for name in names if (folder := find(own, name))]


@lru_cache(maxsize=16)
def _reviewed(path: Path, _changed: int) -> "Reviewed":
    from evals.review.result import Reviewed

    return _loaded(path, Reviewed)


@lru_cache(maxsize=16)
def _extras(path: Path, _changed: int) -> "Extras":
    from evals.review.result import Extras

    return _loaded(path, Extras)


def _loaded(path: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(f"{path} 已损坏，请重新审一次。") from error


def _short(name: str) -> str:
    """The name without folders a browser may have sent, and no longer than a disk takes."""
    bare = Path(name.replace("\\", "/")).name.lstrip(".") or "未命名"
    return bare if len(bare) <= _LONGEST_NAME else bare[: _LONGEST_NAME - 8].rstrip(".") + Path(bare).suffix[:8]
