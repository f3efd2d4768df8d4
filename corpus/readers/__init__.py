"""Reading files: their canonical text, and the documents of the library in them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from base.errors import FileError
from corpus.documents import Document, own_text
from corpus.marks import secrecy_mark
from corpus.metadata import enrich, name_of_file
from corpus.readers import docx, jsonl, text
from corpus.readers.files import SUFFIXES, unsupported, walk

__all__ = ["SUFFIXES", "canonical_text", "iter_documents", "walk"]


def canonical_text(path: Path) -> str:
    """The canonical text of a docx, md or txt, to which all offsets refer; what cannot be read is a FileError."""
    return docx.read(path).text if _suffix(path) == ".docx" else _plain(path)


def iter_documents(path: Path) -> Iterator[Document | FileError]:
    """The documents in `path`: each row of a jsonl, or the file itself; a FileError in the place of what is bad."""
    if _suffix(path) == ".jsonl":
        yield from jsonl.read(path)
        return
    try:
        yield _document(path)
    except FileError as error:
        yield error


def _document(path: Path) -> Document:
    identity, title = str(path.resolve()), name_of_file(path)
    if _suffix(path) != ".docx":
        return enrich(Document(identity, "", _plain(path), source=str(path)), title)
    read = docx.read(path)
    document = Document(identity, "", own_text(read.text), source=str(path))
    # The mark is often printed in the header, where the canonical text does not reach
    return enrich(replace(document, secrecy=secrecy_mark(read.text, read.beside)), title or read.title)


def _plain(path: Path) -> str:
    if _suffix(path) not in (".txt", ".md"):
        raise unsupported(path)
    return text.read(path)


def _suffix(path: Path) -> str:
    return path.suffix.lower()
