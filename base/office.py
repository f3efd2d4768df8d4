"""Where the office's own files are: those with which it extends the packaged word lists. One workspace a process."""

from pathlib import Path

_home: Path | None = None


def use(home: Path) -> None:
    """Look in the workspace `home` from now on; called once, before anything is read."""
    global _home
    _home = home


def own_file(name: str) -> Path | None:
    """The office's file of this name; None where it has none."""
    path = _home / name if _home else None
    return path if path and path.is_file() else None
