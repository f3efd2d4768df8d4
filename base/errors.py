"""One exception tree. Every message is one Chinese sentence: what is wrong, where, what to do."""

import errno

from base.hiding import hidden

_REASONS = {
    errno.ENOENT: "不存在",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EEXIST: "已有同名文件",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class BiganziError(Exception):
    """Base of every error a person may meet; `exit_code` is the one of the public contract. No message holds a key."""

    exit_code = 2

    def __init__(self, message: str = "") -> None:
        super().__init__(hidden(message))


class InputError(BiganziError):
    """A command, file or setting is wrong; nothing was written."""


class FileError(InputError):
    """One input file cannot be used; in a batch it is named and skipped."""


class SecrecyError(InputError):
    """Marked material would have left for a place it must not go to."""


class ServiceError(BiganziError):
    """A model or service failed after its retries; what was finished is kept."""

    exit_code = 3
