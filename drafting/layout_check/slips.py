"""Every paragraph, or piece of one, that does not look as its part of the document is to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from drafting.docx.indents import ems
from drafting.docx.layouts import POINTS, Layout
from drafting.docx.plan import heading_length
from drafting.draft import Role
from drafting.layout_check.fonts import font_key, has_han
from drafting.layout_check.masthead import names_from
from drafting.layout_check.reading import Line, Part, Piece, Reading
from drafting.layout_check.roles import roles
from drafting.layout_check.wanted import ELEMENTS, IMPRINT, Wanted, wanted

Kind = Literal["page", "font", "size", "line", "indent", "align", "page-number"]
NAMES: dict[Part, str] = {
    "title": "标题", "byline": "标题下的署名日期", "number": "发文字号", "recipient": "主送机关", "salutation": "称谓",
    "heading1": "一级标题", "heading2": "二级标题", "heading3": "三级标题", "heading4": "四级标题", "body": "正文", "closing": "结语",
    "attachment": "附件说明", "signature": "署名", "date": "成文日期", "contact": "附注", "copy_number": "份号", "secrecy": "密级",
    "urgency": "紧急程度", "logo": "发文机关标志", "signed_by": "“签发人”三字", "signer": "签发人姓名", "copies": "抄送机关",
    "printed": "印发机关和印发日期",
}  # fmt: skip
_ALIGNMENTS = {"left": "左对齐", "center": "居中", "right": "右对齐", "both": "两端对齐"}
POINT = 1.05  # what is let pass: so much is between 28 and 28.95 points
_CHARACTER = 0.3
_TYPED_RIGHT = 6  # spaces typed before a signature, to put it at the right


@dataclass(frozen=True)
class Slip:
    """One paragraph, or a piece of it, that is not as its part wants it."""

    kind: Kind
    part: Part
    line: Line
    found: str
    wanted: str
    piece: Piece | None = None
    after: Part | None = None  # the part of the run-in heading that the piece follows

    @property
    def name(self) -> str:
        """What the paragraph, or the rest of it, is called."""
        return f"{NAMES[self.after]}后的正文" if self.after and self.part == "body" else NAMES[self.part]


def slips(reading: Reading, look: Layout) -> Iterator[Slip]:
    """Every paragraph that is not as its part wants it, for each property apart."""
    for line, part in zip(reading.lines, roles(reading.lines)):
        want = wanted(part, look)
        if want is None or not line.text.strip():
            continue
        yield from _pieces(line, part, look)
        for judge in (_colour, _line, _align):
            yield from judge(line, part, want)
        if part not in IMPRINT or _has_room(line, part, want, look):
            yield from _indent(line, part, want)


def pieces(line: Line, part: Part) -> Iterator[tuple[Piece, Part]]:
    """The pieces of a line, each with its part: after a run-in heading the text goes on as body, after 签发人 the names follow."""
    length, rest = _run_in(line.text, part)
    cut = line.start + length
    for piece in line.pieces:
        if piece.start < cut < piece.end:
            yield Piece(piece.start, cut, piece.font, piece.size), part
            yield Piece(cut, piece.end, piece.font, piece.size), rest
        else:
            yield piece, part if piece.start < cut else rest


def _run_in(text: str, part: Part) -> tuple[int, Part]:
    """How much of `text` is set as `part`, and what follows."""
    if part in ("number", "signed_by"):
        return names_from(text), "signer"
    if part in ELEMENTS:
        return len(text), part
    return heading_length(text, cast(Role, part)), "body"


def _pieces(line: Line, part: Part, look: Layout) -> Iterator[Slip]:
    for piece, own in pieces(line, part):
        want, words = wanted(own, look), line.text[piece.start - line.start : piece.end - line.start]
        after = part if own != part else None
        if want is None or not words.strip():
            continue
        if want.font and has_han(words) and font_key(piece.font, look) != want.font:
            yield Slip("font", own, line, f"字体是{piece.font}", look.fonts[want.font].name, piece, after)
        if want.size and piece.size != want.points:
            yield Slip("size", own, line, f"字号是{_named(piece.size)}", want.size, piece, after)


def _colour(line: Line, part: Part, want: Wanted) -> Iterator[Slip]:
    if want.red and not line.red:
        yield Slip("font", part, line, "颜色不是红色", "红色")


def _line(line: Line, part: Part, want: Wanted) -> Iterator[Slip]:
    if want.line is not None and (line.line is None or abs(line.line - want.line) > POINT):
        found = line.spacing if line.line is None else f"固定值{line.line:g}磅"
        yield Slip("line", part, line, f"行距是{found}", f"固定值{want.line:g}磅")
    if want.close and line.around:
        yield Slip("line", part, line, f"段前段后共空{line.around:g}磅", "0磅")


def _indent(line: Line, part: Part, want: Wanted) -> Iterator[Slip]:
    if want.first is None or line.numbered:
        return
    first = line.first + typed(line)
    if abs(first - want.first) > _CHARACTER:
        yield Slip("indent", part, line, f"首行缩进{first:.2g}字", f"{want.first:g}字")


def _has_room(line: Line, part: Part, want: Wanted, look: Layout) -> bool:
    """May the indents of a line of the 版记 be set? Not where they would move a rule, or push a date that spaces put in its place."""
    return not line.bordered and (part != "printed" or (ems(line.text.strip()) + 2) * want.em <= look.page.text_width)


def typed(line: Line) -> float:
    """Characters of indent that are typed as spaces."""
    head = line.text[: len(line.text) - len(line.text.lstrip())]
    return sum(0.5 if char == " " else 1.0 for char in head)


def _align(line: Line, part: Part, want: Wanted) -> Iterator[Slip]:
    if want.align is None:
        return
    far_right = want.align == "right" and max(typed(line), line.first) >= _TYPED_RIGHT
    astray = line.align != want.align and not far_right if want.align in ("center", "right") else line.align in ("center", "right")
    if astray:
        yield Slip("align", part, line, f"是{_ALIGNMENTS[line.align]}", _ALIGNMENTS[want.align])


def _named(points: float) -> str:
    name = next((name for name, value in POINTS.items() if value == points), "")
    return name or f"{points:g}磅"
