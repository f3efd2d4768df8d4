"""One writer at a time over a workspace, across processes: two would corrupt the vector store silently.

The lock is the system's own, so it goes with the process that holds it, however that dies. Who holds it stands in a file beside it,
which is only there to be read by the one that waits.
"""

import datetime as dt
import json
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from base.errors import InputError, reason

FILE_NAME = "library.lock"
HOLDER_NAME = "library.writer.json"
PATIENCE = 60.0  # seconds a second writer waits before it gives up: an addition of hundreds of files ends in that time
ALWAYS = math.inf
_UNTOLD = 1.0  # seconds of waiting that nobody needs to hear of

Tell = Callable[[str], None]  # takes one Chinese sentence for a person


class BusyError(InputError):
    """Another process keeps the lock."""


@contextmanager
def writing(home: Path, patience: float = PATIENCE, doing: str = "写入", tell: Tell | None = None) -> Iterator[None]:
    """Hold the workspace's write lock; BusyError when another process keeps it for longer than `patience` seconds.

    `doing` is what others are told while they wait, `tell` hears whom we wait for. The same thread may enter again.
    """
    lock = FileLock(home / FILE_NAME, is_singleton=True)
    try:
        _acquire(lock, home, patience, tell)
    except Timeout as error:
        advice = "请等它结束后再试（命令行可加 --wait always 一直等到它结束）"
        raise BusyError(f"资料库 {home} 正由另一个程序写入{_holder(home)}，{advice}。") from error
    except OSError as error:
        raise InputError(f"无法写入资料库 {home}（{reason(error)}），请检查目录权限和磁盘空间。") from error
    try:
        if lock.lock_counter == 1:
            _sign(home, doing)
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, home: Path, patience: float, tell: Tell | None) -> None:
    untold = min(patience, _UNTOLD)
    try:
        lock.acquire(timeout=untold)
    except Timeout:
        if patience <= untold:
            raise
        if tell:
            limit = "" if patience == ALWAYS else f"，最多等 {patience:.0f} 秒"
            tell(f"另一个程序正在写入资料库{_holder(home)}，等它结束{limit}，按 Ctrl-C 放弃。")
        lock.acquire(timeout=-1 if patience == ALWAYS else patience - untold)


def _sign(home: Path, doing: str) -> None:
    """Say who holds the lock. On a full disk nobody is told, which is no reason not to go on."""
    now = dt.datetime.now()
    signed = {"pid": os.getpid(), "doing": doing, "since": f"{now.month}月{now.day}日 {now:%H:%M}"}
    with suppress(OSError):
        (home / HOLDER_NAME).write_text(json.dumps(signed, ensure_ascii=False), encoding="utf-8")


def _holder(home: Path) -> str:
    """Who holds the lock, in brackets; '' when that cannot be read."""
    try:
        signed = json.loads((home / HOLDER_NAME).read_text(encoding="utf-8"))
        return f"（{signed['doing']}，进程号 {signed['pid']}，{signed['since']} 开始）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
