"""The document put together with python-docx: page, body, page numbers, appendix."""

import datetime as dt
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm

from drafting.aigc import Mark
from drafting.brief import Brief
from drafting.docx.appendix import add_appendix
from drafting.docx.figures import Figures
from drafting.docx.layouts import Layout, layout
from drafting.docx.marks import add_marks
from drafting.docx.oxml import add_run, clean, element, indent, twips
from drafting.docx.package import pack, strip_template
from drafting.docx.page_numbers import add_page_numbers
from drafting.docx.plan import Line, plan
from drafting.docx.styles import LANGUAGE, set_fonts, set_settings, set_styles, style_id
from drafting.draft import Draft
from prompts.genres import Genre

if TYPE_CHECKING:
    from docx.document import Document as DocumentObject

# Equal input must give equal bytes: a brief without a date is not dated by the clock.
_NO_DATE = dt.date(2000, 1, 1)


def build(
    draft: Draft, brief: Brief, genre: Genre, *, sources: bool, speaking_minutes: tuple[float, float] | None, figures: Figures = (),
    mark: Mark | None = None,
) -> bytes:  # fmt: skip
    """See `drafting.docx.render`."""
    look = layout(brief.layout)
    document = Document()
    strip_template(document)
    set_styles(document, look)
    set_fonts(document, look)
    set_settings(document)
    set_page(document, look)
    set_properties(document, draft, brief, genre)
    add_page_numbers(document, look)
    if mark:
        add_marks(document, look, mark, draft.text)
    for line in plan(draft, look, upward=(brief.direction or genre.direction) == "up"):
        add_line(document, look, line)
    if sources:
        add_appendix(document, look, draft, speaking_minutes, figures)
    return pack(document)


def set_page(document: "DocumentObject", look: Layout) -> None:
    """Paper, margins and line grid of the only section."""
    section, page = document.sections[0], look.page
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(page.footer), Mm(page.footer)
    for old in section._sectPr.xpath("./w:docGrid"):
        section._sectPr.remove(old)
    # `linesAndChars` would give 28 characters a line in Word, but LibreOffice then sets every line wrong.
    section._sectPr.append(element("docGrid", type="lines", linePitch=twips(page.pitch)))


def set_properties(document: "DocumentObject", draft: Draft, brief: Brief, genre: Genre) -> None:
    """Core properties in place of the template's. They hold 255 characters at most."""
    known = document.core_properties
    known.title, known.author, known.category = clean(draft.title)[:255], clean(brief.issuer)[:255], genre.name[:255]
    known.subject = known.comments = known.keywords = known.last_modified_by = ""
    known.language, known.revision = LANGUAGE, 1
    known.created = known.modified = dt.datetime.combine(brief.date or _NO_DATE, dt.time())


def add_line(document: "DocumentObject", look: Layout, line: Line) -> None:
    """One paragraph of the body."""
    paragraph, style = document.add_paragraph(), look.style(line.style)
    paragraph._p.style = style_id(line.style)
    properties = paragraph._p.get_or_add_pPr()
    if line.keep_together:
        paragraph.paragraph_format.keep_together = True
    if line.before:
        spacing = element("spacing", beforeLines=round(line.before * 100), before=twips(line.before * look.page.pitch))
        properties.append(spacing)
    if line.indent:
        properties.append(indent(line.indent, style))
    for piece in line.pieces:
        add_run(paragraph, piece.text, look.font(look.style(piece.style)), piece.marked)
