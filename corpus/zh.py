"""Chinese text: sentences, 字数, quotations, headings, width. All spans are half-open offsets in code points."""

import datetime as dt
import re
from collections import Counter
from typing import NamedTuple

SENTENCE_ENDS = "。！？!?…"
_CLOSERS = "”’」』）)】〕"
_BOUNDARY = re.compile(rf"[{SENTENCE_ENDS}]+[{re.escape(_CLOSERS)}]*|\n")
# What shows that the sentence goes on after its end mark: 《怎么办？》一文, “快跑！”，他喊, 商贸……等行业, “谁来干？”的问题
_GOES_ON = re.compile(r"[》〉，、；：,;:]|(?<=…)等|(?<=[！？!?…][”’」』])[的等]")

# Han, kana, full-width marks, and the marks and symbols that Chinese fonts draw full width. U+3000 is a space.
_WIDE = (
    r"\u00b7\u2014-\u2027\u2030\u203b\u2103\u2116\u2160-\u217f\u2190-\u22ff\u2460-\u27bf"
    r"\u3001-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U00020000-\U0003ffff"
)
_UNSEEN = r"\s\x00-\x1f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff"
_ZI = re.compile(rf"[{_WIDE}]|[^{_UNSEEN}{_WIDE}]+")

_QUOTE_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
_QUOTE_MARKS = re.compile(f"[{''.join({**_QUOTE_PAIRS, **{v: k for k, v in _QUOTE_PAIRS.items()}})}\n]")
_TITLE = re.compile(r"《(?:[^《》\n]|《[^《》\n]{1,120}》){1,120}》")

_NUMERAL = "[一二三四五六七八九十百千零〇]"
# 一、二线城市 and 三、四等奖 are enumerations, 一、三大攻坚战 is a heading
_HEADINGS = (
    (1, re.compile(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十][、类等级线])\s*")),
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)\s*")),
    (4, re.compile(r"[（(]\d{1,2}[）)]\s*")),
)
_CHAPTER = re.compile(rf"第{_NUMERAL}{{1,5}}(?:[章节编篇]|部分|分编)(?:\s+|$|(?=[^，。；：、的]{{2,20}}$))")
# 第五条规定的…… at a line's start speaks of an article, 第五条　为了…… is one
_ARTICLE = re.compile(rf"第(?:{_NUMERAL}{{1,7}}|\d{{1,4}})条(?:之{_NUMERAL}{{1,3}})?(?!规定|所[称列指]|第|[的和或至及与中内款、，。；之])")
_SPACED_FIGURE = re.compile(r"(?<=[一-鿿])[ \u3000]+(?=[0-9])|(?<=[0-9%])[ \u3000]+(?=[一-鿿])")
_LETTERSPACED = re.compile(r"(?:\S[ \u3000]+)+\S")
_FULL = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_DIGITS = "零一二三四五六七八九"


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

    Surrounding white space is not part of a sentence; empty lines give none. `5.2%` does not end one, nor does
    an end mark after which the sentence visibly goes on (《怎么办？》一文).
    """
    found: list[Span] = []
    start = counted = quotes = 0
    for match in _BOUNDARY.finditer(text):
        end = match.end()
        quotes += text.count('"', counted, end)
        counted = end
        if match[0] == "\n":
            quotes = 0
        else:
            end += quotes % 2 == 1 and text.startswith('"', end)  # a straight mark closes only what it opened
            if _GOES_ON.match(text, end):
                continue
        _append(found, trimmed(text, start, end))
        start = end
    _append(found, trimmed(text, start, len(text)))
    return found


def paragraphs(text: str) -> list[Span]:
    """The non-empty lines of `text` without surrounding white space."""
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if inner := line.strip():
            start = at + len(line) - len(line.lstrip())
            found.append(Span(start, start + len(inner)))
        at += len(line) + 1
    return found


def _append(found: list[Span], span: Span) -> None:
    if span.start < span.end:
        found.append(span)


def trimmed(text: str, start: int, end: int) -> Span:
    """`[start, end)` without white space (full width too) at either side."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def count_zi(text: str) -> int:
    """字数 as Word and WPS show it: each Chinese character or full-width mark is one, each run of other visible characters is one."""
    return len(_ZI.findall(text))


def quotations(text: str) -> list[Span]:
    """The outermost pairs of “”, ‘’, 「」, 『』 and straight marks, marks included; never across a line's end.

    A mark without its partner opens and closes nothing.
    """
    found: list[Span] = []
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in _QUOTE_MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            stack.clear()
            waiting.clear()
        elif waiting[mark]:
            start = _unwind(stack, waiting, mark)
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, at + 1))
        elif mark in _QUOTE_PAIRS:
            stack.append((_QUOTE_PAIRS[mark], at))
            waiting[_QUOTE_PAIRS[mark]] += 1
    return found


def _unwind(stack: list[tuple[str, int]], waiting: Counter[str], mark: str) -> int:
    """Where the pair that `mark` closes began; what was opened inside it and never closed is dropped."""
    while True:
        closer, start = stack.pop()
        waiting[closer] -= 1
        if closer == mark:
            return start


def book_titles(text: str) -> list[Span]:
    """Spans of 《…》, marks included; one 《…》 may stand inside another."""
    return [Span(*m.span()) for m in _TITLE.finditer(text)]


def heading_level(line: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1. (or 1、), 4 for （1）, else 0. 第一章 is level 1."""
    line = line.strip()
    if _CHAPTER.match(line):
        return 1
    return next((level for level, pattern in _HEADINGS if pattern.match(line)), 0)


def heading_text(line: str) -> str:
    """The heading `line` without its number."""
    line = line.strip()
    for pattern in (_CHAPTER, *(p for _, p in _HEADINGS)):
        if match := pattern.match(line):
            return line[match.end() :]
    return line


def is_article(line: str) -> bool:
    """Whether `line` begins an article of a statute (第X条)."""
    return _ARTICLE.match(line.strip()) is not None


def close_up(line: str) -> str:
    """A `line` spaced out letter by letter (政 府 工 作 报 告) without its spaces; any other as it is."""
    return re.sub(r"\s", "", line) if _LETTERSPACED.fullmatch(line) else line


def close_figures(text: str) -> str:
    """`text` without the spaces that typists and models put round figures: 企业 11 家 is 企业11家."""
    return _SPACED_FIGURE.sub("", text)


def halfwidth(text: str) -> str:
    """Full-width ASCII as half width, character for character, so that offsets stay."""
    return text.translate(_FULL)


def chinese_number(n: int) -> str:
    """1 to 99 as 一 … 九十九, for numbering headings."""
    if not 1 <= n <= 99:
        raise ValueError(n)
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def chinese_day(day: dt.date | None) -> str:
    """2026年11月20日; '' when no day is known."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
