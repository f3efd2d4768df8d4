"""Page numbers between the lines of a copied text, and the running heads beside them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.cleaning.breaks import runs_on
from corpus.documents import Mend
from corpus.mends import united
from corpus.zh import Span

WHY = "页眉页脚"
_NUMBER = re.compile(
    r"(?<=\n)[ \t\u3000]*(?:(?P<dashed>[—–－-]{1,2}[ \u3000]*(\d{1,4})[ \u3000]*[—–－-]{1,2}|第[ \u3000]*(\d{1,4})[ \u3000]*页"
    r"(?:[，,/／ \u3000]*共[ \u3000]*\d{1,4}[ \u3000]*页)?)|(?P<bare>\d{1,4})(?:[ ]*[/／][ ]*\d{1,4})?)[ \t\u3000\f]*(?=\n|$)"
)
_STARTS_IN_SENTENCE = re.compile(r"[一-鿿《“（]|\d+(?:[.．]\d+)?(?:[%％年月日号个项家户名人次亿万元吨亩处条件]|公里|平方米)")
_APART = 150  # characters a page has at least
_LEAST_BARE = 3  # numbers without dashes that must follow one another: a table has such lines too
_LONGEST_HEAD = 40


def page_marks(text: str) -> tuple[Mend, ...]:
    """The mends that take out page numbers and the running heads beside them, joining the sentence they stood in."""
    numbers = _numbers(text)
    if not numbers:
        return ()
    heads = _heads(text, numbers)
    return tuple(_mend(text, span) for span in united([_with_heads(text, span, heads) for span in numbers]))


def _numbers(text: str) -> list[Span]:
    """The lines of page numbers: each is the one before and one more, or two where every second page has none."""
    found = [
        (Span(*match.span()), int(next(g for g in (match[2], match[3], match["bare"]) if g)), bool(match["bare"]))
        for match in _NUMBER.finditer(text)
    ]
    spans: list[Span] = []
    for bare in (False, True):
        series = _series([(span, number) for span, number, is_bare in found if is_bare == bare])
        if len(series) >= (_LEAST_BARE if bare else 2):
            spans += series
    return sorted(spans)


def _series(found: Sequence[tuple[Span, int]]) -> list[Span]:
    """The longest run of numbers that grow by one or two, a page apart."""
    best: list[Span] = []
    run: list[tuple[Span, int]] = []
    for span, number in found:
        if run and not (number - run[-1][1] in (1, 2) and span.start - run[-1][0].end >= _APART):
            run = []
        run.append((span, number))
        if len(run) > len(best):
            best = [one for one, _ in run]
    return best


def _heads(text: str, numbers: Sequence[Span]) -> set[str]:
    """The short lines that stand beside most of the page numbers."""
    beside = Counter(line for span in numbers for line in {_bare(_line(text, near)) for near in _beside(text, span)} if line)
    return {line for line, n in beside.items() if n >= 2 and n * 2 >= len(numbers)}


def _with_heads(text: str, span: Span, heads: set[str]) -> Span:
    for near in _beside(text, span):
        if _bare(_line(text, near)) in heads:
            span = Span(min(span.start, near.start), max(span.end, near.end))
    return span


def _beside(text: str, span: Span) -> Iterator[Span]:
    """The lines right before and after `span`, blank ones passed over."""
    end = len(text[: span.start].rstrip())
    yield Span(text.rfind("\n", 0, end) + 1, end)
    start = span.end + len(text[span.end : span.end + 200]) - len(text[span.end : span.end + 200].lstrip())
    stop = text.find("\n", start)
    yield Span(start, stop if stop >= 0 else len(text))


def _line(text: str, span: Span) -> str:
    return span.of(text) if span.end - span.start <= _LONGEST_HEAD else ""


def _bare(line: str) -> str:
    """A running head without its page number; '' for what ends as a sentence does."""
    line = re.sub(r"[\d\s—–－-]", "", line)
    return "" if line.endswith(("。", "；", "：", "，")) else line


def _mend(text: str, span: Span) -> Mend:
    """The mark with the white space around it, which becomes one line end, or nothing in the middle of a sentence."""
    start, end = len(text[: span.start].rstrip()), span.end
    while end < len(text) and text[end] in " \t\n\f":
        end += 1
    above, below = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 80].partition("\n")[0]
    nothing = end == len(text) or start == 0 or (_STARTS_IN_SENTENCE.match(below) and runs_on(above, below))
    now = "" if nothing else "\n"
    return Mend(start, end, text[start:end], now, WHY)
