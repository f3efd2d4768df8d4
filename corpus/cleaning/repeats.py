"""What stands twice at the top of a copy: the title of the page above the title of the text, the standfirst above its first paragraph."""

import re
from collections.abc import Iterator, Sequence

from corpus.documents import Mend
from corpus.mends import cut
from corpus.titles import ORGAN, kind_of
from corpus.zh import Span, close_up, heading_level, is_article, paragraphs

WHY = "重复的标题或摘要"
_TOP = 2_000  # characters
_TITLE_LINES, _LINES = 10, 16
_SHORTEST_TITLE, _LONGEST_TITLE, _SHORTEST_SUMMARY = 8, 60, 30
_SUMMARY_LINES, _NEAR = 8, 5  # lines: where a summary stands, and where the paragraph it repeats
_SURELY_TITLE = 12  # characters
_SUMMARY = re.compile(r"[【\[]?(?:内容)?(?:摘\s*要|导\s*读|提\s*要|核心提示|导语)[】\]]?\s*[：:]?\s*")
_TITLE = re.compile(r"[一-鿿]{4}.*[^。：，；|]$")
_CUT_OFF = re.compile(r"[…。；，.]+$")


def repeats(text: str) -> tuple[Mend, ...]:
    """The mends that leave out the first of two equal titles, and a summary that is the beginning of a paragraph below it."""
    lines = paragraphs(text[:_TOP])[:_LINES]
    said = [close_up(span.of(text)) for span in lines]
    twice = sorted({*_titles(said), *_summaries(said)})
    return tuple(cut(text, lines[i].start, _next_line(text, lines[i]), WHY) for i in twice)


def _titles(said: Sequence[str]) -> Iterator[int]:
    """Titles that stand again further down, with nothing but short lines between."""
    for i, line in enumerate(said[:_TITLE_LINES]):
        if not _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE or not _TITLE.search(line):
            continue
        for j in range(i + 1, min(len(said), _TITLE_LINES)):
            if said[j] == line and said.count(line) == 2 and _is_title(line) and not any(map(_is_sentence, said[i + 1 : j])):
                yield i
                break


def _is_sentence(line: str) -> bool:
    return len(line) > _LONGEST_TITLE or line.endswith("。")


def _is_title(line: str) -> bool:
    """Not an organ, whose name rightly stands at the head and again above the number."""
    return not ORGAN.fullmatch(line) and (len(line) >= _SURELY_TITLE or "关于" in line or bool(kind_of(line)))


def _summaries(said: Sequence[str]) -> Iterator[int]:
    """The standfirsts: each is how a paragraph near below begins."""
    for i, line in enumerate(said[:_SUMMARY_LINES]):
        summary = _CUT_OFF.sub("", _SUMMARY.sub("", line, count=1))
        if len(summary) < _SHORTEST_SUMMARY or heading_level(line) or is_article(line):
            continue
        if any(other.startswith(summary) for other in said[i + 1 : i + _NEAR]):
            yield i


def _next_line(text: str, span: Span) -> int:
    end = text.find("\n", span.end)
    return end + 1 if end >= 0 else len(text)
