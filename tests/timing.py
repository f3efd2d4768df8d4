"""How much work something is: processor time, which other programs on the machine hardly lengthen.

A full collection over the heap of a whole suite takes the better part of a second and may fall into any measurement, and what is done for
the first time takes longer: collections are held off, and only what is slow every time is slow.
"""

import gc
import time
from collections.abc import Callable
from functools import partial

TRIES = 3


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor time of this process while `work` is done, no garbage being collected."""
    collecting = gc.isenabled()
    gc.disable()
    started = time.process_time()
    try:
        work()
        return time.process_time() - started
    finally:
        if collecting:
            gc.enable()


def assert_done_within(seconds: float, work: Callable[[], object]) -> None:
    """`work` takes less processor time than that, once in a few times."""
    took: list[float] = []
    while len(took) < TRIES:
        took.append(cpu_seconds(work))
        if took[-1] < seconds:
            return
    raise AssertionError(f"took {took} s, not less than {seconds} s")


def assert_linear(work: Callable[[int], object], length: int = 10_000, *, allowance: float = 0.1) -> None:
    """Four times the `length`, at most some eight times the time; an `allowance` (s) for what is too quick to measure."""
    took: list[tuple[float, float]] = []
    while len(took) < TRIES:
        short, long = cpu_seconds(partial(work, length)), cpu_seconds(partial(work, 4 * length))
        if long < 8 * short + allowance:
            return
        took.append((short, long))
    raise AssertionError(f"(short, long) took {took} s: more than in proportion to the length")
