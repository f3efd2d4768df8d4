"""Files that can be written without some of their sentences, everything else as it was."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from base.errors import FileError
from corpus.readers import canonical_text
from corpus.readers.raw import Raw, read_raw
from corpus.zh import Span
from evals.trim.layout import Frozen

_PLAIN = (".md", ".txt")
_DOCX = (".docx", ".docm", ".dotx")
_BOM = b"\xef\xbb\xbf"


class Editable(Protocol):
    """An opened file: its canonical text, what may not be touched, and itself without parts of that text."""

    text: str
    frozen: tuple[Frozen, ...]

    def without(self, removed: Sequence[Span]) -> bytes:
        """The file without the spans `removed` (in order, apart from each other) of its text; to be asked once."""


def opened(path: Path) -> Editable:
    """The docx, md or txt at `path`; FileError for what cannot be read whole or is in another format."""
    text = canonical_text(path)
    if path.suffix.lower() in _PLAIN:
        return PlainFile(read_raw(path), text)
    if path.suffix.lower() in _DOCX:
        from evals.trim.docx_file import DocxFile  # lxml

        return DocxFile(read_raw(path))
    raise FileError(f"{path} 的格式不能另存精简稿（可用 docx、md、txt），请用 Word 或 WPS 另存为 docx 再试。")


class PlainFile:
    """A txt or md; written as UTF-8, with the line ends and byte order mark it had."""

    def __init__(self, raw: Raw, text: str) -> None:
        self.text = text
        self.frozen: tuple[Frozen, ...] = ()
        self._raw = raw.data

    def without(self, removed: Sequence[Span]) -> bytes:
        kept = self.text
        for gone in reversed(removed):
            kept = kept[: gone.start] + kept[gone.end :]
        windows = b"\r\n" in self._raw
        return (_BOM if self._raw.startswith(_BOM) else b"") + (kept.replace("\n", "\r\n") if windows else kept).encode("utf-8")
