"""One thread for each thing being worked on, in the whole process."""

import threading
import traceback
from collections.abc import Callable
from pathlib import Path

from base import files
from base.errors import BiganziError, InputError
from base.hiding import hidden

_running: dict[Path, threading.Thread] = {}
_stopping: set[Path] = set()
_last_words: dict[Path, str] = {}
_guard = threading.Lock()


def start(key: Path, work: Callable[[], None]) -> bool:
    """Run `work` in a thread; False, and nothing is started, while an earlier one for `key` is alive."""
    with _guard:
        if alive(key):
            return False
        _stopping.discard(key)
        _last_words.pop(key, None)
        # A daemon: what is kept on disk is whole at any moment, and Ctrl+C must not wait for a model
        _running[key] = threading.Thread(target=work, name=f"biganzi {key.name}", daemon=True)
        _running[key].start()
        return True


def alive(key: Path) -> bool:
    """Is somebody in this process working on `key`?"""
    thread = _running.get(key)
    return thread is not None and thread.is_alive()


def stop(key: Path) -> None:
    """Ask whoever works on `key` to end; the work itself looks whether it is asked to."""
    _stopping.add(key)


def stopping(key: Path) -> bool:
    """Has the work on `key` been asked to end?"""
    return key in _stopping


def wait(key: Path, seconds: float) -> None:
    """Wait until the work on `key` has ended, at most `seconds`."""
    if thread := _running.get(key):
        thread.join(seconds)


def leave_word(key: Path, words: str) -> None:
    """What the work on `key` ended with, where it could not be written to the disk."""
    _last_words[key] = words


def last_word(key: Path) -> str:
    """What was left by `leave_word`; '' for nothing."""
    return _last_words.get(key, "")


def sentence(error: Exception, folder: Path) -> str:
    """What a person is told of `error`; an unforeseen one leaves its traceback in `folder`."""
    if isinstance(error, BiganziError):
        return str(error)
    log = folder / "error.log"
    try:
        files.write_text(log, hidden("".join(traceback.format_exception(error))))
    except InputError as refused:
        return f"程序内部出错（{type(error).__name__}），日志也没有写成：{refused}"
    return f"程序内部出错（{type(error).__name__}），请把 {log} 发给开发人员。"
