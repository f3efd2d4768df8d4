"""Lines broken in mid-sentence, as copies from pages and web pages have them, joined again.

Three signs are trusted: punctuation that cannot stand at a line's end or beginning, words no line ends with, and lines
all as long as a page is wide. Headings, lists, tables, signatures and verses break where their author wants.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.documents import Mend
from corpus.zh import SENTENCE_ENDS, Span, heading_level, is_article

WHY = "断行"
# Each begins with the line end itself: a pattern that begins with a look behind is tried at every character
_CUT_AT_MARK = re.compile(
    r"\n(?<=[^\s|]\n)[ \t\u3000]*(?=[，。；：、？！）》」』”’〉】〕％])|\n(?<=[《“‘（〈「『〔【]\n)[ \t\u3000]*(?=[^\s|])"
)
_CUT_AT_LINK = re.compile(r"\n(?<=[》”]\n)(?=的[^\n|]{2})|\n(?<=[^\s|]{14}[的和或]\n)(?=[^\s|#（(—\-*•●])")
_ENDS = SENTENCE_ENDS + "；：;:"
_CLOSED = re.compile(rf"[{_ENDS}][”’」』）)】]*$")
_LISTED = re.compile(r"[-*•●○■□◆◇▲★☆※①-⑳#>]|[—–－]{1,2}|[a-zA-Z\d][)）.、]|附件|附[：:]|注[：:]|抄送|主题词|[一二三四五六七八九十]+[是要]")
_TABLE = re.compile(r"\||\t|\S(?: {3,}|\u3000)\S")
_MARK_INSIDE = re.compile(r"[，。；、：].")
_INDENT = re.compile(r"\u3000|\xa0{2}| {2}|\t")
_ASCII = re.compile(r"[\x21-\x7e]*")
_NARROW = re.compile(r"[\x20-\x7e]")
_NARROWEST, _WIDEST = 18, 80  # characters in a line of a page
_FULL_LINES = 0.35  # of the lines of a text that is cut at the edge of a page reach it
_MOST_AT = 0.9  # the quantile of the lines by length that shows how wide the page is
_FEWEST_LINES = 8
_SLACK = 3  # characters by which a full line may fall short: marks and numbers go to the next line whole


def joined(text: str) -> tuple[Mend, ...]:
    """The mends that join broken lines in `text`."""
    spans = {Span(*match.span()) for match in (*_CUT_AT_MARK.finditer(text), *_cuts_at_links(text)) if match.start()}
    spans |= set(_cuts_at_edge(text))
    mends, end = list[Mend](), 0
    for span in sorted(spans):
        if span.start >= end:
            mends.append(Mend(span.start, span.end, span.of(text), _glue(text, span), WHY))
            end = span.end
    return tuple(mends)


def runs_on(above: str, below: str) -> bool:
    """Whether the line `above`, broken off by the edge of a page, goes on in `below`."""
    if len(above.strip()) < _NARROWEST or _CLOSED.search(above.rstrip()) or _INDENT.match(below) or not below.strip():
        return False
    return not _is_own(below) and not _TABLE.search(above.strip())


def _glue(text: str, span: Span) -> str:
    """Between words of Latin letters a space, else nothing."""
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return " " if len(around) == 2 and around.isascii() and around.isalnum() and not around.isdigit() else ""


def _cuts_at_links(text: str) -> Iterator[re.Match[str]]:
    for match in _CUT_AT_LINK.finditer(text):
        end = text.find("\n", match.end())
        if not _is_own(text[match.end() : end if end >= 0 else len(text)]):
            yield match


def _is_own(line: str) -> bool:
    """Whether `line` is by its beginning a heading, an article, an item of a list or a table."""
    line = line.strip()
    return bool(heading_level(line) or is_article(line) or _LISTED.match(line) or _TABLE.search(line))


def _cuts_at_edge(text: str) -> Iterator[Span]:
    """The line ends of a text whose lines all end at the edge of a page."""
    lines = text.split("\n")
    width = _page_width(lines)
    if not width:
        return
    indented = sum(1 for line in lines if _INDENT.match(line)) * 12 >= len(lines)
    at = 0
    for above, below in pairwise(lines):
        at += len(above) + 1
        if not _is_full(above, below, width) or (heading_level(above) and _is_short(above, width)):
            continue
        if runs_on(above, below) or (indented and _goes_on_after_end(above, below)):
            yield Span(at - 1, at + len(below) - len(below.lstrip()))


def _goes_on_after_end(above: str, below: str) -> bool:
    """Where paragraphs are indented, a line that is not goes on with the one above, even after a full stop."""
    return bool(below.strip()) and not _INDENT.match(below) and not _is_own(below) and not _TABLE.search(above.strip())


def _page_width(lines: Sequence[str]) -> float:
    """How many full-width characters fit a line, when most lines are that long; 0 when they are not."""
    sizes = sorted(filter(None, map(len, lines)))
    if len(sizes) < _FEWEST_LINES or not _could_be_full(sizes):
        return 0
    widths = {i: _width(line.rstrip()) for i, line in enumerate(lines) if line and not line.isspace()}
    width = sorted(widths.values())[int(len(widths) * _MOST_AT)]
    full = [lines[i].rstrip() for i, one in widths.items() if width - _SLACK <= one <= width + _SLACK]
    fits = _NARROWEST <= width <= _WIDEST and len(full) >= _FULL_LINES * len(widths)
    return width if fits and _is_running(full) else 0


def _is_running(lines: Sequence[str]) -> bool:
    """Whether `lines` are pieces of running text: with marks inside, and most of them not at their end. Titles and items are not."""
    marked = sum(1 for line in lines if _MARK_INSIDE.search(line))
    closed = sum(1 for line in lines if _CLOSED.search(line))
    return marked * 2 >= len(lines) and closed * 3 <= len(lines)


def _could_be_full(sizes: Sequence[int]) -> bool:
    """By the plain lengths in order, which cost little: whether enough lines are about as long as the page is wide."""
    most = sizes[int(len(sizes) * _MOST_AT)]
    longest = sum(size for size in sizes if size > 2 * _WIDEST)
    nearly = len(sizes) - bisect_left(sizes, most * 0.6)
    return _NARROWEST <= most <= 2 * _WIDEST and longest * 5 <= sum(sizes) and nearly >= _FULL_LINES * len(sizes)


def _is_full(above: str, below: str, width: float) -> bool:
    """Whether what `below` begins with had no room left in `above`."""
    word = _ASCII.match(below.strip())
    return _width(above.rstrip()) + _width(word[0] if word else "") >= width - _SLACK


def _is_short(line: str, width: float) -> bool:
    return _width(line.strip()) < width - _SLACK


def _width(line: str) -> float:
    """The width of `line` in full-width characters."""
    return len(line) - len(_NARROW.findall(line)) / 2
