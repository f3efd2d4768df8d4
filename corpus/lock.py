"""One writer at a time over a workspace, across processes: two would corrupt the vector store silently."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from base.errors import InputError, reason

FILE_NAME = "library.lock"
PATIENCE = 60.0  # seconds a second writer waits before it gives up: an addition of hundreds of files ends in that time


@contextmanager
def writing(home: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the workspace's write lock; InputError when another process keeps it for longer than `patience` seconds.

    The same thread may enter again.
    """
    lock = FileLock(home / FILE_NAME, is_singleton=True)
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise InputError(f"资料库 {home} 正由另一个程序写入，请等它结束后再试。") from error
    except OSError as error:
        raise InputError(f"无法写入资料库 {home}（{reason(error)}），请检查目录权限和磁盘空间。") from error
    try:
        yield
    finally:
        lock.release()
