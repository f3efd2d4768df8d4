"""Page numbers — 1 — in the footers."""

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH

from drafting.docx.layouts import Layout
from drafting.docx.oxml import add_run, element
from drafting.docx.styles import style_id

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def add_page_numbers(document: "Document", look: Layout) -> None:
    """Odd pages at the right and even ones at the left, or all in the middle."""
    section = document.sections[0]
    outside, middle = look.page_number.place == "outside", WD_ALIGN_PARAGRAPH.CENTER
    for footer, side in ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        footer.is_linked_to_previous = False
        _number(footer.paragraphs[0], look, side if outside else middle)


def _number(paragraph: "Paragraph", look: Layout, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph._p.style = style_id("page_number")
    paragraph.alignment = side
    font = look.font(look.style("page_number"))
    instruction = element("instrText")
    instruction.text = " PAGE "
    add_run(paragraph, "— ", font)
    add_run(paragraph, "", font)._r.append(element("fldChar", fldCharType="begin"))
    add_run(paragraph, "", font)._r.append(instruction)
    add_run(paragraph, "", font)._r.append(element("fldChar", fldCharType="separate"))
    add_run(paragraph, "1", font)
    add_run(paragraph, "", font)._r.append(element("fldChar", fldCharType="end"))
    add_run(paragraph, " —", font)
