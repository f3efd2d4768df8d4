"""Work on many items at once, in threads that do not keep the program from ending."""

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
_LOOK_UP = 0.5  # seconds after which a waiting main thread looks whether a person wants to stop


@dataclass(frozen=True)
class Done(Generic[T, R]):
    """What became of an item: a result, or what went wrong."""

    item: T
    result: R | None = None
    error: Exception | None = None

    def given(self) -> R:
        """The result; what went wrong is raised here."""
        if self.error:
            raise self.error
        assert self.result is not None
        return self.result


def in_parallel(items: Sequence[T], work: Callable[[T], R], jobs: int) -> Generator[Done[T, R]]:
    """What `work` makes of each item, as it comes, `jobs` at a time.

    When the caller stops listening (an interruption, an error of its own) no further item is begun. The threads are daemons: an item
    in work does not keep the program alive, so whatever `work` keeps on disk must be whole at any moment.
    """
    waiting: queue.SimpleQueue[T] = queue.SimpleQueue()
    done: queue.Queue[Done[T, R]] = queue.Queue()
    stopped = threading.Event()
    for item in items:
        waiting.put(item)

    def serve() -> None:
        while not stopped.is_set():
            try:
                item = waiting.get_nowait()
            except queue.Empty:
                return
            done.put(_worked(item, work))

    for _ in range(min(jobs, len(items))):
        threading.Thread(target=serve, daemon=True).start()
    try:
        for _ in items:
            yield _next(done)
    finally:
        stopped.set()


def _worked(item: T, work: Callable[[T], R]) -> Done[T, R]:
    try:
        return Done(item, work(item))
    except Exception as error:
        return Done(item, error=error)


def _next(done: "queue.Queue[Done[T, R]]") -> Done[T, R]:
    while True:
        try:
            return done.get(timeout=_LOOK_UP)
        except queue.Empty:
            continue
