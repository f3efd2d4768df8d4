"""Chinese text: sentences, 字数, quotations, headings, width. All spans are half-open offsets in code points."""

import re
from typing import NamedTuple

SENTENCE_ENDS = "。！？!?…"
_CLOSERS = "”’」』）)】》〕\"'"
_SENTENCE = re.compile(rf"[^{SENTENCE_ENDS}\n]*(?:[{SENTENCE_ENDS}]+[{re.escape(_CLOSERS)}]*|\n|$)")
_ZI = re.compile(
    r"[㐀-鿿豈-﫿　-〿！-｠“”‘’…—·〇\U00020000-\U0003ffff]|[^\W㐀-鿿豈-﫿〇\U00020000-\U0003ffff]+(?:[.,:/%‰-]*[^\W㐀-鿿豈-﫿〇\U00020000-\U0003ffff]+)*"
)
_QUOTE_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_TITLE = re.compile(r"《([^《》\n]{1,80}(?:〈[^〈〉]*〉[^《》\n]*)?)》")
_HEADINGS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、\s*")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*")),
    (3, re.compile(r"\d{1,2}[.．](?!\d)\s*")),
    (4, re.compile(r"[（(]\d{1,2}[）)]\s*")),
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百零〇]{1,5}[章节编篇]\s")
_FULL = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


class Span(NamedTuple):
    """Half-open `[start, end)` in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order: each ends with 。！？… and the closing marks after it, or at a line's end.

    Surrounding white space is not part of a sentence; empty lines give none. `5.2%` does not end one.
    """
    found, depth_start = [], 0
    for match in _SENTENCE.finditer(text):
        if match.end() == match.start():
            continue
        span = trimmed(text, depth_start, match.end())
        depth_start = match.end()
        if span.start < span.end:
            found.append(span)
    return found


def paragraphs(text: str) -> list[Span]:
    """The non-empty lines of `text` without surrounding white space."""
    found, at = [], 0
    for line in text.split("\n"):
        span = trimmed(text, at, at + len(line))
        if span.start < span.end:
            found.append(span)
        at += len(line) + 1
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start, end)` without white space (full width too) at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def count_zi(text: str) -> int:
    """字数 as Word and WPS show it: each Chinese character or full-width mark is one, each run of Latin letters or digits is one."""
    return sum(1 for _ in _ZI.finditer(text))


def quotations(text: str) -> list[Span]:
    """The outermost “…”, ‘…’, 「…」 pairs, marks included; an unpaired mark opens nothing and a line's end closes nothing."""
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    for i, char in enumerate(text):
        if char == "\n":
            stack.clear()
        elif char in _QUOTE_PAIRS:
            stack.append((_QUOTE_PAIRS[char], i))
        elif stack and any(char == closer for closer, _ in stack):
            while stack[-1][0] != char:
                stack.pop()
            _, start = stack.pop()
            if not stack:
                found.append(Span(start, i + 1))
    return found


def book_titles(text: str) -> list[Span]:
    """Spans of 《…》, marks included."""
    return [Span(*m.span()) for m in _TITLE.finditer(text)]


def heading_level(line: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, else 0. 第一章 is level 1."""
    line = line.strip()
    if _CHAPTER.match(line):
        return 1
    return next((level for level, pattern in _HEADINGS if pattern.match(line)), 0)


def heading_text(line: str) -> str:
    """The heading `line` without its number."""
    line = line.strip()
    for _, pattern in _HEADINGS:
        if match := pattern.match(line):
            return line[match.end() :]
    return line


def halfwidth(text: str) -> str:
    """Full-width ASCII as half width, character for character, so that offsets stay."""
    return text.translate(_FULL)


_DIGITS = "零一二三四五六七八九"


def chinese_number(n: int) -> str:
    """1 to 99 as 一 … 九十九, for numbering headings."""
    if not 1 <= n <= 99:
        raise ValueError(n)
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")
