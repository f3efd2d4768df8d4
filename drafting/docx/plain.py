"""A plain text as a Word document, one paragraph a line: what comments and tracked changes are put into when there is no docx."""

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from drafting.docx.document import set_page
from drafting.docx.layouts import layout
from drafting.docx.oxml import add_run
from drafting.docx.package import pack, strip_template
from drafting.docx.styles import set_fonts, set_settings, set_styles, style_id

_LAYOUT = "gbt9704"


def plain_docx(text: str) -> bytes:
    """`text` as the bytes of a docx whose canonical text it is; what XML cannot hold becomes U+FFFD. Equal text gives equal bytes."""
    look = layout(_LAYOUT)
    document = Document()
    strip_template(document)
    document.part.package.rels.pop(next(n for n, r in document.part.package.rels.items() if r.reltype == RT.CORE_PROPERTIES))
    set_styles(document, look)
    set_fonts(document, look)
    set_settings(document)
    set_page(document, look)
    font = look.font(look.style("body"))
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        paragraph._p.style = style_id("body")
        add_run(paragraph, line, font)
    return pack(document)
