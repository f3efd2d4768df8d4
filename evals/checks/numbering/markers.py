"""The numbers that lines begin with: 第一条, 一、, （一）, 1., （1）, ①."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.zh import Span, chinese_number, is_article, paragraphs

STYLES = ("编", "章", "节", "条", "一、", "（一）", "1.", "（1）", "①")  # from the highest to the lowest, as a finding names them
RANK = {style: rank for rank, style in enumerate(STYLES)}
TOP, SECOND, THIRD, FOURTH, CIRCLED = STYLES[4:]
NUMERAL = "[一二三四五六七八九十]{1,3}"
NUMBERS = {chinese_number(n): n for n in range(1, 100)}
_LONG = "[一二三四五六七八九十百零〇]{1,7}"
_PATTERNS = (
    (TOP, re.compile(rf"(?P<n>{NUMERAL})[、.．](?![一二三四五六七八九十][、类等级线])")),
    (SECOND, re.compile(rf"[（(](?P<n>{NUMERAL})[）)]")),
    (THIRD, re.compile(r"(?P<n>\d{1,2})[.．、](?!\d)")),
    (FOURTH, re.compile(r"[（(](?P<n>\d{1,2})[）)]")),
    (CIRCLED, re.compile(r"(?P<n>[①-⑳])")),
)
_DIVISION = re.compile(rf"第(?P<n>{_LONG}|\d{{1,4}})(?P<style>[编章节])(?=[ \u3000])")
_ARTICLE = re.compile(rf"第(?P<n>{_LONG}|\d{{1,4}})条(?!之)")
_LED_IN = re.compile(r"(?:附件|注|备注|说明)[：:]\s*(?=1[.．、])")
_CONTENTS = re.compile(r"(?:\t|\.{3,}|…{1,}|·{3,})\s*\d{1,3}$")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


class Marker(NamedTuple):
    """A number `n` at the beginning of a line, `[start, end)` with its marks."""

    start: int
    end: int
    style: str
    n: int

    @property
    def rank(self) -> int:
        return RANK[self.style]

    @property
    def number(self) -> str:
        """How a number of this style is told from the marks round it."""
        return said(self.style, self.n)


def said(style: str, n: int) -> str:
    """The number `n` in `style`."""
    if style == CIRCLED:
        return chr(ord("①") + n - 1) if n <= 20 else str(n)
    if "1" in style:
        return style.replace("1", str(n))
    number = chinese_number(n) if n < 100 else str(n)
    return style.replace("一", number) if "一" in style else f"第{number}{style}"


def markers(text: str) -> list[Marker]:
    """The markers of all lines in order; a table of contents has none."""
    return [marker for line in paragraphs(text) if (marker := _marker(line, line.of(text)))]


def _marker(line: Span, words: str) -> Marker | None:
    if _CONTENTS.search(words):
        return None
    led_in = _LED_IN.match(words)
    start = led_in.end() if led_in else 0
    for style, match in _matches(words, start):
        if n := value(match["n"]):
            return Marker(line.start + start, line.start + match.end(), style, n)
    return None


def _matches(words: str, start: int) -> Iterator[tuple[str, re.Match[str]]]:
    for style, pattern in _PATTERNS:
        if match := pattern.match(words, start):
            yield style, match
    if match := _DIVISION.match(words):
        yield match["style"], match
    if (match := _ARTICLE.match(words)) and is_article(words):
        yield "条", match


def value(number: str) -> int:
    """12, 十二, 一百零二, ⑫ as a number; 0 for what is none."""
    if number.isdecimal():
        return int(number)
    if "①" <= number <= "⑳":
        return ord(number) - ord("①") + 1
    hundreds, _, rest = number.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = ((hundreds, 100), (tens.lstrip("零〇") or ("一" if ten else ""), 10), (ones.lstrip("零〇"), 1))
    return sum(_DIGITS.get(digit, 0) * unit for digit, unit in parts)
