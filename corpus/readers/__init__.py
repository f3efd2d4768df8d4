"""Reading files: their canonical text, and the documents of the library in them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from base.errors import FileError
from corpus.cleaning import clean
from corpus.documents import Document, own_text
from corpus.marks import secrecy_mark
from corpus.mends import compose, cut
from corpus.metadata import enrich, name_of_file
from corpus.readers import archive, formats, jsonl
from corpus.readers.files import OTHER_DOCUMENTS, SUFFIXES, unsupported, walk
from corpus.readers.raw import Raw, read_raw
from corpus.readers.reading import Reading

__all__ = ["SUFFIXES", "canonical_text", "iter_documents", "text_in", "walk"]


def canonical_text(path: Path) -> str:
    """The text of the file at `path`, to which all offsets refer; what cannot be read whole is a FileError.

    Of a docx, md or txt it is exactly the canonical text of the contract. A page or a pdf has none of its own: its running text is
    given, without the margins of pages, lines joined into paragraphs, a table row a line.
    """
    if not path.exists():
        raise FileError(f"找不到 {path}，请检查路径。")
    if path.is_dir():
        raise FileError(f"{path} 是文件夹，请给出里面的文件。")
    if path.suffix.lower() in (".zip", ".jsonl"):
        raise FileError(f"{path} 里可以有许多份文稿，请解压或另存后，给出其中的文件。")
    if not formats.is_readable(path.name):
        raise unsupported(path)
    return text_in(read_raw(path))


def text_in(raw: Raw) -> str:
    """The canonical text of a document that is already in memory, in a format that can be read."""
    reading = formats.read(raw)
    if lost := next((note for note in reading.notes if note.lost), None):
        raise FileError(lost.refusal(raw.name))
    return reading.text if raw.suffix in formats.EXACT else reading.running


def iter_documents(path: Path) -> Iterator[Document | FileError]:
    """The documents in `path`: each row of a jsonl, each file in a zip, or the file itself; a FileError in the place of what is bad.

    A document of which only a part could be read is followed by a FileError that says so.
    """
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from jsonl.read(path)
    elif suffix == ".zip":
        yield from _in_zip(path)
    else:
        try:
            if suffix not in formats.SUFFIXES:
                raise unsupported(path)
            yield from _documents(read_raw(path), str(path.resolve()), str(path))
        except FileError as error:
            yield error


def _in_zip(path: Path) -> Iterator[Document | FileError]:
    for member in archive.members(path, SUFFIXES, OTHER_DOCUMENTS):
        if isinstance(member, FileError):
            yield member
        elif member.name.lower().endswith(".jsonl"):
            yield from jsonl.read_stream(member.open, member.name, str(path))
        else:
            try:
                yield from _documents(member.read(), f"{path.resolve()}!/{member.name.rpartition('!/')[2]}", str(path))
            except FileError as error:
                yield error


def _documents(raw: Raw, identity: str, source: str) -> Iterator[Document | FileError]:
    """The one document in `raw`, and what could not be read of it."""
    reading = formats.read(raw)
    document = replace(_copied(reading, identity), source=source)
    # The mark is often printed in the header, where the canonical text does not reach
    marked = replace(document, secrecy=secrecy_mark(reading.text, reading.beside))
    yield enrich(marked, name_of_file(Path(raw.name.rpartition("!/")[2])))
    yield from (FileError(note.remark(raw.name)) for note in reading.notes)


def _copied(reading: Reading, identity: str) -> Document:
    """The library's copy of what was read, with all that differs from its canonical text."""
    running, own = reading.running, own_text(reading.running)
    appendix = (cut(running, len(own), len(running), "资料来源页"),) if len(own) < len(running) else ()
    mends = compose(reading.text, reading.mends, appendix)
    cleaned = clean(own)
    all_mends = compose(reading.text, mends, cleaned.mends)
    return Document(identity, "", cleaned.text, meta=cleaned.meta | reading.meta, mends=all_mends)
