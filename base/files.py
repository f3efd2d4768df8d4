"""Atomic file writing: a reader sees the old content or the new, never half of it."""

import json
import os
import stat
import uuid
from pathlib import Path
from typing import Any

from base.errors import InputError, reason


def write_bytes(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace `path` by `data` atomically; raises InputError when the disk refuses.

    What a link points to is replaced, not the link; a device or a pipe is written into. Nobody else may read a `private` file.
    """
    try:
        if _is_special(path):
            with path.open("wb") as f:
                f.write(data)
            return
        path = path.resolve() if path.is_symlink() else path
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.parent / f".{uuid.uuid4().hex}.tmp"  # made with the umask of whoever runs us, as any new file is
        try:
            with open(name, "xb", opener=_private if private else None) as f:
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
            name.replace(path)
        except BaseException:
            name.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"无法写入 {path}（{reason(error)}），请检查磁盘空间和目录权限。") from error


def write_text(path: Path, text: str) -> None:
    """Replace `path` by `text` as UTF-8, newlines untouched."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any, *, private: bool = False) -> None:
    """Replace `path` by `value` as readable JSON."""
    write_bytes(path, json_bytes(value), private=private)


def json_bytes(value: Any) -> bytes:
    """`value` as readable JSON, as it is written."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def remove(path: Path) -> None:
    """Delete `path`, if it is there; InputError when the disk refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"无法删除 {path}（{reason(error)}），请检查权限。") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_special(path: Path) -> bool:
    try:
        return not (stat.S_ISREG(mode := path.stat().st_mode) or stat.S_ISDIR(mode))
    except OSError:
        return False
