"""A text in sentences, each with its place: what is a heading, a frame or thanks, and what is said in earnest."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Literal

from corpus.zh import SENTENCE_ENDS, Span, heading_level, heading_text, paragraphs, quotations, sentences
from drafting.draft import REFERENCE
from drafting.guard import MARK

Role = Literal["body", "heading", "frame", "thanks"]
_LONGEST_HEADING = 34  # characters, without the number
_LONGEST_FRAME = 60
_SHORTEST_PROSE = 24  # a line without an end mark is prose from this length on, if it has clauses
_SHORTEST_FOLLOWED = 18  # a shorter opening of a paragraph that goes on is its heading
_SERIES = re.compile(r"(?:\*\*)?(?:第?[一二三四五六七八九十]{1,2}(?:是|要|、|，)|首先，|其次，|——)")
_FRAME = re.compile(
    r"^(?:下面|现在|这里|最后|今天|借此机会)?[，,]?我(?:先|再|重点|简要|主要|想)?(?:就.{2,40})?(?:讲|谈|提|强调|作|汇报|说)"
    r"|^现(?:将|就).{2,60}(?:如下|汇报|通知|报告|说明)|^下面[，,].{0,40}(?:讲|谈|提|汇报|说)"
)
_COUNTED = re.compile(
    r"(?:抓好|做好|办成|办好|做到|突出|提高|增强|处理好|讲|谈)[^，。]{0,8}[一二三四五六七八九十两几\d]+(?:个|件|项|点|条|大|种)[^，。]{0,12}[。：]$"
)
_REPORTS = re.compile(r"^(?:各位代表[，：！])?现在[，,]我代表.{2,40}报告")
_THANKS = re.compile(r"(?:表示|致以|送上).{0,12}(?:感谢|问候|祝贺|敬意|慰问|欢迎|祝愿|祝福)")
_SAYS = re.compile(r"(?:说|说道|表示|告诉[^，。：“]{1,8}|感慨|坦言|感叹|介绍|反映|回忆|留言|称赞)(?:道|到)?[：:，,]?$")
_SAID = re.compile(r"[，,]?[^，。：！？\n]{0,14}(?:说|表示|感慨|坦言|感叹|回忆|称赞)(?:道)?[。，]")  # “……。”村民周桂兰说。
_REMARK = 0.5  # share of a sentence from which on it is somebody's remark
_CITES = re.compile(
    r"(?:[曰云》]|有言|古人言|[老俗]话|谚语?|古语|古训|诗句?|词|名句|名言|写道|常[讲说]|那句|一句)(?:讲|说|道|是)?[：:，,]?$"
)
_CITED = 0.4  # … and of what it says of a saying that it cites
_FAREWELL = re.compile(r"(?:谢谢|感谢)(?:大家|同志们|各位[^，。！]{0,6})?[！!。]?")
_CLAUSES = re.compile("[，,；;]")
_SAYING = re.compile(
    r"是|重于|^“?(?:[^，]{4}[，；、][^，]{4}|[^，]{5}[，；、][^，]{5}|[^，]{6}[，；、][^，]{6}|[^，]{7}[，；、][^，]{7})。"
)  # asserts, or a couplet
_PAIR = re.compile("(?:^|：)要?[^，。]{4}，[^，。]{4,10}。$")
_ENDED = re.compile(rf"[{SENTENCE_ENDS}；;][”’）)】]*$")


@dataclass(frozen=True)
class Sentence:
    """One sentence and where it stands; `paragraph` and `section` are numbers from 0."""

    span: Span
    text: str
    role: Role
    paragraph: int
    section: int


def parted(text: str) -> list[Sentence]:
    """The sentences of `text` in order. Lines that quote the library for reference are no part of it."""
    lines = paragraphs(text)
    starts = [line.start for line in lines]
    found: list[Sentence] = []
    marks, remarks, cited = [Span(*mark.span()) for mark in MARK.finditer(text)], _remarks(text), _cited(text)
    section = 0
    for span in sentences(text):
        number = bisect_right(starts, span.start) - 1
        line = lines[number]
        if line.of(text).startswith(REFERENCE):
            continue
        section += span.start == line.start and heading_level(line.of(text)) in (1, 2)
        quoted = _is_mostly(span, remarks, _REMARK) or _is_mostly(span, cited, _CITED)
        role: Role = "frame" if quoted or any(span.overlaps(*mark) for mark in marks) else _role(text, span, line)
        found.append(Sentence(span, span.of(text), role, number, section))
    return _without_matter(found)


def _without_matter(parts: list[Sentence]) -> list[Sentence]:
    """一是加强学习。二是提高认识。 : items under which nothing stands are no headings of anything, nor is the last of their row."""
    told = list(parts)
    for i, part in enumerate(parts):
        following = parts[i + 1 : i + 2]
        leads = bool(following) and following[0].role != "heading"
        row = i > 0 and _is_item(parts[i - 1]) and told[i - 1].role == "body"
        if (_is_item(part) and (row or not leads)) or (_is_pair(part) and not _goes_on(part, following)):
            told[i] = replace(part, role="body")
    return told


def _is_item(part: Sentence) -> bool:
    numbered = _SERIES.match(part.text) and not heading_level(part.text)
    return part.role == "heading" and bool(numbered and _ENDED.search(part.text))


def _is_pair(part: Sentence) -> bool:
    """要统一思想，提高认识。"""
    return part.role == "heading" and _PAIR.search(part.text) is not None


def _goes_on(part: Sentence, following: list[Sentence]) -> bool:
    """Is more said under it than another of its kind?"""
    below = [one.text for one in following if one.paragraph == part.paragraph]
    return any(len(text) >= _SHORTEST_FOLLOWED and not (text[0] == part.text[0] == "要") for text in below)


def _remarks(text: str) -> list[Span]:
    """What the text quotes somebody as saying: no words of the writer's own."""
    return [q for q in quotations(text) if _SAYS.search(text, max(0, q.start - 16), q.start) or _SAID.match(text, q.end)]


