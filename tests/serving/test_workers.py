"""The threads that operations run on: what takes too long, what fails, what has no place."""

import asyncio
import threading

import pytest

from base.errors import InputError
from serving.workers import AT_ONCE, BusyError, InternalError, SlowError, Workers


def fails(error: Exception) -> None:
    raise error


def test_errors_for_people_come_as_they_are() -> None:
    with pytest.raises(InputError, match="请补上"):
        asyncio.run(Workers().run(lambda: fails(InputError("缺少，请补上。"))))
    with pytest.raises(InternalError, match="ValueError") as told:
        asyncio.run(Workers().run(lambda: fails(ValueError("北山洞库"))))
    assert "北山" not in str(told.value)


def test_what_takes_too_long_is_left_and_keeps_its_place_until_it_is_done() -> None:
    async def slow() -> int:
        done, workers = threading.Event(), Workers(waiting=0, patience=0.05)
        try:
            for _ in range(AT_ONCE):
                with pytest.raises(SlowError, match=r"超过 0\.05 秒"):
                    await workers.run(done.wait)
            with pytest.raises(BusyError):
                await workers.run(lambda: 1)
        finally:
            done.set()
        return await free(workers)

    async def free(workers: Workers) -> int:
        while True:
            try:
                return await workers.run(lambda: 1)
            except BusyError:
                await asyncio.sleep(0)

    assert asyncio.run(asyncio.wait_for(slow(), 20)) == 1
