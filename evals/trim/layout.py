"""The shape of a text: what is structure and stays, and how lines close up where sentences go."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.zh import SENTENCE_ENDS, Span, heading_level
from drafting.draft import REFERENCE

_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s|>|\||```)")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[是要]|其[一二三四五六七八九]|第[一二三四五六七八九十]+[，、]|[首其再]先|再次")
_ANNOUNCES = re.compile(
    r"[一二三四五六七八九十几两\d](?:个?方面|点|条|件事|项|个(?:问题|环节|关键|字))(?:的?(?:工作|意见|要求|任务|体会|措施|建议|内容))?[，。：]"
    r"|[：:](?:一[是要]|首先|第一)"
)
_ENDS = re.compile(rf"[{SENTENCE_ENDS}][”’」』）)】〕]*$")
_PAIRS = ("“”", "‘’", "「」", "『』", "（）", "()", "《》", "【】", "〔〕")
_HEADING = 30  # characters; what is numbered and longer is an item, not a heading
_TOPIC = 14  # characters of a sentence that may be no more than a topic
_BLANKS = " \t\u3000"


@dataclass(frozen=True)
class Frozen:
    """A part of a file that nothing may be cut from, and why, in Chinese."""

    start: int
    end: int
    why: str


def lines(text: str) -> list[Span]:
    """Every line of `text`, empty ones too, without its newline."""
    found, at = list[Span](), 0
    for line in text.split("\n"):
        found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def heading_of(line: str) -> int:
    """The level of the heading that `line` is or begins with; 0 for none. A long numbered sentence is an item."""
    if marks := re.match(r"\s*(#{1,6})\s", line):
        return len(marks[1])
    return heading_level(line) if len(first_sentence(line)) <= _HEADING else 0


def first_sentence(line: str) -> str:
    """The words of `line` up to its first end mark, that included."""
    match = re.search(rf"[{SENTENCE_ENDS}]", line)
    return line[: match.end()] if match else line


def structure(text: str, sentence: Span) -> str:
    """Why `sentence` belongs to the frame of the text and stays, in Chinese; '' when it does not."""
    start = text.rfind("\n", 0, sentence.start) + 1
    line, words = text[start : sentence.end], sentence.of(text)
    if _MARKDOWN.match(line) or line.startswith(REFERENCE):
        return "它是标题、表格或引用的材料"
    if not _ENDS.search(words):
        return "它是标题、称呼、落款或没有写完的句子"
    if not text[start : sentence.start].strip() and heading_of(words):
        return "它带着序号，是标题"
    if _ANNOUNCES.search(words):
        return "它领起下文"
    return "" if _balanced(words) else "引号、括号或加粗跨到了别的句子"


def opens(sentence: str) -> bool:
    """Does the sentence name what those after it are about: an item of a list, or a few words (做官与做人的关系。)?"""
    return is_numbered(sentence) or len(sentence) <= _TOPIC


def is_numbered(sentence: str) -> bool:
    """Does the sentence open an item of a list (二是…, （二）…, 第二，…)?"""
    words = sentence.lstrip("*# ")
    return bool(_NUMBERED.match(words)) or heading_level(words) > 0


def removals(text: str, cuts: Sequence[Span]) -> tuple[Span, ...]:
    """What to take out so that the sentences `cuts` (in order) go: with the blanks behind them, a line left empty with its newline.

    Where a line goes from between two empty lines, one of these goes too.
    """
    every = lines(text)
    starts = [cut.start for cut in cuts]
    gone, within, kept_blank = list[bool](), list[Span](), True
    for line in every:
        inside = cuts[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        blank = not line.of(text).strip()
        goes = _is_emptied(text, line, inside) if inside else blank and bool(gone) and gone[-1] and kept_blank
        if not goes:
            within += [_with_blanks(text, cut, line.end) for cut in inside]
            kept_blank = blank
        gone.append(goes)
    return tuple(sorted([*within, *_whole_lines(every, gone)]))


def _whole_lines(every: Sequence[Span], gone: Sequence[bool]) -> list[Span]:
    """The runs of lines that go, each with one newline: that before it, at the head of the text that behind it."""
    found = []
    for goes, group in groupby(range(len(every)), key=lambda i: gone[i]):
        run = list(group)
        first, last = every[run[0]], every[run[-1]]
        if goes and run[0]:
            found.append(Span(first.start - 1, last.end))
        elif goes:
            found.append(Span(0, last.end + (run[-1] + 1 < len(every))))
    return found


def _is_emptied(text: str, line: Span, cuts: Sequence[Span]) -> bool:
    rest, at = "", line.start
    for cut in cuts:
        rest += text[at : cut.start]
        at = cut.end
    return not (rest + text[at : line.end]).strip()


def _with_blanks(text: str, cut: Span, end: int) -> Span:
    stop = cut.end
    while stop < end and text[stop] in _BLANKS:
        stop += 1
    return Span(cut.start, stop)


def _balanced(words: str) -> bool:
    return all(words.count(pair[0]) == words.count(pair[1]) for pair in _PAIRS) and not any(words.count(mark) % 2 for mark in ('"', "**"))
