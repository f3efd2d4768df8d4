"""Wrong passwords, counted: after a few in a row a name has to wait. Kept in memory; a restart forgets them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Count:
    wrong: int = 0
    until: float = 0.0


class Attempts:
    """Who may try again. Unknown names are counted as known ones are: the answer does not tell them apart."""

    def __init__(self, allowed: int = 5, pause: float = 60.0, names: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed, self._pause, self._names, self._clock = allowed, pause, names, clock
        self._counts: dict[str, _Count] = {}
        self._guard = threading.Lock()

    def wait(self, name: str) -> float:
        """Seconds until `name` may try again; 0 when it may now."""
        with self._guard:
            count = self._counts.get(name)
            return max(0.0, count.until - self._clock()) if count else 0.0

    def wrong(self, name: str) -> None:
        """One more wrong password for `name`."""
        with self._guard:
            count = self._counts.pop(name, None) or _Count()
            count.wrong += 1
            if count.wrong >= self._allowed:
                count.wrong, count.until = 0, self._clock() + self._pause
            self._counts[name] = count  # now the latest
            while len(self._counts) > self._names:
                del self._counts[next(iter(self._counts))]

    def right(self, name: str) -> None:
        """`name` has shown who she is."""
        with self._guard:
            self._counts.pop(name, None)