def _cited(text: str) -> list[Span]:
    """Sayings and lines of old books that the text names as such: no words of the writer's own either."""
    return [q for q in quotations(text) if _CITES.search(text, max(0, q.start - 16), q.start)]


def _is_mostly(span: Span, quoted: list[Span], share: float) -> bool:
    return sum(_shared(span, q) for q in quoted) > share * (span.end - span.start)


def _role(text: str, span: Span, line: Span) -> Role:
    said = span.of(text)
    if _is_heading(said, span == line) or _opens(said, span, line):
        return "heading"
    if _is_frame(said):
        return "frame"
    return "thanks" if _THANKS.search(said) else "body"


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _is_heading(said: str, alone: bool) -> bool:
    numbered = bool(heading_level(said)) or _SERIES.match(said) is not None
    bare = heading_text(said)
    if alone and not _ENDED.search(said):
        return len(bare) <= _LONGEST_HEADING if numbered else len(said) < _SHORTEST_PROSE or not _CLAUSES.search(said)
    return numbered and len(bare) <= _LONGEST_HEADING and len(_CLAUSES.findall(bare)) <= 1


def _opens(said: str, span: Span, line: Span) -> bool:
    """规范制度建设。要对现有…… : a short sentence that names what the rest of the paragraph is about."""
    if span.start > line.start or span.end == line.end or len(said) >= _SHORTEST_FOLLOWED:
        return False
    return said.endswith("。") and not _SAYING.search(said)


def _is_frame(said: str) -> bool:
    if said.endswith(("：", ":")) or _REPORTS.match(said) or _FAREWELL.fullmatch(said):
        return True
    return len(said) <= _LONGEST_FRAME and (
        _FRAME.match(said) is not None or _COUNTED.search(said) is not None or said.endswith(("同志们！", "代表！"))
    )
