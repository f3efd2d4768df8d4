"""Worksheets handed out to the class, in the workspace all share: never with their keys. What pupils hand in is kept beside them, and what
they get back once the trainer gives it back.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from base import files
from base.errors import InputError, reason
from corpus.readers import canonical_text
from pages.shared import uploads
from pages.shared.uploads import Upload

State = Literal["open", "withdrawn", "returned"]
_FOLDER, _SHEET, _WORKSHEET = "class", "sheet.json", "练习卷.docx"
M = TypeVar("M", bound=BaseModel)
_PATIENCE = 5  # seconds to wait for another's writing, which takes a few milliseconds


class Sheet(BaseModel):
    """What pupils are told of a worksheet. `returned`: the results are there for them, and nothing more is taken in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    teacher: str
    at: dt.datetime
    state: State = "open"


class Answer(BaseModel):
    """What one pupil handed in; `pupil` is the name of her folder, which is nobody else's."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pupil: str
    name: str
    file: str
    at: dt.datetime


class Result(BaseModel):
    """One pupil's marked answer: the rows of the page, and when what was marked had been handed in."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    pupil: str
    of: dt.datetime
    rows: dict[str, Any]


@dataclass(frozen=True)
class Handout:
    """The folder of one worksheet."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    def sheet(self) -> Sheet | None:
        """None before it was handed out; InputError when it cannot be read."""
        return _read(self.path / _SHEET, Sheet)

    def worksheet(self) -> bytes:
        try:
            return (self.path / _WORKSHEET).read_bytes()
        except OSError as error:
            raise InputError(f"练习卷读不出来（{reason(error)}），请教员重新发一次。") from error

    def hand_out(self, title: str, teacher: str, worksheet: bytes) -> None:
        """From now on pupils find it, be it for the first time or again."""
        with self._locked():
            files.write_bytes(self.path / _WORKSHEET, worksheet)
            self._say(Sheet(title=title, teacher=teacher, at=dt.datetime.now().replace(microsecond=0)))

    def withdraw(self) -> None:
        """Pupils find it no longer; what they handed in is kept."""
        self._become("withdrawn")

    def answers(self) -> list[Answer]:
        """What was handed in, the first first; each pupil's last one."""
        found = (_read(path, Answer) for path in sorted((self.path / "answers").glob("*/given.json")))
        return sorted((answer for answer in found if answer), key=lambda a: a.at)

    def answer_of(self, pupil: str) -> Answer | None:
        return next((answer for answer in self.answers() if answer.pupil == pupil), None)

    def data(self, answer: Answer) -> bytes:
        return (self.path / "answers" / answer.pupil / answer.file).read_bytes()

    def take_in(self, pupil: str, name: str, upload: Upload) -> None:
        """Keep a pupil's answer in the place of an earlier one; InputError when it cannot be read, or it is too late."""
        with uploads.kept([upload]) as (path,):
            if not canonical_text(path).strip():
                raise InputError(f"{path.name} 里没有文字，请选改好的练习卷再交。")
        given = Answer(pupil=pupil, name=name, file=f"答卷{path.suffix.lower()}", at=dt.datetime.now())
        with self._locked():
            sheet = self.sheet()
            if sheet is None or sheet.state != "open":
                raise InputError("这份练习已经收卷，不能再交，有疑问请找教员。")
            files.write_bytes(self.path / "answers" / pupil / given.file, upload.getvalue())
            files.write_text(self.path / "answers" / pupil / "given.json", given.model_dump_json())

    def give_back(self, results: list[tuple[Result, bytes]]) -> None:
        """Let each pupil see what was made of her answer. InputError where one has not been marked as it is now."""
        with self._locked():
            marked = {(result.pupil, result.of) for result, _ in results}
            if late := [answer.name for answer in self.answers() if (answer.pupil, answer.at) not in marked]:
                raise InputError(f"{'、'.join(late)}的答卷还没有批改，或批改以后又交过，请再批改一次。")
            for result, document in results:
                files.write_bytes(self.path / "results" / f"{result.pupil}.docx", document)
                files.write_text(self.path / "results" / f"{result.pupil}.json", result.model_dump_json())
            self._become_now("returned")

    def result_of(self, pupil: str) -> Result | None:
        """None as long as the results are not given back, and for a pupil who handed in nothing."""
        sheet = self.sheet()
        return _read(self.path / "results" / f"{pupil}.json", Result) if sheet and sheet.state == "returned" else None

    def feedback_of(self, pupil: str) -> bytes:
        """The document to take away; b'' where the answer could not be marked."""
        return (self.path / "results" / f"{pupil}.docx").read_bytes()

    def _become(self, state: State) -> None:
        with self._locked():
            self._become_now(state)

    def _become_now(self, state: State) -> None:
        if sheet := self.sheet():
            self._say(sheet.model_copy(update={"state": state}))

    def _say(self, sheet: Sheet) -> None:
        files.write_text(self.path / _SHEET, sheet.model_dump_json(indent=1) + "\n")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / ".lock", timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise InputError("这份练习正由别人交卷或批改，请稍等再点一次。") from error
        except OSError as error:
            raise InputError(f"没有存上（{reason(error)}），请检查磁盘空间和目录权限。") from error


def of(home: Path, owner: str, exercise: str) -> Handout:
    """Where the worksheet of an exercise of the trainer whose folder is `owner` is handed out, or would be."""
    return Handout(home / _FOLDER / f"{exercise}-{hashlib.sha256(owner.encode()).hexdigest()[:6]}")


def handed_out(home: Path) -> list[Handout]:
    """What pupils may find, the newest first; a damaged one is left out."""
    found: list[tuple[dt.datetime, Handout]] = []
    for path in sorted((home / _FOLDER).glob(f"*/{_SHEET}")):
        try:
            sheet = Handout(path.parent).sheet()
        except InputError:
            continue
        if sheet and sheet.state != "withdrawn":
            found.append((sheet.at, Handout(path.parent)))
    return [handout for _, handout in sorted(found, key=lambda f: f[0], reverse=True)]


def _read(path: Path, model: type[M]) -> M | None:
    try:
        return model.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise InputError(f"{path} 已损坏，请教员重新发一次这份练习。") from error
