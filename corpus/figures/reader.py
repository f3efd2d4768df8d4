"""Finds the figures of a text, from left to right: each reader looks at one place and takes what it knows."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from corpus.figures import dates, quantities
from corpus.figures.model import Figure
from corpus.figures.phrases import names, skip
from corpus.figures.spacing import closed
from corpus.numerals import ZH_NUMERALS, normal_width
from corpus.units import BARE

_START = re.compile(rf"[0-9{ZH_NUMERALS}半几数]|第(?=[0-9{ZH_NUMERALS}])|百分之|翻(?=[了一两三四0-9])|过半")
_NUMERAL = re.compile(rf"第?{quantities.NUMBER}")
_LISTED = re.compile(r"[、和与及或]")
_Reader = Callable[[str, int], Figure | None]
_DIGIT: tuple[_Reader, ...] = (dates.date, quantities.ordinal, quantities.share, dates.time, quantities.ratio, quantities.quantity)
_WORD: tuple[_Reader, ...] = (
    dates.date,
    quantities.ordinal,
    quantities.share,
    quantities.multiple,
    quantities.ratio,
    quantities.magnitude,
    quantities.vague,
    quantities.quantity,
)


def figures(text: str) -> list[Figure]:
    """Every figure of `text` that may be data, in order of place; set phrases, document numbers, codes and numbering are left alone."""
    whole = closed(normal_width(text))
    plain = whole.text
    quoted = names(plain)
    starts = [s for s, _ in quoted]
    found: list[Figure] = []
    at = 0
    while match := _START.search(plain, at):
        at = match.start()
        inside = bisect_right(starts, at) - 1
        if inside >= 0 and at < quoted[inside][1]:
            at = quoted[inside][1]
        elif past := skip(plain, at):
            at = max(past, at + 1)
        elif figure := _read(plain, at):
            found.append(figure)
            at = figure.end
        else:
            at = _past(plain, at)
    found = _with_shared_units(plain, found)
    return found if plain == text else [_as_written(text, f, *whole.original(f.start, f.end)) for f in found]


def _as_written(text: str, figure: Figure, start: int, end: int) -> Figure:
    return replace(figure, start=start, end=end, text=text[start:end])


def _with_shared_units(text: str, found: list[Figure]) -> list[Figure]:
    """提高15、22个百分点: a bare number takes the unit of the one it is listed with."""
    done = list(found)
    for i in range(len(done) - 2, -1, -1):
        figure, following = done[i], done[i + 1]
        listed = figure.unit is BARE and figure.kind == following.kind == "quantity" and following.unit is not BARE
        if listed and not figure.chinese and not following.chinese and _LISTED.fullmatch(text, figure.end, following.start):
            done[i] = quantities.in_unit_of(figure, following)
    return done


def _past(text: str, at: int) -> int:
    """After the numeral at `at` that nobody could read."""
    match = _NUMERAL.match(text, at)
    return match.end() if match else at + 1


def _read(text: str, at: int) -> Figure | None:
    for reader in _DIGIT if text[at].isdigit() else _WORD:
        if figure := reader(text, at):
            return figure
    return None
