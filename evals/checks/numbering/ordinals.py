"""Ordinals of two kinds in one row: 第一，……其次，……; 首先，……第二，……."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.zh import Span, paragraphs
from evals.checks.numbering.slips import Slip

_BEGINS = r"(?:^|(?<=[。；：，]))[ \u3000]*"


class _Kind(NamedTuple):
    """How a row of this kind begins, and how it goes on."""

    first: re.Pattern[str]
    second: re.Pattern[str]


_KINDS = tuple(
    _Kind(re.compile(f"{_BEGINS}({first})"), re.compile(f"{_BEGINS}(?P<said>{second})"))
    for first, second in (
        ("第一[，、：]", "第二[，、：]"),
        ("首先[，、：是要]", "其次[，、：是要]"),
        ("其一[，、：是]", "其二[，、：是]"),
        ("一是", "二是"),
        ("一方面", "另一方面|另一面"),
        ("一来", "二来"),
    )
)


def slips(text: str) -> Iterator[Slip]:
    """The second of each row that does not go on as it has begun, and that no other second can be the pair of."""
    for line in paragraphs(text):
        yield from _of_line(text, line)


def _of_line(text: str, line: Span) -> Iterator[Slip]:
    begun = [(kind, match) for kind in _KINDS if (match := kind.first.search(text, *line))]
    alone = [(kind, match) for kind, match in begun if not kind.second.search(text, match.end(), line.end)]
    if not alone:
        return
    first = alone[-1][1]
    for kind in _KINDS:
        second = kind.second.search(text, first.end(), line.end)
        if second and not kind.first.search(text, line.start, second.start()):
            yield Slip("ordinals-mixed", *second.span("said"), {"first": first[1].rstrip("，、：")})
            return
