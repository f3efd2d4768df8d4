"""The few WordprocessingML elements python-docx has no words for, in the order the schema asks."""

import re
from typing import TYPE_CHECKING

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from drafting.docx.indents import Indent
from drafting.docx.layouts import Layout, Style

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# What XML 1.0 cannot hold, and the carriage return, which python-docx would make a line break of.
_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` with each character that a docx cannot hold replaced by U+FFFD, so that offsets stay."""
    return _IMPOSSIBLE.sub("�", text)


def element(tag: str, *children: "BaseOxmlElement", **attributes: object) -> "BaseOxmlElement":
    """`w:TAG` with `w:` attributes, underscores and all as given."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    return round(points * 20)


def fonts(name: str) -> "BaseOxmlElement":
    """One font for every script; the hint gives it the quotes and dashes that are also Latin characters."""
    return element("rFonts", hint="eastAsia", ascii=name, eastAsia=name, hAnsi=name, cs=name)


def run_properties(layout: Layout, style: Style) -> "BaseOxmlElement":
    """`w:rPr` of a style."""
    size = round(style.points * 2)
    bold = int(style.bold)
    return element(
        "rPr", fonts(layout.font(style)), element("b", val=bold), element("bCs", val=bold), element("color", val="000000"),
        element("spacing", val=twips(style.spacing)), element("kern", val=0), element("sz", val=size), element("szCs", val=size),
    )  # fmt: skip


def paragraph_properties(style: Style, outline: int | None = None) -> "BaseOxmlElement":
    """`w:pPr` of a style: no space added between Chinese and digits, whole lines at an exact height."""
    made = element("pPr", element("keepNext", val=int(style.keep_next)), element("keepLines", val=0), element("widowControl", val=1))
    if style.aside:
        rule = element("left", val="single", sz=24, space=8, color="A6A6A6")
        made.extend([element("pBdr", rule), element("shd", val="clear", color="auto", fill="F2F2F2")])
    made.extend([element("autoSpaceDE", val=0), element("autoSpaceDN", val=0), element("snapToGrid", val=0)])
    made.append(element("spacing", before=0, after=0, line=twips(style.line), lineRule="exact"))
    made.append(indent(Indent(style.first_line, style.left, style.right), style))
    made.append(element("jc", val=style.align))
    if outline is not None:
        made.append(element("outlineLvl", val=outline))
    return made


def indent(at: Indent, style: Style) -> "BaseOxmlElement":
    """`w:ind`. Only the first line is also given in characters: Word counts the other sides in characters of its default style."""
    made = element("ind", left=twips(at.left * style.em), right=twips(at.right * style.em))
    if at.first < 0:
        made.set(qn("w:hangingChars"), str(round(-at.first * 100)))
        made.set(qn("w:hanging"), str(twips(-at.first * style.em)))
    else:
        made.set(qn("w:firstLineChars"), str(round(at.first * 100)))
        made.set(qn("w:firstLine"), str(twips(at.first * style.em)))
    return made


def add_run(paragraph: "Paragraph", text: str, font: str, marked: bool = False) -> "Run":
    """A run of `text` in `font`, highlighted when `marked`."""
    run = paragraph.add_run(clean(text))
    run._r.get_or_add_rPr().insert(0, fonts(font))
    if marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run
