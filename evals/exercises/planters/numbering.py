"""A heading whose number skips one."""

from collections.abc import Iterator

from corpus.zh import chinese_number
from evals.exercises.looks import numbered
from evals.exercises.model import Clean
from evals.exercises.plants import Plant


def plants(clean: Clean) -> Iterator[Plant]:
    """The last heading of each row of headings, one number too high: the others stay as they are."""
    headings = numbered(clean.text)
    for i, heading in enumerate(headings):
        later = next((h for h in headings[i + 1 :] if h.level <= heading.level), None)
        if heading.n > 1 and heading.n < 99 and (later is None or later.level < heading.level):
            digits = clean.text[heading.start : heading.end].isdigit()
            said = str(heading.n + 1) if digits else chinese_number(heading.n + 1)
            yield Plant("numbering", heading.start, heading.end, said)
