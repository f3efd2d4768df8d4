"""The bytes of a file, and what they really are whatever the name says."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from base.errors import FileError, reason

LARGEST = 50 * 1024 * 1024  # bytes of one document
SAVE_AS_DOCX = "请用 Word 或 WPS 打开后另存为 docx 再试"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"PK\x03\x04", "zip 压缩格式（docx、xlsx、ofd 等）的文件"),
    (OLE, "旧版 .doc 或 .wps 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "rar 压缩文件"),
    (b"7z\xbc\xaf", "7z 压缩文件"),
)


@dataclass(frozen=True)
class Raw:
    """A document before it is read. `name` is how messages and the library call it: a path, or `zip path!/inner name`."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name.rpartition("!/")[2]).stem


def read_raw(path: Path) -> Raw:
    """The regular file `path`; missing, unreadable, empty or over `LARGEST` is a FileError."""
    return Raw(str(path), read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The bytes of the regular file `path`; missing, unreadable, empty or over `LARGEST` is a FileError."""
    try:
        if not path.exists():
            raise FileError(f"找不到文件 {path}，请检查路径。")
        if not path.is_file():
            raise FileError(f"{path} 不是文件，请给出文件的路径。")
        if (size := path.stat().st_size) > LARGEST:
            raise too_large(str(path), size)
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"无法读取 {path}（{reason(error)}），请检查路径和权限。") from error
    if not data:
        raise empty(str(path))
    return data


def too_large(name: str, size: int) -> FileError:
    """The error for a document of `size` bytes."""
    return FileError(f"{name} 有 {size / 1048576:.0f} MB，超过单个文件 {LARGEST // 1048576} MB 的上限，请拆分后再试。")


def empty(name: str) -> FileError:
    """The error for a document without a byte."""
    return FileError(f"{name} 是空文件，请检查是否选错了文件。")


def true_nature(data: bytes) -> str:
    """What kind of file `data` is by its first bytes, in Chinese; '' when nothing speaks for one."""
    if data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return "设了打开密码的文件"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "")
