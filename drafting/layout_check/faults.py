"""What of a document's look differs from a layout: one fault for each cause, however many paragraphs it touches."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafting.docx.layouts import POINTS, Layout
from drafting.docx.plan import heading_length
from drafting.draft import Role
from drafting.layout_check.fonts import font_key, has_han
from drafting.layout_check.reading import Line, PageLook, Piece, Reading
from drafting.layout_check.roles import roles

Kind = Literal["page", "font", "size", "line", "indent", "align", "page-number"]
NAMES: dict[Role, str] = {
    "title": "标题", "byline": "标题下的署名日期", "number": "发文字号", "recipient": "主送机关", "salutation": "称谓",
    "heading1": "一级标题", "heading2": "二级标题", "heading3": "三级标题", "heading4": "四级标题", "body": "正文", "closing": "结语",
    "attachment": "附件说明", "signature": "署名", "date": "成文日期", "contact": "附注",
}  # fmt: skip
INDENTED = frozenset(("body", "heading1", "heading2", "heading3", "heading4", "recipient", "salutation"))
CLOSE = frozenset(("body", "heading1", "heading2", "heading3", "heading4"))  # no space before or after them
_ALIGNED = frozenset(("title", "signature", "date"))
_ALIGNMENTS = {"left": "左对齐", "center": "居中", "right": "右对齐", "both": "两端对齐"}
_MM, _POINT, _CHARACTER = 1.05, 1.05, 0.3  # what is let pass: GB/T 9704 allows 1 mm, and so much is between 28 and 28.95 points
_TYPED_RIGHT = 6  # spaces typed before a signature, to put it at the right
_TOLD = 3


@dataclass(frozen=True)
class Fault:
    """`where` and what was `found` there, and what is `wanted`, in words; `[start, end)` is the first paragraph, 0, 0 for the pages."""

    kind: Kind
    where: str
    found: str
    wanted: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Slip:
    """One paragraph, or a piece of it, that is not as its role wants it."""

    kind: Kind
    role: Role
    line: Line
    found: str
    wanted: str
    piece: Piece | None = None
    after: Role | None = None  # the role of the run-in heading that the piece follows

    @property
    def name(self) -> str:
        """What the paragraph, or the rest of it, is called."""
        return f"{NAMES[self.after]}后的正文" if self.after else NAMES[self.role]


def faults(reading: Reading, look: Layout) -> tuple[Fault, ...]:
    """All faults of the pages, then those of the paragraphs in order of first place."""
    pages = (*_page(reading.page, look), *_page_number(reading.page, look)) if reading.page else ()
    return (*pages, *_grouped(reading, list(slips(reading, look))))


def slips(reading: Reading, look: Layout) -> Iterator[Slip]:
    """Every paragraph that is not as its role wants it, for each property apart."""
    for line, role in zip(reading.lines, roles(reading.lines)):
        if role == "reference" or not line.text.strip():
            continue
        for judge in (_fonts, _sizes, _line, _indent, _align):
            yield from judge(line, role, look)


def pieces(line: Line, role: Role) -> Iterator[tuple[Piece, Role]]:
    """The pieces of a line, each with its role: after a run-in heading the text goes on as body."""
    heading = line.start + heading_length(line.text, role)
    for piece in line.pieces:
        if piece.start < heading < piece.end:
            yield Piece(piece.start, heading, piece.font, piece.size), role
            yield Piece(heading, piece.end, piece.font, piece.size), "body"
        else:
            yield piece, role if piece.start < heading else "body"


def _fonts(line: Line, role: Role, look: Layout) -> Iterator[Slip]:
    for piece, own in pieces(line, role):
        style = look.style(own)
        if has_han(line.text[piece.start - line.start : piece.end - line.start]) and font_key(piece.font, look) != style.font:
            yield Slip("font", own, line, f"字体是{piece.font}", look.font(style), piece, role if own != role else None)


def _sizes(line: Line, role: Role, look: Layout) -> Iterator[Slip]:
    for piece, own in pieces(line, role):
        style = look.style(own)
        if piece.size != style.points and line.text[piece.start - line.start : piece.end - line.start].strip():
            yield Slip("size", own, line, f"字号是{_size(piece.size)}", style.size, piece, role if own != role else None)


def _line(line: Line, role: Role, look: Layout) -> Iterator[Slip]:
    style = look.style(role)
    if line.line is None or abs(line.line - style.line) > _POINT:
        found = line.spacing if line.line is None else f"固定值{line.line:g}磅"
        yield Slip("line", role, line, f"行距是{found}", f"固定值{style.line:g}磅")
    if role in CLOSE and line.around:
        yield Slip("line", role, line, f"段前段后共空{line.around:g}磅", "0磅")


def _indent(line: Line, role: Role, look: Layout) -> Iterator[Slip]:
    style = look.style(role)
    if role in INDENTED and not line.numbered and abs(line.first + _typed(line) - style.first_line) > _CHARACTER:
        yield Slip("indent", role, line, f"首行缩进{line.first + _typed(line):.2g}字", f"{style.first_line:g}字")


def _typed(line: Line) -> float:
    """Characters of indent that are typed as spaces."""
    head = line.text[: len(line.text) - len(line.text.lstrip())]
    return sum(0.5 if char == " " else 1.0 for char in head)


def _align(line: Line, role: Role, look: Layout) -> Iterator[Slip]:
    wanted = look.style(role).align
    far_right = wanted == "right" and max(_typed(line), line.first) >= _TYPED_RIGHT
    astray = role in _ALIGNED and line.align != wanted and not far_right
    if astray or (role in INDENTED and line.align in ("center", "right")):
        yield Slip("align", role, line, f"是{_ALIGNMENTS[line.align]}", _ALIGNMENTS[wanted])


def _size(points: float) -> str:
    name = next((name for name, value in POINTS.items() if value == points), "")
    return name or f"{points:g}磅"


def _page(page: PageLook, look: Layout) -> Iterator[Fault]:
    want = look.page
    if abs(page.width - want.width) > _MM or abs(page.height - want.height) > _MM:
        yield Fault("page", "纸张", f"是{page.width:.0f}×{page.height:.0f}毫米", f"{want.width:g}×{want.height:g}毫米")
    sides = (("上", page.top, want.top), ("下", page.bottom, want.bottom), ("左", page.left, want.left), ("右", page.right, want.right))
    wrong = [side for side in sides if abs(side[1] - side[2]) > _MM]
    if wrong:
        found, wanted = ("、".join(f"{side[0]}{side[which]:.4g}" for side in wrong) for which in (1, 2))
        yield Fault("page", "页边距", f"是{found}毫米", f"{wanted}毫米")
    if page.pitch is None or abs(page.pitch - want.pitch) > _POINT:
        found_pitch = "没有设置" if page.pitch is None else f"是{page.pitch:g}磅"
        yield Fault("page", "文档网格的行距", found_pitch, f"{want.pitch:g}磅")


def _page_number(page: PageLook, look: Layout) -> Iterator[Fault]:
    wanted = "单页居右、双页居左的“— 1 —”" if look.page_number.place == "outside" else "居中的“— 1 —”"
    if not page.numbered:
        yield Fault("page-number", "页脚", "没有页码", wanted)
    elif not page.dashed:
        yield Fault("page-number", "页码", "两边没有一字线", wanted)
    elif page.placed != look.page_number.place:
        yield Fault("page-number", "页码", "的位置不对", wanted)


def _grouped(reading: Reading, found: list[Slip]) -> Iterator[Fault]:
    """One fault for all slips from one value to another, whatever paragraphs they are in: they have one cause, and one mend."""
    same: dict[tuple[Kind, str, str], list[Slip]] = {}
    for slip in found:
        same.setdefault((slip.kind, slip.found, slip.wanted), []).append(slip)
    numbers = _numbers(reading)
    for (kind, is_now, wanted), group in same.items():
        span = group[0].piece or group[0].line
        yield Fault(kind, _where(group, numbers), is_now, wanted, span.start, span.end)


def _numbers(reading: Reading) -> dict[int, int]:
    """The number of each paragraph among those of its role, by its start."""
    counts = Counter[Role]()
    numbers = {}
    for line, role in zip(reading.lines, roles(reading.lines)):
        if line.text.strip():
            counts[role] += 1
            numbers[line.start] = counts[role]
    return numbers


def _where(group: list[Slip], numbers: dict[int, int]) -> str:
    """标题、正文第1、2、3段等12段、一级标题（2处）."""
    lines: dict[str, list[int]] = {}
    for slip in group:
        places = lines.setdefault(slip.name, [])
        if slip.line.start not in places:
            places.append(slip.line.start)
    return "、".join(_told(name, [numbers[at] for at in places]) for name, places in lines.items())


def _told(name: str, numbers: list[int]) -> str:
    if name == NAMES["body"]:
        return f"{name}第{'、'.join(map(str, numbers[:_TOLD]))}段" + (f"等{len(numbers)}段" if len(numbers) > _TOLD else "")
    return f"{name}（{len(numbers)}处）" if len(numbers) > 1 else name
