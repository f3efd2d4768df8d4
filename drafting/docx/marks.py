"""The marks of a draft that a model wrote, put into the document: words at the head or foot of every page, and a property of the file."""

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from drafting.aigc import PROPERTY, Mark
from drafting.docx.layouts import Layout
from drafting.docx.oxml import add_run, clean
from drafting.docx.styles import style_id

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject
    from docx.section import _Footer, _Header

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'
    "</Properties>"
)


def add_marks(document: "DocumentObject", look: Layout, mark: Mark, text: str) -> None:
    """Mark `document`, which says `text`."""
    _add_property(document, PROPERTY, mark.as_property(text))
    if mark.words:
        _add_words(document, look, mark)


def _add_words(document: "DocumentObject", look: Layout, mark: Mark) -> None:
    section = document.sections[0]
    header: tuple[_Header | _Footer, ...] = (section.header, section.even_page_header)
    for part in header if mark.place == "header" else (section.footer, section.even_page_footer):
        part.is_linked_to_previous = False
        paragraph = part.paragraphs[0] if mark.place == "header" else part.add_paragraph()
        paragraph._p.style = style_id("page_number")
        paragraph.alignment = 1
        add_run(paragraph, clean(mark.words), look.font(look.style("cell")))


def _add_property(document: "DocumentObject", name: str, value: str) -> None:
    """python-docx knows no custom properties: a part of our own."""
    package = document.part.package
    assert package is not None  # a document that was just made has one
    blob = _PROPERTIES.format(name=name, value=escape(clean(value))).encode()
    part = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)
