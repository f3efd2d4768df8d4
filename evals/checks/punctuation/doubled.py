"""Marks that stand twice, or beside one that says something else."""

import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.punctuation.view import HAN, View, around
from evals.finding import Finding

_RUN = re.compile(r"[，。；：、！？]{2,}")
_EMPHASIS = re.compile(r"[！？]{2,}")  # ！！ and ？！ are a matter of tone
_DOTS = re.compile(r"。{3,}")  # meant as an ellipsis
_TWICE_ENDED = re.compile(r"(?:。[”’]。|。）。|，[”’][，。]|；[”’][；。]|：[”’]：|、[”’]、)")
_BEFORE_CLOSER = re.compile(rf"(?<=[{HAN}”》）])[，、；：](?=[）》〕】])|(?<=[（《〔【])[，。、；：！？]")
_ENDS = "。！？"


def findings(view: View) -> Iterator[Finding]:
    """Runs of marks, a stop inside a quotation and again after it, a mark beside a bracket where none can be."""
    for match in _RUN.finditer(view.text):
        if view.is_prose(match.start()) and not _EMPHASIS.fullmatch(match[0]) and not _DOTS.fullmatch(match[0]):
            yield _run(view, match)
    for match in _TWICE_ENDED.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("stop-twice", *match.span(), match[0][1:])
    for match in _BEFORE_CLOSER.finditer(view.text):
        if view.is_prose(match.start()):
            yield view.finding("mark-beside-bracket", *match.span(), "")


def _run(view: View, match: re.Match[str]) -> Finding:
    kinds = dict.fromkeys(match[0])
    if len(kinds) == 1:
        return view.finding("mark-doubled", *match.span(), match[0][0], safe=True)
    return view.finding("marks-clash", *match.span(), _meant(view.text, match))


def _meant(text: str, match: re.Match[str]) -> str:
    """The likely one: at a line's end that ends a sentence, else the first, which was there before."""
    after = around(text, Span(*match.span()))[1]
    if after in ("", "\n"):
        return next((mark for mark in match[0] if mark in _ENDS), match[0][0])
    return match[0][0]
