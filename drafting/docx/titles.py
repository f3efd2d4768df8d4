"""A title of several lines: broken where the sense allows, into lines of like length (GB/T 9704—2012 7.3.1)."""

import math
import re

from drafting.docx.indents import Indent, ems

_GOOD_END = "的和与及暨》”、）"
_BAD_START = re.compile(r"[的了和与及、，。：；！？》”’）〕]|(?<=[0-9A-Za-z.%])[0-9A-Za-z.%年月日]")
_WIDER, _ONE_MORE = 0.25, 1.5  # costs of each character wider than need be, and of a line more; a break in the unknown is 1


def title_indent(title: str, width: float) -> Indent | None:
    """Indents that make a title too long for one line of `width` characters break well.

    A line break of our own would alter the text; narrowing the paragraph does not. None where one line will do, or four will not.
    """
    length, most = ems(title), math.floor(width)
    if not width < length <= 4 * most:
        return None
    fewest = math.ceil(length / most)
    places = _places(title)
    best = min(range(math.ceil(length / (fewest + 1)), most + 1), key=lambda columns: _cost(title, columns, fewest, places))
    side = max(0.0, (width - best - 0.4) / 2)
    return Indent(left=side, right=side)


def breaks(title: str, columns: int) -> list[int]:
    """Where the lines after the first begin when each holds `columns` characters."""
    found, used = [], 0.0
    for i, char in enumerate(title):
        used += ems(char)
        if used > columns:
            found.append(i)
            used = ems(char)
    return found


def _places(title: str) -> dict[int, bool]:
    """Places known to be good (after 的, 与 …) or bad (inside a word); between two words is neither."""
    import rjieba  # its dictionary takes 130 ms to load, and most titles fit on a line

    places: dict[int, bool] = {}
    at = 0
    for word in rjieba.cut(title):
        places |= dict.fromkeys(range(at + 1, at + len(word)), False)
        at += len(word)
    return places | {i + 1: True for i, char in enumerate(title) if char in _GOOD_END}


def _cost(title: str, columns: int, fewest: int, places: dict[int, bool]) -> float:
    at = breaks(title, columns)
    lines = len(at) + 1
    wider = columns - math.ceil(ems(title) / lines)
    return sum(_break_cost(title, i, places) for i in at) + _WIDER * wider + _ONE_MORE * (lines - fewest)


def _break_cost(title: str, at: int, places: dict[int, bool]) -> float:
    if _BAD_START.match(title, at):
        return 4.0
    known = places.get(at)
    return 1.0 if known is None else 0.0 if known else 3.0
