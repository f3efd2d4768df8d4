"""The appendix for the reviewer, on a page of its own after the text; to be deleted before the document is final."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from corpus.documents import APPENDIX_TITLE
from corpus.zh import count_zi
from drafting.docx.figures import Figures, figure_rows, left_out
from drafting.docx.layouts import Layout, StyleName
from drafting.docx.oxml import add_run, clean, element, twips
from drafting.docx.review import mark_rows, source_rows
from drafting.docx.styles import cell_margins, style_id
from drafting.draft import Draft
from drafting.guard import own_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_MARKS = (("序号", 0.07), ("位置", 0.25), ("内容", 0.43), ("原因", 0.25))
_FIGURES = (("数字", 0.16), ("类别", 0.1), ("文中位置", 0.52), ("依据", 0.22))
_OPEN = RGBColor(0xC0, 0x00, 0x00)  # what nothing bears
_SMALL, _CLOSE, _TIGHT = Pt(8), Pt(10.5), "15"  # type and line of the table of figures, which is long
_SOURCES = (("编号", 0.07), ("来源", 0.48), ("支撑的内容", 0.45))


def add_appendix(
    document: "Document", look: Layout, draft: Draft, speaking_minutes: tuple[float, float] | None, figures: Figures = ()
) -> None:
    """How the draft was made, its open marks, its sources, what each of its figures rests on, how long it takes to read aloud."""
    title = document.add_paragraph()
    fill(title, look, "appendix_title", APPENDIX_TITLE)
    title.paragraph_format.page_break_before = True
    for note in _notes(draft, speaking_minutes):
        fill(document.add_paragraph(), look, "appendix_text", note)
    add_part(document, look, "待核、待写事项", _MARKS, mark_rows(draft), "没有待核、待写事项。")
    add_part(document, look, "资料来源", _SOURCES, source_rows(draft), "正文没有引用资料。")
    if figures:
        lines = figure_rows(draft, figures)
        table = add_part(document, look, "数字一览", _FIGURES, [line.cells for line in lines], "正文没有数字。")
        if table is not None:
            _condense(table, [line.open for line in lines])
        if others := left_out(draft, figures):
            fill(document.add_paragraph(), look, "appendix_text", f"另有{others}处年月、行文说法或引文中的数字，没有列入。")
    fill(document.add_paragraph(), look, "appendix_text", "")  # Word wants a paragraph after the last table


def _notes(draft: Draft, speaking_minutes: tuple[float, float] | None) -> list[str]:
    notes = [f"成稿方式：{draft.generator.rstrip('。')}。"] if draft.generator else []
    if speaking_minutes:
        low, high = (f"{max(1, minutes):.0f}" for minutes in speaking_minutes)
        notes.append(f"朗读用时：约{low if low == high else f'{low}—{high}'}分钟（全文{count_zi(own_words(draft.text))}字）。")
    if lost := sum(a != b for a, b in zip(clean(draft.text), draft.text)):
        notes.append(f"正文有{lost}个字符是 Word 文档不能保存的控制字符，已用“\N{REPLACEMENT CHARACTER}”代替。")
    return notes


def add_part(
    document: "Document", look: Layout, name: str, columns: Sequence[tuple[str, float]], rows: list[tuple[str, ...]], none: str
) -> "Table | None":
    """A heading and its table, or the sentence that there is nothing and None."""
    fill(document.add_paragraph(), look, "appendix_heading", name)
    if not rows:
        fill(document.add_paragraph(), look, "appendix_text", none)
        return None
    table: Table = document.add_table(1 + len(rows), len(columns))
    _shape(table, [look.page.text_width * share for _, share in columns])
    for i, (row, texts) in enumerate(zip(table.rows, [tuple(title for title, _ in columns), *rows])):
        for cell, text in zip(row.cells, texts):
            for j, part in enumerate(text.split("\n")):
                fill(cell.add_paragraph() if j else cell.paragraphs[0], look, "cell" if i else "cell_head", part)
    return table


def _condense(table: "Table", opens: list[bool]) -> None:
    """Small type in close lines; the rows that a person must look at in red."""
    margins = table._tbl.tblPr.find(qn("w:tblCellMar"))
    for side in margins if margins is not None else ():
        if side.tag in (qn("w:top"), qn("w:bottom")):
            side.set(qn("w:w"), _TIGHT)
    for row, is_open in zip(table.rows, [False, *opens]):
        for paragraph in (p for cell in row.cells for p in cell.paragraphs):
            paragraph.paragraph_format.line_spacing = _CLOSE
            for run in paragraph.runs:
                run.font.size = _SMALL
                run.font.color.rgb = _OPEN if is_open else None


def _shape(table: "Table", widths: list[float]) -> None:
    """Borders, fixed column widths, the first row repeated on every page, no row broken over pages."""
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = element("tblBorders", *(element(side, val="single", sz=4, space=0, color="000000") for side in sides))
    width = element("tblW", w=twips(sum(widths)), type="dxa")
    properties.extend([width, borders, element("tblLayout", type="fixed"), cell_margins()])
    for column, points in zip(table.columns, widths):
        column.width = Pt(points)
    for i, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        if i == 0:
            row._tr.get_or_add_trPr().append(element("tblHeader"))
        for cell, points in zip(row.cells, widths):
            cell.width = Pt(points)


def fill(paragraph: "Paragraph", look: Layout, name: StyleName, text: str) -> None:
    """Set `text` in the style `name`."""
    paragraph._p.style = style_id(name)
    if before := look.style(name).before:
        paragraph.paragraph_format.space_before = Pt(before * look.page.pitch)
    add_run(paragraph, text, look.font(look.style(name)))
