"""What a person should look at again after sentences went: named, never altered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.zh import Span
from evals.trim.layout import first_sentence, heading_of, is_numbered, lines

_LINK = re.compile(
    r"(?:与此同时|同时|此外|另外|而且|并且|再者|最后|因此|所以|由此|据此|但是?|然而|不过|当然|总之|具体来说|换句话说)(?=[，,])"
    r"|对此|为此|其中|特别是|尤其是|在此基础上|只有这样|这(?=[是个种说表也就些项])"
)
_SHOWN = 24  # characters of a sentence that are shown


@dataclass(frozen=True)
class Remark:
    """A place of the original that stays and may need a hand, with one Chinese sentence that says why."""

    start: int
    end: int
    text: str
    message: str


def remarks(text: str, every: Sequence[Span], gone: Sequence[Span]) -> tuple[Remark, ...]:
    """What is left hanging where the sentences `gone` of `every` went, in order of place."""
    if not gone:
        return ()
    going = set(gone)
    found = [*_hanging(text, every, going), *_counts(text, every, going), *_bare_headings(text, every, going)]
    return tuple(sorted(found, key=lambda r: r.start))


def _hanging(text: str, every: Sequence[Span], going: set[Span]) -> Iterator[Remark]:
    """Sentences whose first word leaned on one that went."""
    for before, span in pairwise(every):
        if before in going and span not in going and (link := _LINK.match(span.of(text))):
            yield Remark(*span, span.of(text), f"前一句删去了，句首的“{link[0]}”没有了着落，请看是否要改。")


def _counts(text: str, every: Sequence[Span], going: set[Span]) -> Iterator[Remark]:
    """Items that stay beside one of the same list that went: numbers and 几点 may no longer fit."""
    items = [span for span in every if is_numbered(span.of(text))]
    for before, span in pairwise(items):
        if before in going and span not in going and not _heading_between(text, before, span):
            shown = _shown(before.of(text))
            yield Remark(*span, span.of(text), f"前面的一项“{shown}”删去了，序号和前文说的项数请核对。")


def _bare_headings(text: str, every: Sequence[Span], going: set[Span]) -> Iterator[Remark]:
    """Headings under which nothing is left."""
    headings = [(line, level) for line in lines(text) if (level := heading_of(line.of(text)))]
    for i, (line, level) in enumerate(headings):
        following = headings[i + 1] if i + 1 < len(headings) else (Span(len(text), len(text)), 1)
        title = first_sentence(line.of(text).rstrip())
        body = [s for s in every if line.start + len(title) <= s.start < following[0].start]
        if body and all(s in going for s in body) and following[1] <= level:
            yield Remark(
                line.start, line.start + len(title), title, f"“{_shown(title.strip())}”下面的话都删去了，请补写实际内容或删去标题。"
            )


def _heading_between(text: str, one: Span, other: Span) -> bool:
    return any(heading_of(line) for line in text[one.end : text.rfind("\n", 0, other.start) + 1].split("\n"))


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
