"""What of a document's look differs from a layout, in words: one fault for each cause, however many paragraphs it touches."""

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.docx.layouts import Layout
from drafting.layout_check.reading import Line, PageLook, Reading
from drafting.layout_check.roles import roles
from drafting.layout_check.slips import POINT, Kind, Slip, slips
from drafting.layout_check.tables import MARGINS

_MM = 1.05  # what is let pass: GB/T 9704 allows 1 mm
_POINTS_OF_MM = 72 / 25.4
_TOLD = 3  # paragraphs that are named of many
_LONGEST_QUOTE = 12


@dataclass(frozen=True)
class Fault:
    """`where` and what was `found` there, and what is `wanted`, in words; `[start, end)` is the first paragraph, 0, 0 for the pages."""

    kind: Kind
    where: str
    found: str
    wanted: str
    start: int = 0
    end: int = 0


def faults(reading: Reading, look: Layout) -> tuple[Fault, ...]:
    """All faults of the pages, then those of the paragraphs in order of first place."""
    pages = (*_page(reading.page, look), *_page_number(reading.page, look)) if reading.page else ()
    return (*pages, *_tables(reading, look), *_grouped(reading, list(slips(reading, look))))


def unjudged(reading: Reading) -> str:
    """第2段“类别：A”、第15段“共印50份”: what of 眉首 and 版记 is not judged; '' when all is, or there is none."""
    left = [line for line, part in zip(reading.lines, roles(reading.lines)) if part == "unsure"]
    return "、".join(place_of(line.start, reading.text) for line in left)


def place_of(start: int, text: str) -> str:
    """第3段“为管好渠道，…”, numbered as findings are, among all lines of the text."""
    words = text[start:].partition("\n")[0].strip()
    return f"第{_number(start, text)}段“{words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + '…'}”"


def _page(page: PageLook, look: Layout) -> Iterator[Fault]:
    want = look.page
    if abs(page.width - want.width) > _MM or abs(page.height - want.height) > _MM:
        yield Fault("page", "纸张", f"是{page.width:.0f}×{page.height:.0f}毫米", f"{want.width:g}×{want.height:g}毫米")
    sides = (("上", page.top, want.top), ("下", page.bottom, want.bottom), ("左", page.left, want.left), ("右", page.right, want.right))
    wrong = [(side, found, round(wanted)) for side, found, wanted in sides if abs(found - round(wanted)) > _MM]
    if wrong:
        found = "、".join(f"{side}{found:.3g}" for side, found, _ in wrong)
        wanted = "、".join(f"{side}{wanted}" for side, _, wanted in wrong)
        yield Fault("page", "页边距", f"是{found}毫米", f"{wanted}毫米（可差1毫米）")
    if page.pitch is None or abs(page.pitch - want.pitch) > POINT:
        rows = f"是{_rows(look, page.pitch)}行" if page.pitch else "没有设定"
        yield Fault("page", "每面行数（“页面设置”里的“文档网格”）", rows, f"{_rows(look, want.pitch)}行（跨度{want.pitch:g}磅）")


def _rows(look: Layout, pitch: float) -> int:
    """Lines on a page with the layout's margins."""
    return int((look.page.height - look.page.top - look.page.bottom) * _POINTS_OF_MM / pitch)


def _page_number(page: PageLook, look: Layout) -> Iterator[Fault]:
    wanted = "单页居右、双页居左的“— 1 —”" if look.page_number.place == "outside" else "居中的“— 1 —”"
    if not page.numbered:
        yield Fault("page-number", "页脚", "没有页码", wanted)
    elif not page.dashed:
        yield Fault("page-number", "页码", "两边没有一字线", wanted)
    elif page.placed != look.page_number.place:
        yield Fault("page-number", "页码", "的位置不对", wanted)


def _tables(reading: Reading, look: Layout) -> Iterator[Fault]:
    room = look.page.text_width / _POINTS_OF_MM
    for number, width in enumerate(reading.tables, 1):
        if width > room + MARGINS:
            yield Fault("page", f"第{number}个表格", f"宽{width:.0f}毫米，超出版心", f"不超过{room:.0f}毫米")


def _grouped(reading: Reading, found: list[Slip]) -> Iterator[Fault]:
    """One fault for all slips from one value to another, whatever paragraphs they are in: they have one cause, and one mend."""
    same: dict[tuple[Kind, str, str], list[Slip]] = {}
    for slip in found:
        same.setdefault((slip.kind, slip.found, slip.wanted), []).append(slip)
    for (kind, is_now, wanted), group in same.items():
        span = group[0].piece or group[0].line
        yield Fault(kind, _where(group, reading.text), is_now, wanted, span.start, span.end)


def _where(group: list[Slip], text: str) -> str:
    """标题, where the place of the finding says it all; else 正文第3、4、7段等12段、一级标题第5、9段."""
    lines: dict[str, dict[int, Line]] = {}
    for slip in group:
        lines.setdefault(slip.name, {}).setdefault(slip.line.start, slip.line)
    if sum(map(len, lines.values())) == 1:
        return group[0].name
    return "、".join(name + _numbered(list(own.values()), text) for name, own in lines.items())


def _numbered(lines: list[Line], text: str) -> str:
    more = f"等{len(lines)}段" if len(lines) > _TOLD else ""
    return f"第{'、'.join(str(_number(line.start, text)) for line in lines[:_TOLD])}段{more}"


def _number(start: int, text: str) -> int:
    return text.count("\n", 0, start) + 1
