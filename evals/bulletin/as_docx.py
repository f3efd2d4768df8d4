"""The notice as a Word document in the layout of official papers."""

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from drafting.docx.appendix import add_part
from drafting.docx.oxml import indent
from drafting.docx.titles import title_indent
from evals.bulletin.bulletin import Bulletin
from evals.bulletin.notice import Block, Heading, Table, Words, blocks
from evals.exercises.paper import finished, line, look, started

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable

_TYPE, _LEADING = Pt(10.5), Pt(15)  # of tables: 五号


def render(notice: Bulletin) -> bytes:
    """The docx; equal notices give equal bytes."""
    document = started(notice.title)
    _title(document, notice.title)
    for i, block in enumerate(blocks(notice)):
        _add(document, block)
        if i == 0:
            document.paragraphs[-1].paragraph_format.space_before = Pt(look().page.pitch * look().after_header)
    return finished(document)


def _title(document: "Document", words: str) -> None:
    line(document, "title", words)
    style = look().style("title")
    paragraph = document.paragraphs[-1]
    paragraph.paragraph_format.space_before = Pt(0)  # nothing stands above it
    if narrower := title_indent(words, look().page.text_width / style.em):
        paragraph._p.get_or_add_pPr().append(indent(narrower, style))


def _add(document: "Document", block: Block) -> None:
    match block:
        case Heading(words):
            line(document, "heading1", words)
        case Words(words):
            line(document, "body", words)
        case Table():
            table = add_part(document, look(), block.name, tuple(zip(block.headers, block.shares)), list(block.rows), "没有。")
            if table is not None:
                _set_type(table, block)


def _set_type(table: "DocxTable", block: Table) -> None:
    """In the size of tables; numbers in the middle of their columns."""
    for row in table.rows:
        for i, cell in enumerate(row.cells):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.line_spacing = _LEADING
                if i in block.numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                for run in paragraph.runs:
                    run.font.size = _TYPE
