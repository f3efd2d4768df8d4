"""Which reader reads which format. The first bytes decide where a name is often wrong."""

from collections.abc import Callable
from pathlib import PurePosixPath

from base.errors import FileError
from corpus.readers import docx, html, office, pdf, text
from corpus.readers.raw import Raw
from corpus.readers.reading import Reading

OOXML = (".docx", ".docm", ".dotx")
_HTML = (".html", ".htm", ".shtml", ".xhtml")
_PLAIN = (".txt", ".md")
SUFFIXES = (*OOXML, *_PLAIN, *_HTML, ".pdf", *office.SUFFIXES)
EXACT = (*OOXML, *_PLAIN)  # whose canonical text is part of the public contract


def is_readable(name: str) -> bool:
    """Whether a file of this name is one document that can be read."""
    return PurePosixPath(name).suffix.lower() in SUFFIXES


def read(raw: Raw) -> Reading:
    """Read one document; what cannot be read is a FileError."""
    try:
        return _reader(raw)(raw)
    except MemoryError as error:
        raise FileError(f"{raw.name} 太大，内存不够，请拆分后再试。") from error


def _reader(raw: Raw) -> Callable[[Raw], Reading]:
    if raw.suffix in office.SUFFIXES:
        return _really(raw)
    if raw.suffix == ".pdf":
        return pdf.read
    if raw.suffix in _HTML:
        return html.read
    return text.read if raw.suffix in _PLAIN else docx.read


def _really(raw: Raw) -> Callable[[Raw], Reading]:
    """What a .doc or .wps really is: many systems give web pages and docx that name."""
    start = raw.data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"pk\x03\x04") and b"mimetypeapplication/vnd.oasis" not in start:
        return docx.read
    if start.startswith((b"<html", b"<!doctype html", b"<?xml", b"<head", b"<meta")):
        return html.read
    return pdf.read if start.startswith(b"%pdf") else office.read
