"""Operations run on a few threads of their own: so many at a time, so many waiting, each for so long and no longer."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from base.errors import BiganziError, ServiceError

T = TypeVar("T")

AT_ONCE = min(4, os.cpu_count() or 1)
WAITING = 32
PATIENCE = 120.0  # seconds for one request, its wait included


class BusyError(ServiceError):
    """Too many wait already."""


class SlowError(ServiceError):
    """One request took too long."""


class InternalError(BiganziError):
    """Something that no sentence was written for."""


def unforeseen_sentence(error: Exception) -> str:
    """What is said of an exception that no sentence was written for: its kind, never its words, which may be of a text."""
    return f"程序内部出错（{type(error).__name__}），请把这句话和用法告诉开发人员。"


class Workers:
    """The threads of one server. `run` belongs to its event loop."""

    def __init__(self, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="serving")
        self._most, self._patience = AT_ONCE + waiting, patience
        self._taken = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns, or a BiganziError. A thread cannot be stopped: one whose time is over keeps its place until it is done."""
        if self._taken >= self._most:
            raise BusyError("正在处理的请求太多，请稍后再试。")
        self._taken += 1
        loop = asyncio.get_running_loop()
        future = self._threads.submit(work)
        future.add_done_callback(lambda _: self._give_back(loop))
        return await self._result(future)

    def close(self) -> None:
        """Start nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _result(self, future: "Future[T]") -> T:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._patience)
        except TimeoutError as error:
            raise SlowError(f"这次请求超过 {self._patience:g} 秒还没有做完，请把文稿分开再试。") from error
        except BiganziError:
            raise
        except Exception as error:
            raise InternalError(unforeseen_sentence(error)) from error

    def _give_back(self, loop: asyncio.AbstractEventLoop) -> None:
        def back() -> None:
            self._taken -= 1

        if not loop.is_closed():
            loop.call_soon_threadsafe(back)
