"""Tables on upright pages: how wide they are, and made narrower where they would stick out."""

from collections.abc import Iterator
from typing import Any

from corpus.readers.wordml import children, name
from drafting.layout_check.effective import number
from drafting.tracked.xml import attribute, child, set_attribute

MARGINS = 4.0  # mm that Word lets stand outside of the text: the cells' inner margins at both sides
MM = 1440 / 25.4  # twips
_WIDTHS = ("gridCol", "tcW", "tblW")


def tables(document: Any, upright: set[Any]) -> Iterator[Any]:
    """The tables in sections of `upright`, in order; those within others not apart."""
    waiting: list[Any] = []
    for element in document.iter():
        if name(element) == "tbl" and not any(name(above) in ("tbl", "txbxContent") for above in element.iterancestors()):
            waiting.append(element)
        elif name(element) == "sectPr" and name(element.getparent()) != "sectPrChange":
            yield from waiting if element in upright else ()
            waiting.clear()


def width(table: Any) -> float:
    """In twips; 0 where it goes by the width of the page."""
    properties, grid = child(table, "tblPr"), child(table, "tblGrid")
    said = child(properties, "tblW") if properties is not None else None
    if said is not None and attribute(said, "type") == "pct":
        return 0.0
    columns = sum(number(attribute(column, "w")) for column in children(grid, "gridCol")) if grid is not None else 0.0
    return columns or (number(attribute(said, "w")) if said is not None and attribute(said, "type") == "dxa" else 0.0)


def sticks_out(table: Any, room: float) -> bool:
    return width(table) > room + MARGINS * MM


def narrow(table: Any, room: float) -> None:
    """All widths in it in the same proportion, so that it is `room` twips wide."""
    part = room / width(table)
    for element in table.iter():
        if name(element) in _WIDTHS and attribute(element, "type") in ("", "dxa") and not _is_past(element):
            set_attribute(element, "w", str(round(number(attribute(element, "w")) * part)))


def _is_past(element: Any) -> bool:
    """Does it belong to what a revision has changed?"""
    return any(name(above).endswith("Change") for above in element.iterancestors())
