"""Finds the figures of a text, from left to right: each reader looks at one place and takes what it knows."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace

from corpus.figures import dates, quantities
from corpus.figures.model import Figure
from corpus.figures.phrases import names, skip
from corpus.numerals import ZH_NUMERALS, normal_width

_START = re.compile(rf"[0-9{ZH_NUMERALS}半几数]|第(?=[0-9{ZH_NUMERALS}])|百分之|翻(?=[了一两三四0-9])|过半")
_NUMERAL = re.compile(rf"第?{quantities.NUMBER}")
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
    plain = normal_width(text)
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
            found.append(replace(figure, text=text[figure.start : figure.end]) if plain != text else figure)
            at = figure.end
        else:
            at = _past(plain, at)
    return found


def _past(text: str, at: int) -> int:
    """After the numeral at `at` that nobody could read."""
    match = _NUMERAL.match(text, at)
    return match.end() if match else at + 1


def _read(text: str, at: int) -> Figure | None:
    for reader in _DIGIT if text[at].isdigit() else _WORD:
        if figure := reader(text, at):
            return figure
    return None
