"""The installed command: hears Ctrl-C from its first moment, while the program itself is still being loaded."""

import gc
import os
import signal
import sys

_ALLOCATIONS = 50_000  # between two searches for garbage; with Python's 700 they take up to a fifth of the imports of a draft


def main() -> None:
    """Run the command line and leave with its exit code."""
    signal.signal(signal.SIGINT, _leave)
    gc.set_threshold(_ALLOCATIONS)
    from cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(run())


def _leave(*_: object) -> None:
    os.write(2, "已中断，还没有开始。\n".encode())
    os._exit(130)
