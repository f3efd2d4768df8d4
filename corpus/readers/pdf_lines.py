"""The lines of a pdf as they are printed, from its characters and where they stand."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_UNSEEN = frozenset((0x0, 0x2, 0xA, 0xD, 0xAD, 0x200B, 0xFEFF, 0xFFFE, 0xFFFF))
_ONE_LINE = 0.4  # of its size may a character stand higher or lower than the line it belongs to
_WORD_GAP = 0.2  # of its size between Latin words that no space character parts
_SPACE = 0.8  # of its size that was a space, full width as a rule
_CELL_GAP = 1.8  # of its size between the cells of a table
_NEVER_FIRST = "，。；：、？！）》」』”’〉】〕％%…—"
_LEVEL = math.radians(10)  # a watermark is set at a slant


@dataclass(frozen=True)
class Line:
    """A printed line; lengths in points from the bottom left of the page."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    size: float  # of its characters
    first_word: float  # how wide what must not be broken at its beginning is


@dataclass(frozen=True)
class _Char:
    text: str
    left: float
    right: float
    base: float
    size: float


def lines_of(page: Any, number: int) -> list[Line]:
    """The lines of a page of pdfium's, in the order of its text."""
    return [_line(run, number) for run in _runs(_chars(page)) if any(char.text.strip() for char in run)]


def _chars(page: Any) -> Iterator[_Char]:
    """The printed characters; pdfium's own spaces and line ends are guesses and not taken."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        box, x, y = pdfium.FS_RECTF(), pdfium.c_double(), pdfium.c_double()
        for i in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(text, i)
            if code in _UNSEEN or 0xD800 <= code < 0xE000 or pdfium.FPDFText_IsGenerated(text, i) == 1:
                continue
            if not _is_level(pdfium.FPDFText_GetCharAngle(text, i)):
                continue
            pdfium.FPDFText_GetLooseCharBox(text, i, box)
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            size = max(1.0, box.top - box.bottom)
            yield _Char(chr(code), box.left, box.right, y.value, size)
    finally:
        text.close()


def _is_level(angle: float) -> bool:
    return angle < 0 or min(angle % (math.pi / 2), -angle % (math.pi / 2)) < _LEVEL


def _runs(chars: Iterator[_Char]) -> Iterator[list[_Char]]:
    """Characters of one height, from left to right: some programs print the quotation marks of a line after its text."""
    run: list[_Char] = []
    for char in chars:
        if run and abs(char.base - run[0].base) > _ONE_LINE * max(char.size, run[0].size):
            yield sorted(run, key=lambda one: one.left)
            run = []
        run.append(char)
    if run:
        yield sorted(run, key=lambda one: one.left)


def _line(run: list[_Char], page: int) -> Line:
    run = run[next(i for i, char in enumerate(run) if char.text.strip()) :]
    parts = [run[0].text]
    for before, char in pairwise(run):
        parts += [_between(before, char), char.text]
    text = "".join(parts).rstrip()
    last = max((char for char in run if char.text.strip()), key=lambda char: char.right)
    sizes = sorted(char.size for char in run)
    return Line(page, text, run[0].left, last.right, run[0].base, sizes[len(sizes) // 2], _first_word(run))


def _between(before: _Char, char: _Char) -> str:
    """What stands between neighbours: the border of two cells, a space between Latin words, nothing."""
    gap = char.left - before.right
    if gap > _SPACE * char.size and before.text.strip() and char.text.strip():
        return " | " if gap > _CELL_GAP * char.size else " "
    latin = before.text.isascii() and char.text.isascii() and not before.text.isspace() and not char.text.isspace()
    return " " if latin and gap > _WORD_GAP * char.size else ""


def _first_word(run: list[_Char]) -> float:
    """The width of the first character, or of the number or Latin word that the line begins with, and the marks that follow."""
    end = 1
    while end < len(run) and run[end - 1].text.isascii() and run[end].text.isascii() and run[end].text.strip():
        end += 1
    while end < len(run) and run[end].text in _NEVER_FIRST:
        end += 1
    return run[end - 1].right - run[0].left
