"""Figures that make the tongue stumble: long ones in a row, and ones that stand as nobody says them."""

import re
from collections.abc import Iterator

from evals.checks.readability.view import View
from evals.finding import Finding

_FIGURE = re.compile(r"(?<![\d.,，A-Za-z〔\[第])\d[\d,]*(?:\.\d+)?(?![\d年月日号—–-])")
_LONG_DIGITS = 4  # digits that make a figure long
_MOST = 3  # long figures in one sentence
_CALL = re.compile(r"(?:电话|热线|传真|邮编|账号|编号|证号|拨打|代码|邮箱)[^，。；]{0,10}$")
_UNITS = ((10**8, "亿"), (10**4, "万"))
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_UNSAID_FROM = 100_000  # 123456元 is said 十二万三千多元
_NEXT_UNIT = re.compile("[万亿千百]")
_LARGEST = 10**12


def findings(view: View) -> Iterator[Finding]:
    """Both, sentence by sentence."""
    for span in view.sentences:
        found = [
            m for m in _FIGURE.finditer(view.text, *span) if view.is_said(m.start()) and not _CALL.search(view.text[: m.start()][-16:])
        ]
        long = [m for m in found if sum(char.isdigit() for char in m[0]) >= _LONG_DIGITS]
        if len(long) >= _MOST:
            yield view.finding("figures-in-a-row", long[0].start(), long[-1].end(), count=len(long))
        for match in found:
            if said := _aloud(match[0], view.text[match.end() : match.end() + 1]):
                yield view.finding("figure-hard-to-say", *match.span(), said=said)


def _aloud(figure: str, unit: str) -> str:
    """How a long whole number is said; '' for one that can be read as it stands."""
    if "." in figure or _NEXT_UNIT.match(unit):
        return ""
    digits = figure.replace(",", "")
    number = int(digits) if len(digits) < 14 else 0
    return spoken(number) if _UNSAID_FROM <= number < _LARGEST else ""


def spoken(number: int) -> str:
    """20350000 as 二千零三十五万."""
    if number == 0:
        return _DIGITS[0]
    said, rest = "", number
    for size, name in _UNITS:
        high, rest = divmod(rest, size)
        if high:
            said += ("零" if said and high < 1000 else "") + _below_ten_thousand(high) + name
    if rest:
        said += ("零" if said and rest < 1000 else "") + _below_ten_thousand(rest)
    return said[1:] if said.startswith("一十") else said


def _below_ten_thousand(number: int) -> str:
    said, empty = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            empty = bool(said)
            continue
        said += ("零" if empty else "") + _DIGITS[digit] + _PLACES[place]
        empty = False
    return said
