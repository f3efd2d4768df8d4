"""The paper that exercises are printed on: the layout of official papers, paragraphs numbered by Word: the numbers are no text."""

import datetime as dt
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from drafting.docx.appendix import fill
from drafting.docx.document import set_page
from drafting.docx.layouts import Layout, StyleName, layout
from drafting.docx.oxml import clean, element
from drafting.docx.package import pack, strip_template
from drafting.docx.page_numbers import add_page_numbers
from drafting.docx.styles import LANGUAGE, set_fonts, set_settings, set_styles

if TYPE_CHECKING:
    from docx.document import Document

_NO_TIME = dt.datetime(2000, 1, 1)
_GREY, _SMALL = "808080", 18  # of the numbers: colour, half points


def look() -> Layout:
    return layout("gbt9704")


def started(title: str) -> "Document":
    """A document with styles, page and numbering, and no text."""
    document = docx.Document()
    strip_template(document)
    set_styles(document, look())
    set_fonts(document, look())
    set_settings(document)
    set_page(document, look())
    _set_numbering(document)
    add_page_numbers(document, look())
    known = document.core_properties
    known.title, known.author, known.comments, known.language = clean(title)[:255], "", "", LANGUAGE
    known.created = known.modified = _NO_TIME
    return document


def line(document: "Document", style: StyleName, words: str) -> None:
    fill(document.add_paragraph(), look(), style, words)


def numbered_line(document: "Document", words: str) -> None:
    """A paragraph of the text, with its number when it has words."""
    paragraph = document.add_paragraph()
    fill(paragraph, look(), "body", words)
    if words.strip():
        numbered = element("numPr", element("ilvl", val=0), element("numId", val=1))
        paragraph._p.get_or_add_pPr().insert(1, numbered)  # the schema wants it right after the style


def finished(document: "Document") -> bytes:
    return pack(document)


def _set_numbering(document: "Document") -> None:
    """One list: a small grey number before each paragraph, and nothing of the paragraph moved."""
    looks = element("rPr", element("color", val=_GREY), element("sz", val=_SMALL))
    level = element("lvl", element("start", val=1), element("numFmt", val="decimal"), element("suff", val="space"), ilvl=0)
    level.extend([element("lvlText", val="[%1]"), element("lvlJc", val="left"), looks])
    abstract = element("abstractNum", element("multiLevelType", val="singleLevel"), level, abstractNumId=0)
    root = element("numbering", abstract, element("num", element("abstractNumId", val=0), numId=1))
    part = Part(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, serialize_part_xml(root), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
