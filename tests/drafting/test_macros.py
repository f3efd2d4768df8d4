"""Macros of a document that came in never stand in one that goes out."""

import io
import zipfile

from corpus.readers import formats
from corpus.readers.raw import Raw
from drafting.docx.parts import Parts, free_of_macros
from tests.docx_maker import make_docx, with_macros

PLAIN = make_docx("<w:p><w:r><w:t>全县危化品企业11家。</w:t></w:r></w:p>")


def names(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_text_is_read_and_nothing_of_the_macros_is_written() -> None:
    raw = Raw("汇报.docx", with_macros(PLAIN))
    assert formats.read(raw).text == formats.read(Raw("汇报.docx", PLAIN)).text
    written = names(Parts(raw).pack())
    assert set(written) == set(names(PLAIN))
    assert not [name for name, data in written.items() if b"vba" in data.lower() or b"macroEnabled" in data]


def test_document_without_macros_stays_byte_for_byte() -> None:
    assert free_of_macros(Raw("汇报.docx", PLAIN)) == PLAIN
    assert set(names(free_of_macros(Raw("汇报.docx", with_macros(PLAIN))))) == set(names(PLAIN))
