"""How each part of a document is to look, by the layout: what is None is left as it is."""

from dataclasses import dataclass
from typing import cast, get_args

from drafting.docx.layouts import POINTS, ElementName, Layout, Size
from drafting.draft import Role
from drafting.layout_check.reading import Align, Part

INDENTED = frozenset(("body", "heading1", "heading2", "heading3", "heading4", "recipient", "salutation"))
CLOSE = frozenset(("body", "heading1", "heading2", "heading3", "heading4"))  # no space before or after them
_ALIGNED = frozenset(("title", "signature", "date", *INDENTED))
ELEMENTS = frozenset(get_args(ElementName))
IMPRINT = frozenset(("copies", "printed"))  # 左右各空一字


@dataclass(frozen=True)
class Wanted:
    """Font by its key, first line in characters, `em` the points that one takes."""

    font: str | None = None
    size: Size | None = None
    line: float | None = None
    first: float | None = None
    align: Align | None = None
    em: float = 0.0
    close: bool = False
    red: bool = False

    @property
    def points(self) -> float | None:
        return POINTS[self.size] if self.size else None


def wanted(part: Part, look: Layout) -> Wanted | None:
    """None for what is not judged, or not under this layout."""
    if part in ("reference", "unsure"):
        return None
    if part not in ELEMENTS:
        return _of_role(cast(Role, part), look)
    element = look.elements.get(cast(ElementName, part))
    if element is None:
        return None
    em = POINTS[element.size] if element.size else 0.0
    return Wanted(element.font, element.size, None, element.first_line, element.align, em, red=element.red)


def _of_role(role: Role, look: Layout) -> Wanted:
    style = look.style(role)
    first, align = style.first_line if role in INDENTED else None, style.align if role in _ALIGNED else None
    return Wanted(style.font, style.size, style.line, first, align, style.em, close=role in CLOSE)
