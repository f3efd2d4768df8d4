"""The run directory: every stage's result as a file, written whole or not at all, so that a run can be resumed."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import yaml
from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from base import files
from base.errors import InputError, reason
from base.strict_yaml import load_model, parse_model, read_text
from corpus.marks import strictest
from drafting.brief import Brief
from drafting.draft import Outline, Section, SectionPlan, Value

M = TypeVar("M", bound=BaseModel)


class Written(Value):
    """A section as it is kept: with the plan it was written from, so that a changed plan is written again."""

    plan: SectionPlan
    section: Section
    repaired: bool = False  # one repair was tried; there is no second
    by: str = ""  # who wrote it, in words
    secrecy: str = ""  # the mark of what it was written from: such a section never goes to a remote model


class RunDir:
    """Files of one run. Reading something that is not there yet gives None; something damaged is an InputError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One program at a time works in a run directory."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"无法建立运行目录 {self.path}（{reason(error)}），请检查路径和权限。") from error
        lock = FileLock(self.path / ".lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise InputError(f"运行目录 {self.path} 正由另一个程序使用，请等它结束，或换一个目录。") from error
        except OSError as error:
            raise InputError(f"无法写入运行目录 {self.path}（{reason(error)}），请检查磁盘空间和目录权限。") from error
        try:
            yield
        finally:
            lock.release()

    @property
    def started(self) -> bool:
        return (self.path / "brief.yaml").exists()

    @property
    def begun(self) -> bool:
        """Is there more than the brief? Before that nothing is lost by another one."""
        return (self.path / "outline.json").exists()

    @property
    def written(self) -> bool:
        """Is there any section yet?"""
        return any((self.path / "sections").glob("[0-9][0-9].json"))

    def save_brief(self, brief: Brief) -> None:
        plain = brief.model_dump(mode="json", exclude_defaults=True)
        files.write_text(self.path / "brief.yaml", yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10_000))

    def brief(self) -> Brief:
        if not self.started:
            raise InputError(f"{self.path} 不是起草的运行目录（没有 brief.yaml），请检查 --resume 的路径。")
        return load_model(self.path / "brief.yaml", Brief)

    def save_outline(self, outline: Outline) -> None:
        files.write_json(self.path / "outline.json", outline.model_dump(mode="json"))

    def save_mark(self, mark: str) -> None:
        """Keep the mark of what the outline was made from; without one there is nothing to keep."""
        if mark:
            files.write_json(self.path / "secrecy.json", {"outline": mark})

    def mark(self) -> str:
        """The mark of what the outline was made from; '' when all of it was open."""
        path = self.path / "secrecy.json"
        try:
            return str(json.loads(path.read_text(encoding="utf-8"))["outline"]) if path.exists() else ""
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} 已损坏，说不清提纲的密级，请重新起草。") from error

    def highest_mark(self) -> str:
        """The strictest mark of what outline and sections were made from; '' when all of it was open."""
        return strictest((self.mark(), *(written.secrecy for written in self.sections().values())))

    def outline(self) -> Outline | None:
        path = self.path / "outline.json"
        return read_outline(path) if path.exists() else None

    def save_section(self, index: int, written: Written) -> None:
        """Keep a section as number `index`; another text that stood there is kept beside it as NN.1.json, NN.2.json …"""
        path = self._section(index)
        old = _read_json(path, Written) if path.exists() else None
        if old == written:
            return
        if old is not None and old.section != written.section:
            n = next(i for i in range(1, 10_000) if not path.with_suffix(f".{i}.json").exists())
            files.write_bytes(path.with_suffix(f".{n}.json"), path.read_bytes())
        files.write_json(path, written.model_dump(mode="json"))

    def sections(self) -> dict[SectionPlan, Written]:
        """Every section kept, by its plan: a section that moved in the outline is found again."""
        kept = (_read_json(path, Written) for path in sorted((self.path / "sections").glob("[0-9][0-9].json")))
        return {written.plan: written for written in kept}

    def report(self) -> dict[str, Any]:
        """report.json: the contract's check object with sources and marks."""
        path = self.path / "report.json"
        try:
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise InputError(f"无法读取 {path}（{reason(error)}），请接着写一次，程序会重新核对。") from error
        except ValueError as error:
            raise InputError(f"{path} 已损坏，请重新起草。") from error
        return found

    def save_record(self, record: dict[str, Any]) -> None:
        files.write_json(self.path / "run.json", record)

    def record(self) -> dict[str, Any]:
        path = self.path / "run.json"
        try:
            found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        except (OSError, ValueError) as error:
            raise InputError(f"{path} 已损坏，请删去它再继续。") from error
        return found if isinstance(found, dict) else {}

    def _section(self, index: int) -> Path:
        return self.path / "sections" / f"{index + 1:02d}.json"


def new_folder(home: Path, title: str) -> Path:
    """A run folder that is not there yet, named by the time and the title."""
    words = re.sub(r'[\\/:*?"<>|.\s\x00-\x1f]+', "", title)[:40]
    now = dt.datetime.now()
    names = (home / "runs" / f"{now + dt.timedelta(seconds=i):%Y%m%d-%H%M%S}-{words}" for i in range(3600))
    return next(path for path in names if not path.exists())


def read_outline(path: Path) -> Outline:
    """An outline a person may have edited (JSON, or YAML); every fault names file and line."""
    outline = parse_model(read_text(path), Outline, str(path))
    ids = [s.id for s in outline.sections]
    if doubled := next((i for i in ids if ids.count(i) > 1), None):
        raise InputError(f"{path}：提纲里有两节的 id 都是“{doubled}”，请改成不同的。")
    return outline


def _read_json(path: Path, model: type[M]) -> M:
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(f"{path} 已损坏，请删去它再继续，这一节会重写。") from error
