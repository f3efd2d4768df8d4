"""A docx as a zip of parts: opened with suspicion, parsed with python-docx's own parser."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from base.errors import FileError
from corpus.readers.raw import SAVE_AS_DOCX, Raw, true_nature

UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
_RATIO = 200  # a part of real office text is packed some 10 to 40 times
_RATIO_FROM = 10 * 1024 * 1024  # small parts may be packed as tightly as they like
_PROLOG = 4096  # bytes in which a DOCTYPE can stand
_FAULTS = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError, RuntimeError)


class Package:
    """The parts of a docx, by kind of relationship; every fault is a FileError."""

    def __init__(self, raw: Raw) -> None:
        self.name = raw.name
        if not raw.data.startswith(b"PK"):
            raise FileError(_not_a_zip(raw))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw.data))
        except _FAULTS as error:
            raise self._damaged() from error
        self._refuse_bomb()

    def parts(self, kind: str, of: str = "") -> list[tuple[str, Any]]:
        """Name and root element of each part that `of` (the whole package when '') points to by a relationship of `kind`."""
        return [(name, self._root(name)) for name in self._targets(kind, of) if name in self._zip.NameToInfo]

    def blobs(self, kind: str, of: str) -> list[bytes]:
        """The bytes of each part, of whatever format, that `of` points to by a relationship of `kind`."""
        try:
            return [self._zip.read(name) for name in self._targets(kind, of) if name in self._zip.NameToInfo]
        except (*_FAULTS, zlib.error) as error:
            raise self._damaged() from error

    def _targets(self, kind: str, of: str) -> Iterator[str]:
        folder, name = posixpath.split(of)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._zip.NameToInfo:
            return
        for relation in self._root(relations):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def _root(self, name: str) -> Any:
        from docx.oxml.parser import parse_xml

        try:
            data = self._zip.read(name)
            if b"<!DOCTYPE" in data[:_PROLOG]:  # no Office program writes one; entities in it would leave gaps in the text
                raise FileError(f"{self.name} 里有外部实体声明，可能是恶意构造的文件，没有读取，请核实来源后重新另存为 docx。")
            return parse_xml(data)
        except (*_FAULTS, SyntaxError, zlib.error) as error:  # lxml's errors are SyntaxErrors
            raise self._damaged() from error

    def _refuse_bomb(self) -> None:
        entries = self._zip.infolist()
        tight = any(e.file_size > _RATIO_FROM and e.file_size > _RATIO * max(1, e.compress_size) for e in entries)
        if tight or sum(e.file_size for e in entries) > UNPACKED:
            raise FileError(f"{self.name} 解压后大得不正常，可能是恶意构造的文件，没有读取，请核实来源后重新另存为 docx。")

    def _damaged(self) -> FileError:
        return FileError(f"{self.name} 已损坏，不能作为 docx 打开，{SAVE_AS_DOCX}。")


def _not_a_zip(raw: Raw) -> str:
    nature = true_nature(raw.data) or "别的格式的文件"
    if "密码" in nature:
        return f"{raw.name} 设了打开密码，无法读取，请去掉密码另存后再试。"
    return f"{raw.name} 不是 docx，其实是{nature}，{SAVE_AS_DOCX}。"
