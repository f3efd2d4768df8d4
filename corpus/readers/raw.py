"""The bytes of a file, and what they really are whatever the name says."""

from pathlib import Path

from base.errors import FileError, reason

LARGEST = 50 * 1024 * 1024  # bytes of one document
SAVE_AS_DOCX = "请用 Word 或 WPS 打开后另存为 docx 再试"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"PK\x03\x04", "zip 压缩格式（docx、xlsx、ofd 等）的文件"),
    (_OLE, "旧版 .doc 或 .wps 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of the regular file `path`; missing, unreadable, empty or over `LARGEST` is a FileError."""
    try:
        if not path.exists():
            raise FileError(f"找不到文件 {path}，请检查路径。")
        if not path.is_file():
            raise FileError(f"{path} 不是文件，请给出文件的路径。")
        size = path.stat().st_size
        if size > LARGEST:
            raise FileError(f"{path} 有 {size / 1048576:.0f} MB，超过单个文件 {LARGEST // 1048576} MB 的上限，请拆分后再试。")
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"无法读取 {path}（{reason(error)}），请检查路径和权限。") from error
    if not data:
        raise FileError(f"{path} 是空文件，请检查是否选错了文件。")
    return data


def true_nature(data: bytes) -> str:
    """What kind of file `data` is by its first bytes, in Chinese; '' when nothing speaks for one."""
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return "设了打开密码的文件"
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "")
