"""Which files are meant when a person names files and folders."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from base.errors import FileError, reason
from corpus.readers import formats
from corpus.readers.raw import SAVE_AS_DOCX

SUFFIXES = (*formats.SUFFIXES, ".jsonl", ".zip")
OTHER_DOCUMENTS = (".ofd", ".ceb", ".mht", ".mhtml", ".pages", ".xps", ".caj", ".rar", ".7z", ".gz")
_TOLD_APART = ("docx", "doc", "wps", "pdf", "html", "md", "txt", "rtf", "odt", "jsonl", "zip")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOBODYS = ("thumbs.db", "desktop.ini")
_PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".heic")
_TABLES = (".xlsx", ".xls", ".csv", ".et", ".xlsm", ".ods")
_HINTS = {
    **dict.fromkeys(_PICTURES, "扫描件、图片请先做文字识别，存成 docx 或 txt 再收录"),
    **dict.fromkeys(_TABLES, "表格请用 biganzi facts"),
    **dict.fromkeys((".rar", ".7z"), "请解压后收录文件夹"),
    ".gz": "请解压后再试",
    ".ofd": "请用 OFD 阅读器另存为 PDF 再试",
}


@dataclass(frozen=True)
class PassedOver:
    """A file in a folder that is no document in any format known: not a bad document, but a person may wonder."""

    path: Path

    @property
    def format(self) -> str:
        """As it is called: jpg, xlsx."""
        return self.path.suffix.lower().removeprefix(".") or "没有后缀的"


def walk(paths: Sequence[Path]) -> Iterator[Path | FileError | PassedOver]:
    """The readable files among `paths` and in the folders among them, each once, in a fixed order.

    A FileError stands for what was named and cannot be read, and for a document in a folder in a format that cannot be.
    """
    seen: set[str] = set()
    for path in paths:
        for item in _under(path, seen) if path.is_dir() else [_named(path)]:
            if not isinstance(item, Path):
                yield item
            elif (real := os.path.realpath(item)) not in seen:
                seen.add(real)
                yield item


def unsupported(path: Path) -> FileError:
    """The error for a file in a format that cannot be read."""
    return FileError(f"{path} 的格式不能读取（可读取 {'、'.join(_TOLD_APART)}），{_HINTS.get(path.suffix.lower(), SAVE_AS_DOCX)}。")


def formats_of(files: Sequence[PassedOver]) -> str:
    """How many there are of each format: jpg 2、xlsx 1."""
    return "、".join(f"{name} {count}" for name, count in sorted(Counter(file.format for file in files).items()))


def advice_on(files: Sequence[PassedOver]) -> str:
    """What to do with such files, each thing once."""
    hints = (_HINTS.get(file.path.suffix.lower(), "") for file in files)
    return "；".join(dict.fromkeys(hint for hint in hints if hint))


def _named(path: Path) -> Path | FileError:
    if not path.exists():
        return FileError(f"找不到 {_printable(path)}，请检查路径。")
    return _usable(path) if path.suffix.lower() in SUFFIXES else unsupported(path)


def _under(folder: Path, seen: set[str]) -> Iterator[Path | FileError | PassedOver]:
    """The files in `folder` and below; a folder met again through a link is not entered again."""
    refused: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=refused.append, followlinks=True):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield from _in_folder(Path(root, name))
    for error in refused:
        yield FileError(f"无法打开文件夹 {error.filename}（{reason(error)}），请检查权限。")


def _in_folder(path: Path) -> Iterator[Path | FileError | PassedOver]:
    suffix = path.suffix.lower()
    if path.name.startswith((".", "~$")) or path.name.lower() in _NOBODYS or not path.is_file():
        return
    if suffix in SUFFIXES:
        yield _usable(path)
    elif suffix in OTHER_DOCUMENTS:
        yield unsupported(path)
    else:
        yield PassedOver(path)


def _usable(path: Path) -> Path | FileError:
    """`path`, unless its name is no text (files unpacked under another encoding, line ends): it could not be stored or shown."""
    if _printable(path) == str(path):
        return path
    return FileError(f"文件名“{_printable(path)}”里有换行或无法识别的字符，请改名后再试。")


def _printable(path: Path) -> str:
    try:
        name = os.fsencode(path).decode("utf-8")
    except UnicodeDecodeError:
        name = os.fsencode(path).decode("gb18030", "replace")
    return _CONTROL.sub("␤", name)
