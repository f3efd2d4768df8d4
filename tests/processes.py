"""Programs that a test starts: they end with it, and are waited for as long as a busy machine needs."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 90.0  # seconds for what is a matter of one or two on an idle machine


@contextmanager
def started(command: list[str], **pipes: int) -> Iterator["subprocess.Popen[str]"]:
    """The program in the checkout, its streams as text; killed, if need be, and its pipes closed on the way out."""
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def wait_until(true: Callable[[], object], process: "subprocess.Popen[str] | None" = None) -> None:
    """Until it is so; that `process` ends before it is a failure."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert process is None or process.poll() is None, "the program has ended"
        assert time.monotonic() < deadline, "it has not come about"
        time.sleep(0.02)
