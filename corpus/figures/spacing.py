"""Figures that typists and models write with a space inside (11 家, 5 %, 3 200个, 11 月 20 日), read as if it were not there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from base.office import remembered
from corpus.units import pattern

_SPACES = " \u3000\u00a0"
_NUMBERED = re.compile(r"(?:^|\n|[表图件])[ \u3000\u00a0]*[0-9]{1,2}(?:\.[0-9]{1,2})?$")  # 1 家庭情况, 表1 户籍人口: no value
_REACH = 12
_NO_WORD = "年月日%‰万亿"  # what follows a number only as its unit


@dataclass(frozen=True)
class Closed:
    """A text without the spaces inside its figures; `gone` is where those stood, in order."""

    text: str
    gone: tuple[int, ...] = ()

    @cached_property
    def _at(self) -> tuple[int, ...]:
        """Where each character stood."""
        gone = frozenset(self.gone)
        return tuple(i for i in range(len(self.text) + len(gone)) if i not in gone)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span `[start, end)`, which is not empty, in the text as it stood."""
        return (self._at[start], self._at[end - 1] + 1) if self.gone else (start, end)


def closed(text: str) -> Closed:
    """`text`, of normal width, without the one space between a number and its unit, between thousands or between the parts of a date."""
    if not any(space in text for space in _SPACES):
        return Closed(text)
    spaces = (m.start() for m in _inside().finditer(text))
    alone = {at for at in spaces if text[at + 1] in _NO_WORD or not _NUMBERED.search(text, max(0, at - _REACH), at)}
    gone = tuple(sorted(alone.union(_between_thousands(text))))
    kept = zip((0, *(at + 1 for at in gone)), (*gone, len(text)), strict=True)
    return Closed("".join(text[start:end] for start, end in kept), gone)


def _between_thousands(text: str) -> Iterator[int]:
    """Where the spaces of 3 200个 stand, by GB/T 15835; 2026 100 and 400 800 123 are no one number."""
    for match in _thousands().finditer(text):
        first = match.start() + match[0].index(" ")
        if not _NUMBERED.search(text, max(0, first - _REACH), first):
            yield from (match.start() + at for at, char in enumerate(match["number"]) if char == " ")


@remembered
def _thousands() -> re.Pattern[str]:
    """One to three digits and groups of exactly three, each after one space, that count something."""
    number = r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9])"
    range_end = rf" ?[-—–~～至到] ?{number}"
    return re.compile(rf"(?<![0-9A-Za-z.,:/第])(?<![0-9] )(?P<number>{number})(?=(?:\.[0-9]+)? ?(?:[万亿余多%‰]|{pattern()})|{range_end})")


@remembered
def _inside() -> re.Pattern[str]:
    """One space after digits (and their 万 or 亿) before a unit, in a date, or after 第."""
    space = f"[{_SPACES}]"
    day = rf"(?=[0-9]{{1,2}}{space}?[月日—-])"
    return re.compile(
        rf"(?:(?<=[0-9])|(?<=[0-9][万亿])|(?<=[0-9]{space}[万亿])){space}(?=[万亿余多年月日时]|{pattern()})"
        rf"|(?:(?<=[0-9][年月])|(?<=[0-9]{space}[年月])){space}{day}|(?<=第){space}(?=[0-9])"
    )
