"""Paper, margins, grid and page numbers of a docx."""

import re
from collections.abc import Iterator
from typing import Any, Literal

from corpus.readers.wordml import name
from drafting.docx.parts import Parts
from drafting.layout_check.effective import merged, number
from drafting.layout_check.reading import PageLook
from drafting.tracked.xml import child

_MM = 25.4 / 1440
_TWIPS = 20
A4 = (11906.0, 16838.0)
_DASHED = re.compile(r"[—–－\-─]")
_WORDS = re.compile(r"[^\d\s—–－\-─·第页共/]")
Side = Literal["outside", "center", "left", "right"]


def portrait(document: Any) -> Iterator[Any]:
    """The sections whose pages stand upright: those that lie across hold tables, and have margins of their own."""
    for section in document.iter("{*}sectPr"):
        size = merged([section], "pgSz")
        if name(section.getparent()) != "sectPrChange" and number(size.get("w", "")) <= (number(size.get("h", "")) or A4[1]):
            yield section


def page_look(parts: Parts) -> PageLook | None:
    """The pages of the first upright section."""
    section = next(portrait(parts.document), None)
    if section is None:
        return None
    size, margin, grid = (merged([section], kind) for kind in ("pgSz", "pgMar", "docGrid"))
    width, height = number(size.get("w", "")) or A4[0], number(size.get("h", "")) or A4[1]
    top, bottom, left, right = (number(margin.get(side, "")) * _MM for side in ("top", "bottom", "left", "right"))
    footers = [root for _, root in parts.all_related("footer") if has_page_number(root)]
    return PageLook(
        width * _MM, height * _MM, top, bottom, left, right, number(grid.get("linePitch", "")) / _TWIPS or None, bool(footers),
        bool(footers) and all(_DASHED.search(words(root)) for root in footers), _side(parts, footers),
    )  # fmt: skip


def has_page_number(footer: Any) -> bool:
    """Does a field in it give the number of the page?"""
    fields = "".join(e.text or "" for e in footer.iter("{*}instrText")) + "".join(
        str(v) for e in footer.iter("{*}fldSimple") for v in e.attrib.values()
    )
    return bool(re.search(r"(?<![A-Z])PAGE(?![A-Z])", fields.upper()))


def words(footer: Any) -> str:
    """The characters of a footer."""
    return "".join(e.text or "" for e in footer.iter("{*}t"))


def says_more(footer: Any) -> bool:
    """Does it hold anything beside the number?"""
    pictured = any(name(e) in ("drawing", "pict", "tbl") and not e.findall(".//{*}txbxContent") for e in footer.iter())
    return bool(_WORDS.search(words(footer))) or pictured


def _side(parts: Parts, footers: list[Any]) -> Side:
    """Where the number stands; `outside` when odd and even pages have footers of their own, right and left."""
    settings = parts.related("settings")
    apart = settings is not None and merged([settings[1]], "evenAndOddHeaders").get("val", "1") not in ("0", "false", "off")
    apart = apart and settings is not None and child(settings[1], "evenAndOddHeaders") is not None
    sides = {_aligned(footer) for footer in footers}
    if apart and len(footers) > 1 and {"left", "right"} <= sides:
        return "outside"
    return "center" if "center" in sides or not sides else next(iter(sorted(sides)))


def _aligned(footer: Any) -> Side:
    """Where the paragraph with the field stands; a frame of Word's own gallery says it by its own words."""
    for paragraph in footer.iter("{*}p"):
        if has_page_number(paragraph):
            properties = child(paragraph, "pPr")
            holders = [properties] if properties is not None else []
            said = merged(holders, "jc").get("val", "") or merged(holders, "framePr").get("xAlign", "")
            return "center" if said == "center" else "right" if said in ("right", "end", "outside") else "left"
    return "left"
