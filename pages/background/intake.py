"""Work on the library off the script thread: one chore at a time, those that come meanwhile after it. Pages only look."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pages.background import threads


@dataclass
class Intake:
    """Chores one after the other: written by their thread, read by the pages."""

    doing: str = ""  # what the chore going on is called: 收录
    done: int = 0
    total: int = 0  # 0 while unknown
    at: str = ""  # what is going on in it, or the last title
    counts: dict[str, int] = field(default_factory=dict)  # 新增、更新、未变 → documents
    results: list[str] = field(default_factory=list)  # what other chores came to, sentences
    notes: list[str] = field(default_factory=list)  # what a person should know beside it
    removed: dict[str, dict[str, Any]] = field(default_factory=dict)  # taken out: id → what a person had corrected in it
    over: bool = False
    errors: list[str] = field(default_factory=list)
    waiting: list["Chore"] = field(default_factory=list)

    @property
    def said(self) -> str:
        """What was taken in; '' until it is over, and when nothing was to be taken in."""
        counts = "，".join(f"{name} {n} 份" for name, n in self.counts.items() if n)
        nothing = "" if self.errors or self.results else "没有可收录的文件"
        return (counts or nothing) if self.over else ""

    def progress(self, done: int, total: int, name: str) -> None:
        """Heard while files are read."""
        self.done, self.total, self.at = done, total, name


@dataclass(frozen=True)
class Chore:
    """Something to be done to the library of a workspace; what it came to is told to the Intake."""

    name: str
    work: Callable[[Path, Intake], None]


_last: dict[Path, Intake] = {}
_guard = threading.Lock()


def begin(home: Path, paths: Sequence[Path]) -> None:
    """Take in the files and folders `paths`; after what is being done, if anything is."""
    enqueue(home, Chore("收录", lambda home, intake: _add(home, paths, intake)))


def enqueue(home: Path, chore: Chore) -> None:
    """Do `chore` after what is being done and waits."""
    with _guard:
        now = _last.get(home)
        if now and not now.over:
            now.waiting.append(chore)
            return
        intake = _last[home] = Intake(waiting=[chore])
    threads.wait(_key(home), 10)  # the thread of the one before has nothing left to do but to end
    threads.start(_key(home), lambda: _work(home, intake))


def running(home: Path) -> bool:
    return threads.alive(_key(home))


def last(home: Path) -> Intake | None:
    """What is being done, or was done last in this process."""
    return _last.get(home)


def dismiss(home: Path) -> None:
    """A person has read what the last chores came to."""
    with _guard:
        if (now := _last.get(home)) and now.over:
            del _last[home]


def _key(home: Path) -> Path:
    return home / "library.db"


def _work(home: Path, intake: Intake) -> None:
    while chore := _next(intake):
        try:
            chore.work(home, intake)
        except Exception as error:
            intake.errors.append(threads.sentence(error, home))


def _next(intake: Intake) -> Chore | None:
    """The next that waits; when nothing does it is over, and the next chore begins an Intake of its own."""
    with _guard:
        chore = intake.waiting.pop(0) if intake.waiting else None
        intake.over = chore is None
        intake.doing, intake.done, intake.total, intake.at = chore.name if chore else "", 0, 0, ""
        return chore


def _add(home: Path, paths: Sequence[Path], intake: Intake) -> None:
    from pages.background import upkeep  # what a library is: not for a page that only looks

    upkeep.add(home, paths, intake)
