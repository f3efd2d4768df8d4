"""What a person decided on the findings of a text: edits accepted, findings dismissed with a reason.

Kept by the hash of the canonical text, so that they hold for the same document whenever it is handed in again. Every change is made on
what stands on disk at that moment: two tabs add to each other and overwrite nothing.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from base import files
from base.errors import InputError, reason
from evals.finding import Edit, Finding

State = Literal["open", "accepted", "dismissed"]
_PATIENCE = 5  # seconds to wait for another tab's writing, which takes a few milliseconds
_LEAST_REASON = 2  # characters


class _Decision(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    rule: str
    start: int
    end: int
    text: str  # what stood at `[start, end)`
    by: str
    at: dt.datetime


class Dismissed(_Decision):
    """A finding at `[start, end)` that a person does not want to see, and why."""

    reason: str


class Accepted(_Decision):
    """An edit of `[start, end)` that a person wants made."""

    replacement: str

    def is_of(self, edit: Edit) -> bool:
        return (self.start, self.end, self.replacement) == (edit.start, edit.end, edit.text)

    def stands_for(self, found: Finding) -> bool:
        """Is it the edit of `found`; where `found` means many places and has none, that of its first place?"""
        return self.is_of(found.edit) if found.edit else (self.rule, self.start, self.end) == (found.rule, found.start, found.end)

    def touches(self, edit: Edit) -> bool:
        """Would both change the same characters, or put words at the same place?"""
        return (self.start < edit.end and edit.start < self.end) or (self.start, self.end) == (edit.start, edit.end)


class Decisions(BaseModel):
    """All of them on one text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    accepted: tuple[Accepted, ...] = ()
    dismissed: tuple[Dismissed, ...] = ()

    def dismissal(self, found: Finding) -> Dismissed | None:
        return next((d for d in self.dismissed if (d.rule, d.start, d.end) == (found.rule, found.start, found.end)), None)

    def state(self, found: Finding) -> State:
        if self.dismissal(found):
            return "dismissed"
        return "accepted" if any(a.stands_for(found) for a in self.accepted) else "open"


class Desk:
    """The decisions on `text` of the person whose work is in `own`; `by` is what she is called."""

    def __init__(self, own: Path, text: str, by: str = "") -> None:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self._path = own / "reviews" / "decisions" / f"{digest}.json"
        self._text, self._by = text, by

    @property
    def decisions(self) -> Decisions:
        """As they stand; InputError when they cannot be read."""
        try:
            return Decisions.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return Decisions()
        except (OSError, ValidationError) as error:
            raise InputError(f"{self._path} 已损坏，以前对这份文稿的处理读不出来，请移走这个文件再试。") from error

    def accept(self, findings: Sequence[Finding]) -> None:
        """Make the edits of `findings`. InputError, and none is taken, where one changes what an accepted one changes already."""

        def add(now: Decisions) -> Decisions:
            accepted = list(now.accepted)
            if any(now.dismissal(found) for found in findings):
                raise InputError("其中有一条刚在另一个页面忽略了，这里没有采纳，请看过现在的列表再定。")
            for found in findings:
                if found.edit is None or any(a.is_of(found.edit) for a in accepted):
                    continue
                if clash := next((a for a in accepted if a.touches(found.edit)), None):
                    raise InputError(f"这处与已采纳的“{clash.text}”→“{clash.replacement}”改的是同样几个字，请先撤回那一处。")
                accepted.append(self._accepted(found, found.edit))
            return now.model_copy(update={"accepted": tuple(sorted(accepted, key=lambda a: (a.start, a.end)))})

        self._change(add)

    def withdraw(self, findings: Sequence[Finding]) -> None:
        """Do not make the edits of `findings` after all."""
        edits = [found.edit for found in findings if found.edit]

        def drop(now: Decisions) -> Decisions:
            return now.model_copy(update={"accepted": tuple(a for a in now.accepted if not any(map(a.is_of, edits)))})

        self._change(drop)

    def dismiss(self, found: Finding, why: str) -> None:
        """Leave `found` out from now on. InputError without a reason."""
        why = why.strip()
        if len(why) < _LEAST_REASON:
            raise InputError("请写一句为什么忽略，例如“数字已与统计局核实”。")
        said = Dismissed(**self._place(found), reason=why)

        def add(now: Decisions) -> Decisions:
            if now.state(found) == "accepted":
                raise InputError("这一条刚在另一个页面采纳了，这里没有忽略，请看过现在的列表再定。")
            return now.model_copy(update={"dismissed": (*_without(now, found), said)})

        self._change(add)

    def restore(self, found: Finding) -> None:
        """Show `found` again."""
        self._change(lambda now: now.model_copy(update={"dismissed": _without(now, found)}))

    def carry_to(self, other: "Desk") -> None:
        """Let what is dismissed here be dismissed on the desk of the text that the accepted edits make of this one."""
        moved = tuple(_moved(self.decisions))
        other._change(lambda now: now.model_copy(update={"dismissed": tuple(dict.fromkeys((*now.dismissed, *moved)))}))

    def _accepted(self, found: Finding, edit: Edit) -> Accepted:
        place = self._place(found) | {"start": edit.start, "end": edit.end, "text": self._text[edit.start : edit.end]}
        return Accepted(**place, replacement=edit.text)

    def _place(self, found: Finding) -> dict[str, Any]:
        now = dt.datetime.now().replace(microsecond=0)
        return {"rule": found.rule, "start": found.start, "end": found.end, "text": found.text, "by": self._by, "at": now}

    def _change(self, change: Callable[[Decisions], Decisions]) -> None:
        with self._locked():
            files.write_text(self._path, change(self.decisions).model_dump_json(indent=1) + "\n")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise InputError("这份文稿的处理正由另一个程序写入，请稍等再点。") from error
        except OSError as error:
            raise InputError(f"没有存上（{reason(error)}），请检查磁盘空间和目录权限。") from error


def _moved(now: Decisions) -> Iterator[Dismissed]:
    """The dismissals by their places after the edits, those in whose words nothing is changed."""
    for one in now.dismissed:
        if all(a.end <= one.start or one.end <= a.start for a in now.accepted):
            shift = sum(len(a.replacement) - (a.end - a.start) for a in now.accepted if a.end <= one.start and one.end)
            yield one.model_copy(update={"start": one.start + shift, "end": one.end + shift})


def _without(now: Decisions, found: Finding) -> tuple[Dismissed, ...]:
    return tuple(d for d in now.dismissed if (d.rule, d.start, d.end) != (found.rule, found.start, found.end))
