"""A figure that no longer agrees: a digit, its unit, two exchanged, the direction of a change."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.figures import Figure, figures
from corpus.zh import Span, sentences
from evals.exercises.model import Clean
from evals.exercises.plants import Plant, in_body

_DIGITS = re.compile(r"\d")
_UNITS = {"万": "亿", "亿": "万", "%": "个百分点", "公里": "米", "公斤": "吨", "吨": "公斤"}
_OPPOSITE = {
    "增长": "下降", "下降": "增长", "增加": "减少", "减少": "增加", "上升": "下降", "提高": "降低", "降低": "提高", "多": "少", "少": "多"
}  # fmt: skip
_MOVED = re.compile(r"(增长|下降|增加|减少|上升|提高|降低|(?<=比)?[多少](?=了?\d))(?=了?(?:约|近|超过)?\d)")


def plants(clean: Clean) -> Iterator[Plant]:
    """Every way to make a figure of `clean` wrong by one step."""
    text = clean.text
    found = [f for f in figures(text) if _is_data(f) and in_body(text, f.start, f.end)]
    for figure in found:
        yield from _digits(figure)
        yield from _units(figure)
    yield from _exchanged(text, found)
    yield from _turned(text)


def _is_data(figure: Figure) -> bool:
    return figure.kind in ("quantity", "ratio") and not figure.soft and not figure.chinese and bool(_DIGITS.search(figure.text))


def _digits(figure: Figure) -> Iterator[Plant]:
    """Two digits transposed (84 → 48), or the last one changed."""
    text, at = figure.text, [m.start() for m in _DIGITS.finditer(figure.text)]
    for i, j in pairwise(at):
        if j == i + 1 and text[i] != text[j] and text[j] != "0":
            yield _instead(figure, text[:i] + text[j] + text[i] + text[j + 1 :])
    last = int(text[at[-1]])
    yield from (_instead(figure, f"{text[: at[-1]]}{other}{text[at[-1] + 1 :]}") for other in ((last + 3) % 10, (last + 6) % 10) if other)


def _units(figure: Figure) -> Iterator[Plant]:
    for unit, other in _UNITS.items():
        if unit in figure.text:
            yield _instead(figure, figure.text.replace(unit, other, 1))


def _instead(figure: Figure, said: str) -> Plant:
    return Plant("figure", figure.start, figure.end, said)


def _exchanged(text: str, found: list[Figure]) -> Iterator[Plant]:
    """Two figures of one sentence with the same unit, each in the other's place."""
    for sentence in sentences(text):
        inside = [f for f in found if sentence.start <= f.start and f.end <= sentence.end]
        for a, b in pairwise(inside):
            if a.unit == b.unit and a.text != b.text:
                yield Plant("figure", a.start, b.end, b.text + text[a.end : b.start] + a.text)


def _turned(text: str) -> Iterator[Plant]:
    for match in _MOVED.finditer(text):
        span = Span(*match.span())
        if in_body(text, *span):
            yield Plant("figure", *span, _OPPOSITE[match[0]])
