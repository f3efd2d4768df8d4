"""A docx read: the paragraphs outside of tables with their look, each beside the elements it was read from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.readers import wordml
from corpus.readers.raw import Raw
from drafting.docx.parts import Parts
from drafting.layout_check.effective import DEFAULT_SIZE, Effective, merged, number, value
from drafting.layout_check.pages import page_look, portrait
from drafting.layout_check.reading import Align, Line, Piece, Reading
from drafting.layout_check.tables import MM, tables, width
from drafting.tracked.xml import child

_ALIGNMENTS: dict[str, Align] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "left": "left",
    "start": "left",
    "both": "both",
    "distribute": "both",
}
_TWIPS = 20
_AUTOMATIC = 14.0  # points that Word puts where it is to choose
_LINE = 240  # what stands for one line


@dataclass(frozen=True)
class Place:
    """A line and what it was read from: its paragraphs, and the element (`w:t`, `w:tab` …) of each of its pieces."""

    line: Line
    paragraphs: tuple[Any, ...]
    elements: tuple[Any, ...]


def layout_of(raw: Raw) -> Reading:
    """The look of the docx `raw`; FileError for what is no Word document or is damaged."""
    return reading_of(Parts(raw))


def reading_of(parts: Parts) -> Reading:
    lines = tuple(place.line for place in places(parts))
    text = "\n".join(wordml.text_of(line) for body in wordml.children(parts.document, "body") for line in wordml.lines(body))
    widths = (width(table) / MM for table in tables(parts.document, set(portrait(parts.document))))
    return Reading(text, lines, page_look(parts), tuple(widths))


def places(parts: Parts) -> list[Place]:
    """Every paragraph outside of tables, in order."""
    effective, found, at = Effective.of(parts), list[Place](), 0
    pitch = grid_pitch(parts)
    for body in wordml.children(parts.document, "body"):
        for paragraphs in wordml.lines(body):
            text = wordml.text_of(paragraphs)
            if not any(wordml.name(above) == "tbl" for above in paragraphs[0].iterancestors()):
                found.append(_place(effective, paragraphs, text, at, pitch))
            at += len(text) + 1
    return found


def _place(effective: Effective, paragraphs: tuple[Any, ...], text: str, at: int, pitch: float | None) -> Place:
    first = paragraphs[0]
    properties = effective.paragraph(first)
    read = list(_pieces(effective, paragraphs, at))
    made = tuple(piece for piece, _ in read)
    size = made[0].size if made else DEFAULT_SIZE
    exact, spacing = _spacing(properties, pitch)
    align = _ALIGNMENTS.get(merged(properties, "jc").get("val", ""), "both")
    line = Line(
        at, at + len(text), text, made, align, _first(properties, size), exact, spacing, _around(properties), effective.outline(first),
        _is_numbered(properties), _is_red(effective, paragraphs), any(child(holder, "pBdr") is not None for holder in properties),
    )  # fmt: skip
    return Place(line, paragraphs, tuple(element for _, element in read))


def _is_numbered(properties: list[Any]) -> bool:
    """Does Word set a number before it? The id 0 takes a style's numbers away."""
    lists = [child(holder, "numPr") for holder in properties]
    return next((value(numbered, "numId") != "0" for numbered in reversed(lists) if numbered is not None), False)


def _is_red(effective: Effective, paragraphs: tuple[Any, ...]) -> bool:
    """Is a run with characters red, as 发文机关标志 is? Orange and purple are not."""
    runs = ((p, element.getparent()) for p in paragraphs for element, said in wordml.pieces(p) if said.strip())
    colours = (merged(effective.run(paragraph, run), "color").get("val", "") for paragraph, run in runs)
    return any(re.fullmatch(r"[c-fC-F][\dA-Fa-f](?:[0-6][\dA-Fa-f]){2}", colour) for colour in colours)


def _pieces(effective: Effective, paragraphs: tuple[Any, ...], at: int) -> Iterator[tuple[Piece, Any]]:
    """What gives characters, one piece for each element."""
    for paragraph in paragraphs:
        for element, characters in wordml.pieces(paragraph):
            run = element.getparent()
            properties = effective.run(paragraph, run)
            size = number(merged(properties, "sz").get("val", "")) / 2 or DEFAULT_SIZE
            yield Piece(at, at + len(characters), effective.font(properties), size), element
            at += len(characters)


def _first(properties: list[Any], size: float) -> float:
    """How far the first line is moved in, in characters."""
    said = merged(properties, "ind")
    left = number(said.get("leftChars", "")) / 100 or number(said.get("left", said.get("start", ""))) / _TWIPS / size
    first = number(said.get("firstLineChars", "")) / 100 or number(said.get("firstLine", "")) / _TWIPS / size
    hanging = number(said.get("hangingChars", "")) / 100 or number(said.get("hanging", "")) / _TWIPS / size
    return round(left + first - hanging, 2)


def _spacing(properties: list[Any], pitch: float | None) -> tuple[float | None, str]:
    """Exact points, or None and what it is in words. A single line on a grid is as high as the grid."""
    said = merged(properties, "spacing")
    line, rule = number(said.get("line", "")), said.get("lineRule", "auto")
    if rule == "exact" and line:
        return line / _TWIPS, ""
    if rule == "atLeast" and line:
        return None, f"最小值{line / _TWIPS:g}磅"
    times = line / _LINE or 1.0
    on_grid = pitch is not None and merged(properties, "snapToGrid").get("val") not in ("0", "false", "off")
    if times == 1.0 and on_grid:
        return pitch, ""
    return None, "单倍行距" if times == 1.0 else f"{times:.3g}倍行距"


def _around(properties: list[Any]) -> float:
    """Points of space before and after a paragraph; in lines they go before those in points."""
    said = merged(properties, "spacing")
    return sum(_side(said, side) for side in ("before", "after"))


def _side(said: dict[str, str], side: str) -> float:
    if said.get(f"{side}Autospacing", "0") not in ("0", "false", "off"):
        return _AUTOMATIC
    return number(said.get(f"{side}Lines", "")) / 100 * _LINE / _TWIPS or number(said.get(side, "")) / _TWIPS


def grid_pitch(parts: Parts) -> float | None:
    """Points from line to line of the grid that lines keep to; None where they keep to none."""
    section = next(portrait(parts.document), None)
    grid = child(section, "docGrid") if section is not None else None
    lined = grid is not None and merged([section], "docGrid").get("type") in ("lines", "linesAndChars", "snapToChars")
    return number(merged([section], "docGrid").get("linePitch", "")) / _TWIPS or None if lined else None
