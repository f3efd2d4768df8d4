"""What a borrowed text leaves behind: another place, another level, a blank never filled in, words of a web page."""

import re
from collections.abc import Iterator

from evals.checks.residue.own import Own
from evals.exercises.model import Clean
from evals.exercises.plants import Plant, body, in_body, swapped
from evals.exercises.words import words

_OFFICE = re.compile(r"(?<![㐀-鿿])[县市区](?=[㐀-鿿]{1,8}(?:局|委|办|中心|指挥部|院))")
_HIGHER = {"乡": "县", "镇": "县", "县": "市", "区": "市", "市": "省"}


def plants(clean: Clean) -> Iterator[Plant]:
    """Foreign names and levels, blanks, and lines of a page or of a writing tool after the paragraphs."""
    own = Own.of(clean.context, clean.text)
    if own:
        yield from _strangers(clean.text, own)
        higher = _HIGHER.get(own.unit, "")
        yield from swapped("residue", clean.text, {f"{whose}{own.unit}": f"{whose}{higher}" for whose in "我全" if higher})
    yield from _blanks(clean.text)
    spans = body(clean.text)
    for line in (*words().web, *words().chat):
        yield from (Plant("residue", span.end, span.end, f"\n{line}") for span in spans)


def _strangers(text: str, own: Own) -> Iterator[Plant]:
    """Another place of our rank in place of our own, or before 县水利局."""
    for stranger in words().strangers.get(own.unit, ()):
        if stranger == own.name:
            continue
        yield from swapped("residue", text, {own.name: stranger} if own.stem else {})
        for match in _OFFICE.finditer(text):
            if match[0] == own.unit and in_body(text, *match.span()):
                yield Plant("residue", *match.span(), stranger)


def _blanks(text: str) -> Iterator[Plant]:
    """县水利局 → XX局: the name of an organ left open."""
    for match in re.finditer(r"(?<=[县市区])[㐀-鿿]{2,8}?(?=局)", text):
        if in_body(text, *match.span()):
            yield Plant("residue", *match.span(), words().placeholder)
