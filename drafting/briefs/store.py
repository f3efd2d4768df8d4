"""Briefs being written, kept under `own/briefs`: one file each, with a version, so that of two tabs the later one is told."""

import datetime as dt
import re
import secrets
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from base import files
from base.errors import InputError, reason
from drafting.briefs.form import BriefForm

_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")
_UNTOUCHED = 24 * 3600  # seconds: by then no tab has it open any more
_PATIENCE = 5  # seconds to wait for another tab's writing, which takes a few milliseconds


class Saved(BaseModel):
    """A form as it is kept. `version` is 1 for what was begun and not touched since."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    version: int
    at: dt.datetime
    form: BriefForm


class OutdatedError(InputError):
    """Another tab has saved meanwhile; `theirs` is what it saved, and nothing was overwritten."""

    def __init__(self, theirs: Saved) -> None:
        super().__init__("这份任务书刚在另一个页面改过，这里的改动没有存上，请选择用哪一份。")
        self.theirs = theirs


def create(own: Path, form: BriefForm) -> Saved:
    """Keep `form` under a new name; those begun long ago and never touched since go."""
    now = dt.datetime.now()
    _sweep(own, now)
    saved = Saved(name=f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}", version=1, at=now, form=form)
    _write(own, saved)
    return saved


def save(own: Path, name: str, form: BriefForm, known: int) -> Saved:
    """Keep `form` as the version after `known`; OutdatedError when somebody has saved a later one."""
    try:
        with FileLock(_path(own, name).with_suffix(".lock"), timeout=_PATIENCE):
            now = load(own, name)
            if now.version != known:
                raise OutdatedError(now)
            saved = Saved(name=name, version=known + 1, at=dt.datetime.now(), form=form)
            _write(own, saved)
            return saved
    except Timeout as error:
        raise InputError("这份任务书正由另一个程序写入，请稍等再改。") from error
    except OSError as error:
        raise InputError(f"任务书没有存上（{reason(error)}），请检查磁盘空间和目录权限。") from error


def load(own: Path, name: str) -> Saved:
    """The brief called `name`; InputError when there is none or it is damaged."""
    path = _path(own, name)
    try:
        return Saved.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(f"没有编号为“{name}”的任务书，可能已被删除，请另写一份。") from error
    except (OSError, ValidationError) as error:
        raise InputError(f"{path} 已损坏，读不出来，请另写一份。") from error


def newest(own: Path) -> list[Saved]:
    """The briefs a person has worked on, the last touched first; damaged ones are left out."""
    found = []
    for path in sorted((own / "briefs").glob("*.json")):
        try:
            found.append(load(own, path.stem))
        except InputError:
            continue
    return sorted((s for s in found if s.version > 1), key=lambda s: s.at, reverse=True)


def remove(own: Path, name: str) -> None:
    """Throw a brief away."""
    path = _path(own, name)
    for each in (path, path.with_suffix(".lock")):
        each.unlink(missing_ok=True)


def _sweep(own: Path, now: dt.datetime) -> None:
    """A brief is kept from the moment it is opened, so that a reload finds it; one nobody wrote a word in is not worth keeping."""
    for path in (own / "briefs").glob("*.json"):
        with suppress(InputError, OSError):
            if now.timestamp() - path.stat().st_mtime > _UNTOUCHED and load(own, path.stem).version == 1:
                remove(own, path.stem)


def _path(own: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):  # it comes from the address of the page
        raise InputError(f"没有编号为“{name}”的任务书，可能已被删除，请另写一份。")
    return own / "briefs" / f"{name}.json"


def _write(own: Path, saved: Saved) -> None:
    files.write_text(_path(own, saved.name), saved.model_dump_json(indent=1) + "\n")
