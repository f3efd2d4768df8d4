"""Where the office's own files are: those with which it extends the packaged word lists and rules. One workspace a process."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

FILE_NAME = "overlay.yaml"

F = TypeVar("F", bound=Callable[..., Any])
_home: Path | None = None
_extra: tuple[Path, ...] = ()
_seen: tuple[tuple[Path, bytes | None], ...] = ()
_remembered: list[Callable[[], None]] = []


def use(home: Path, *extra: Path) -> None:
    """Look in the workspace `home` from now on, then at the files `extra`; where two differ the later one holds.

    What was remembered of other files, or of these before they were changed, is forgotten.
    """
    global _home, _extra, _seen
    _home, _extra = home, extra
    now = tuple((path, _content(path)) for path in overlays())
    if now != _seen:
        _seen = now
        for forget in _remembered:
            forget()


def workspace() -> Path | None:
    """The workspace in use; None before one is."""
    return _home


def also(*extra: Path) -> None:
    """Look at the files `extra` too, after those already in use."""
    if _home is not None:
        use(_home, *_extra, *extra)


def beside(path: Path) -> tuple[Path, ...]:
    """The overlay in the folder of the file `path`; () where there is none."""
    near = path.parent / FILE_NAME
    return (near,) if near.is_file() else ()


def overlays() -> tuple[Path, ...]:
    """The overlay files in use, each once, the one that holds last."""
    own = _home / FILE_NAME if _home else None
    found = ((own,) if own and own.is_file() else ()) + _extra
    return tuple({path.resolve(): path for path in found}.values())


def remembered(function: F) -> F:
    """`functools.cache` for what is made of the office's files: computed anew when they change."""
    kept = cache(function)
    _remembered.append(kept.cache_clear)
    return kept  # type: ignore[return-value]


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None  # named when it is read in earnest
