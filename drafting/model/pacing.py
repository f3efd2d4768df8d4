"""No more requests than an endpoint bears, over all threads and programs that share a workspace."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from base import files
from base.errors import InputError, ServiceError, reason
from drafting.model.window import Grant, Window
from drafting.settings import Endpoint

_LOOK = 0.05  # seconds between two looks for a free place
_UNTOLD = 1.0  # seconds of waiting that nobody needs to hear of
_TELL_AGAIN = 30.0
LONGEST_WAIT = 1800.0  # seconds in the queue

Tell = Callable[[str], None]  # takes one Chinese sentence for a person


@dataclass(frozen=True)
class Clock:
    """Seconds that only go forward, the same for all programs on the machine; and waiting for some of them."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass
class Pace:
    """The queue before the endpoints; its state lies in `folder`."""

    folder: Path
    tell: Tell
    clock: Clock = field(default_factory=Clock)

    @contextmanager
    def turn(self, endpoint: Endpoint, tokens: int) -> Iterator[None]:
        """Wait for a place and for the rate, then hold the place. ServiceError when that takes longer than LONGEST_WAIT."""
        waiting = _Waiting(endpoint, self.tell, self.clock)
        with ExitStack() as held:
            if endpoint.max_concurrent:
                held.enter_context(self._place(endpoint, waiting))
            if endpoint.requests_per_minute or endpoint.tokens_per_minute:
                self._let_through(endpoint, tokens, waiting)
            yield

    @contextmanager
    def _place(self, endpoint: Endpoint, waiting: "_Waiting") -> Iterator[None]:
        """One of the places, each a lock of the system's own: it goes with the program that holds it, however that dies."""
        locks = [FileLock(self._file(endpoint, f"{n}.lock")) for n in range(endpoint.max_concurrent)]
        while (lock := next(filter(_taken, locks), None)) is None:
            waiting.rest(_LOOK, f"同时最多 {endpoint.max_concurrent} 个请求")
        try:
            yield
        finally:
            lock.release()

    def _let_through(self, endpoint: Endpoint, tokens: int, waiting: "_Waiting") -> None:
        while delay := self._ask(endpoint, tokens):
            waiting.rest(delay, "已到每分钟的次数或词元数")

    def _ask(self, endpoint: Endpoint, tokens: int) -> float:
        """0 when the request may go, and it is noted; else seconds to wait."""
        path = self._file(endpoint, "json")
        with _locked(self._file(endpoint, "rate.lock")):
            now = self.clock.now()
            window = Window(endpoint.requests_per_minute, endpoint.tokens_per_minute, _kept(path)).at(now)
            delay = window.delay(now, tokens)
            after = window if delay else window.granted(now, tokens)
            files.write_json(path, [[g.at, g.tokens] for g in after.grants])
        return delay

    def _file(self, endpoint: Endpoint, suffix: str) -> Path:
        name = hashlib.sha256(f"{endpoint.base_url}\n{endpoint.model}".encode()).hexdigest()[:16]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"无法建立 {self.folder}（{reason(error)}），请检查目录权限。") from error
        return self.folder / f"{name}.{suffix}"


class _Waiting:
    """One wait in the queue: said when it takes long, and not without end."""

    def __init__(self, endpoint: Endpoint, tell: Tell, clock: Clock) -> None:
        self._endpoint, self._tell, self._clock = endpoint, tell, clock
        self._waited, self._told = 0.0, -_TELL_AGAIN

    def rest(self, seconds: float, why: str) -> None:
        """Wait so long, in parts: whoever hears what is told may end it by raising."""
        while seconds > 0:
            if self._waited + min(seconds, _UNTOLD) >= _UNTOLD and self._waited - self._told >= _TELL_AGAIN:
                self._told = self._waited
                self._tell(f"模型 {self._endpoint.model} {why}，正在排队（已等 {self._waited:.0f} 秒）……")
            if self._waited >= LONGEST_WAIT:
                raise ServiceError(f"模型 {self._endpoint.model} {why}，排队超过 {LONGEST_WAIT / 60:.0f} 分钟，请稍后再试或调大限额。")
            part = min(seconds, _TELL_AGAIN)
            self._clock.sleep(part)
            self._waited += part
            seconds -= part


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """A short lock around reading and writing a state."""
    try:
        with FileLock(path):
            yield
    except OSError as error:
        raise InputError(f"无法写入 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    except OSError as error:
        raise InputError(f"无法写入 {lock.lock_file}（{reason(error)}），请检查磁盘空间和目录权限。") from error
    return True


def _kept(path: Path) -> tuple[Grant, ...]:
    """What was let through so far; nothing where that cannot be read."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return tuple(Grant(float(at), int(tokens)) for at, tokens in said)
    except (OSError, ValueError, TypeError):
        return ()
