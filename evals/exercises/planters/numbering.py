"""A heading whose number skips one."""

import re
from collections.abc import Iterator

from corpus.zh import chinese_number
from evals.checks.numbering.markers import RANK, TOP, Marker, markers
from evals.exercises.model import Clean
from evals.exercises.plants import Plant

_NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")


def plants(clean: Clean) -> Iterator[Plant]:
    """The last heading of each row of headings, one number too high: the others stay as they are."""
    headings = [marker for marker in markers(clean.text) if marker.rank >= RANK[TOP]]
    for i, heading in enumerate(headings):
        later = next((h for h in headings[i + 1 :] if h.rank <= heading.rank), None)
        if 1 < heading.n < 99 and (later is None or later.rank < heading.rank):
            yield from _plant(clean.text, heading)


def _plant(text: str, heading: Marker) -> Iterator[Plant]:
    """The number alone: what stands round it is not part of the defect."""
    if number := _NUMBER.search(text, heading.start, heading.end):
        wrong = str(heading.n + 1) if number[0].isdigit() else chinese_number(heading.n + 1)
        yield Plant("numbering", *number.span(), wrong)
