"""Taking files into the library off the script thread: one addition at a time, those that come meanwhile after it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pages.background import threads


@dataclass
class Intake:
    """Additions one after the other: written by their thread, read by the pages."""

    done: int = 0
    total: int = 0  # 0 while unknown
    counts: dict[str, int] = field(default_factory=dict)  # 新增、更新、未变 → documents
    over: bool = False
    errors: list[str] = field(default_factory=list)
    waiting: list[Path] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The result; '' until it is over."""
        counts = "，".join(f"{name} {n} 份" for name, n in self.counts.items() if n)
        return (counts or ("" if self.errors else "没有可收录的文件")) if self.over else ""


_last: dict[Path, Intake] = {}
_guard = threading.Lock()


def begin(home: Path, paths: Sequence[Path]) -> None:
    """Take in the files and folders `paths`; after what is being taken in, if anything is."""
    with _guard:
        now = _last.get(home)
        if now and not now.over:
            now.waiting += paths
            return
        intake = _last[home] = Intake(waiting=list(paths))
    threads.wait(_key(home), 10)  # the thread of the one before has nothing left to do but to end
    threads.start(_key(home), lambda: _work(home, intake))


def running(home: Path) -> bool:
    return threads.alive(_key(home))


def last(home: Path) -> Intake | None:
    """The addition going on, or the last one of this process."""
    return _last.get(home)


def _key(home: Path) -> Path:
    return home / "library.db"


def _work(home: Path, intake: Intake) -> None:
    while paths := _next(intake):
        try:
            _add(home, paths, intake)
        except Exception as error:
            intake.errors.append(threads.sentence(error, home))


def _next(intake: Intake) -> list[Path]:
    """What waits; when nothing does the intake is over, and the next addition begins one of its own."""
    with _guard:
        paths, intake.waiting = intake.waiting, []
        intake.over = not paths
        return paths


def _add(home: Path, paths: Sequence[Path], intake: Intake) -> None:
    from wiring import open_library

    def progress(done: int, total: int, _name: str) -> None:
        intake.done, intake.total = done, total

    with open_library(home) as library:
        report = library.add(paths, again=True, progress=progress)
    for name, ids in (("新增", report.added), ("更新", report.changed), ("未变", report.unchanged)):
        intake.counts[name] = intake.counts.get(name, 0) + len(ids)
    intake.errors += map(str, report.errors)
