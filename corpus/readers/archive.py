"""zip: the documents in it, read without unpacking anything to disk. What is unsafe in it is named and passed over."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from base.errors import FileError, reason
from corpus.readers.raw import LARGEST, Raw, empty, too_large

_MOST_FILES = 20_000
_UNPACKED = 2 * 1024**3  # bytes of all documents together
_RATIO = 200  # office text is packed some 10 to 40 times
_RATIO_FROM = 10 * 1024 * 1024
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)
_IGNORED = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffd]")


@dataclass(frozen=True)
class Member:
    """A document in a zip. `name` is its identity: `zip path!/inner name`."""

    name: str
    info: zipfile.ZipInfo
    archive: zipfile.ZipFile

    def read(self) -> Raw:
        """The document; one that cannot be unpacked is a FileError."""
        try:
            with self.archive.open(self.info) as file:
                data = file.read(LARGEST + 1)
        except FAULTS as error:
            raise FileError(f"{self.name} 已损坏，不能解压，请重新取得文件后再试。") from error
        if len(data) > LARGEST:
            raise too_large(self.name, self.info.file_size)
        if not data:
            raise empty(self.name)
        return Raw(self.name, data)

    def open(self) -> IO[bytes]:
        """The document as a stream, for one that may be large."""
        return self.archive.open(self.info)


def members(path: Path, suffixes: tuple[str, ...], refused: tuple[str, ...]) -> Iterator[Member | FileError]:
    """The documents in the zip at `path` with one of `suffixes`, by name; a FileError for what is unsafe, locked or `refused`."""
    try:
        with zipfile.ZipFile(path) as archive:
            if bomb := _bomb(path, archive.infolist()):
                yield bomb
                return
            named = sorted(((_name(info), info) for info in archive.infolist() if not info.is_dir()), key=lambda pair: pair[0])
            items = (_member(path, name, info, archive, suffixes, refused) for name, info in named)
            found = False
            for item in (item for item in items if item is not None):
                found = True
                yield item
            if not found:
                yield FileError(f"{path} 这个 zip 压缩包里没有可以收录的文件，请检查是否选错了文件。")
    except FileNotFoundError:
        yield FileError(f"找不到文件 {path}，请检查路径。")
    except OSError as error:
        yield FileError(f"无法读取 {path}（{reason(error)}），请检查路径和权限。")
    except FAULTS:
        yield FileError(f"{path} 已损坏或者不是 zip 压缩包，请重新取得文件，或解压后收录文件夹。")


def _member(
    path: Path, name: str, info: zipfile.ZipInfo, archive: zipfile.ZipFile, suffixes: tuple[str, ...], refused: tuple[str, ...]
) -> Member | FileError | None:
    """The document `name`, why it is not read, or None for what nobody would read."""
    identity, suffix = f"{path}!/{_CONTROL.sub('?', name)}", PurePosixPath(name).suffix.lower()
    outside = name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in name.split("/")
    if suffix not in (*suffixes, *refused, ".zip") or (_IGNORED.search(name) and not outside):
        return None
    if outside:
        return FileError(f"{identity} 的路径指向压缩包之外，没有读取，请核实来源，确认无误后解压再收录。")
    if _CONTROL.search(name):
        return FileError(f"{identity} 的文件名里有无法识别的字符，请解压、改名后再收录。")
    if suffix == ".zip":
        return FileError(f"{identity} 是压缩包里的压缩包，没有读取，请解压后再收录。")
    if suffix in refused:
        return FileError(f"{identity} 的格式不能读取，请用 Word 或 WPS 打开后另存为 docx 再收录。")
    if info.flag_bits & _ENCRYPTED:
        return FileError(f"{identity} 设了解压密码，无法读取，请解压后再收录。")
    return Member(identity, info, archive)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member: UTF-8 where it is marked so or is valid as such, else GBK, as Chinese programs write it."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & _UTF8_NAME:
        return name
    try:
        stored = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return stored.decode("gb18030", "replace")


def _bomb(path: Path, entries: list[zipfile.ZipInfo]) -> FileError | None:
    """The error for an archive that would unpack to more than any office has."""
    if len(entries) > _MOST_FILES:
        return FileError(f"{path} 里有 {len(entries)} 个文件，超过 {_MOST_FILES} 个的上限，请分成几个压缩包或解压后收录。")
    tight = any(e.file_size > _RATIO_FROM and e.file_size > _RATIO * max(1, e.compress_size) for e in entries)
    if tight or sum(e.file_size for e in entries) > _UNPACKED:
        return FileError(f"{path} 解压后大得不正常，可能是恶意构造的文件，没有读取，请核实来源后解压再收录。")
    return None
