"""What is known of a docx's look, as plain values. Offsets are into its canonical text."""

from dataclasses import dataclass
from typing import Literal

from drafting.docx.layouts import ElementName
from drafting.draft import Role

Align = Literal["left", "center", "right", "both"]
Part = Role | ElementName | Literal["unsure"]  # what a paragraph is; `unsure`: of 眉首 or 版记, and not judged


@dataclass(frozen=True)
class Piece:
    """`[start, end)` in one look: the font of its Chinese characters and the size in points."""

    start: int
    end: int
    font: str
    size: float


@dataclass(frozen=True)
class Line:
    """A paragraph outside of tables. `first` in characters; `line` points where it is exact, else None and `spacing` says what it is."""

    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]
    align: Align = "both"
    first: float = 0.0
    line: float | None = None
    spacing: str = "单倍行距"
    around: float = 0.0  # points before and after it
    outline: int = 0  # 1 for a first-level heading by its style
    numbered: bool = False  # its number is set by Word
    red: bool = False  # some of its characters are
    bordered: bool = False  # a rule stands above or below it, as long as its indents let it be

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = {size: sum(p.end - p.start for p in self.pieces if p.size == size) for size in sorted({p.size for p in self.pieces})}
        return max(sizes, key=lambda size: sizes[size], default=0.0)


@dataclass(frozen=True)
class PageLook:
    """The pages of the text itself, in mm; `pitch` in points, None where no grid is set."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    pitch: float | None
    numbered: bool  # a page number stands in a footer
    dashed: bool  # — 1 —
    placed: Literal["outside", "center", "left", "right"] = "center"


@dataclass(frozen=True)
class Reading:
    """The look of a whole document."""

    text: str
    lines: tuple[Line, ...]
    page: PageLook | None  # None where every page lies across
    tables: tuple[float, ...] = ()  # the width in mm of each table on upright pages; 0 for what goes by the page's width
