"""Styles, fonts and settings of the document, in place of those of python-docx's template."""

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from drafting.docx.layouts import Layout, StyleName
from drafting.docx.oxml import element, paragraph_properties, run_properties

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

LANGUAGE = "zh-CN"
# Names as Word knows them (English for its own, which it shows in the reader's language).
LABELS: dict[StyleName, str] = {
    "title": "Title", "heading1": "heading 1", "heading2": "heading 2", "heading3": "heading 3", "heading4": "heading 4",
    "page_number": "footer", "body": "公文正文", "number": "发文字号", "number_up": "发文字号（上行文）", "byline": "讲话人和日期",
    "recipient": "主送机关", "salutation": "称谓", "closing": "结束语", "attachment": "附件说明", "signature": "发文机关署名",
    "date": "成文日期", "contact": "附注", "reference": "参考材料", "todo": "待写", "appendix_title": "核稿附页标题",
    "appendix_heading": "核稿附页小标题", "appendix_text": "核稿附页文字", "cell": "核稿附页表格", "cell_head": "核稿附页表头",
}  # fmt: skip
_CELL_MARGINS = (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
_OUTLINE: dict[StyleName, int] = {"heading1": 0, "heading2": 1, "heading3": 2, "heading4": 3}


def style_id(name: StyleName) -> str:
    """appendix_title → AppendixTitle."""
    return "".join(word.capitalize() for word in name.split("_"))


def set_styles(document: "Document", layout: Layout) -> None:
    """The layout's styles, and none else."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    body = layout.styles["body"]
    defaults = run_properties(layout, body)
    # Latin text keeps a Western language: under zh-CN LibreOffice breaks lines inside numbers.
    defaults.append(element("lang", val="en-US", eastAsia=LANGUAGE, bidi="ar-SA"))
    root.append(element("docDefaults", element("rPrDefault", defaults), element("pPrDefault")))
    normal = element("style", element("name", val="Normal"), element("qFormat"), type="paragraph", default=1, styleId="Normal")
    plain = element("pPr", element("widowControl", val=1), element("autoSpaceDE", val=0), element("autoSpaceDN", val=0))
    normal.extend([plain, run_properties(layout, body)])
    root.append(normal)
    root.append(_default("character", "Default Paragraph Font", "DefaultParagraphFont"))
    root.append(_default("table", "Normal Table", "TableNormal"))
    root.extend(_style(layout, name) for name in LABELS)


def set_fonts(document: "Document", layout: Layout) -> None:
    """A font table that says what may stand in for each font, for Word, WPS and LibreOffice."""
    table = element("fonts")
    for font in layout.fonts.values():
        entry = element("font", name=font.name)
        if font.instead:
            entry.append(element("altName", val=",".join(font.instead)))
        entry.extend([element("charset", val="86"), element("family", val="auto"), element("pitch", val="default")])
        table.append(entry)
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, serialize_part_xml(table), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def set_settings(document: "Document") -> None:
    """Chinese proofing and punctuation, different footers on odd and even pages, no compatibility mode."""
    root = document.settings.element
    for child in list(root):
        root.remove(child)
    compatibility = element("compat", element("spaceForUL"), element("balanceSingleByteDoubleByteWidth"), element("useFELayout"))
    compatibility.append(element("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15))
    root.extend([element("zoom", percent=100), element("defaultTabStop", val=420), element("evenAndOddHeaders")])
    root.extend([element("characterSpacingControl", val="compressPunctuation"), compatibility])
    root.append(element("themeFontLang", val="en-US", eastAsia=LANGUAGE))


def _default(kind: str, name: str, identity: str) -> "BaseOxmlElement":
    made = element("style", element("name", val=name), type=kind, default=1, styleId=identity)
    made.extend([element("uiPriority", val=99), element("semiHidden")])
    if kind == "table":
        made.append(element("tblPr", element("tblInd", w=0, type="dxa"), cell_margins()))
    return made


def cell_margins() -> "BaseOxmlElement":
    """Also said in each table: LibreOffice takes only the side margins from the style."""
    return element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in _CELL_MARGINS))


def _style(layout: Layout, name: StyleName) -> "BaseOxmlElement":
    style = layout.style(name)
    made = element("style", element("name", val=LABELS[name]), element("basedOn", val="Normal"), type="paragraph", styleId=style_id(name))
    made.append(element("qFormat"))
    made.extend([paragraph_properties(style, _OUTLINE.get(name)), run_properties(layout, style)])
    return made
