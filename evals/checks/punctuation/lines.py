"""Marks where no line can begin, and lines broken in mid-sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corpus.cleaning.breaks import runs_on
from evals.checks.punctuation.view import HAN, Line, View
from evals.finding import Finding

_LONE = re.compile(r"[，。；：、！？”’》）]{1,3}")
_NO_BEGINNING = re.compile(r"[，。；：、！？]")
_RUNS_ON = re.compile(r"[，、]$")
_ADDRESSEE = re.compile(r"[^。；]{2,200}[：:]")
_NUMBER_END = re.compile(rf"(?<=[{HAN}，])[\d.]{{1,12}}$")
_UNIT = re.compile(
    r"(?:[万亿]?(?:元|吨|公里|平方米|亩|公顷|户|人|家|个|件|%|％|千瓦|米|次|项|所|名|台|辆)|[年月日])(?=[，。；、）]|[^，。；]{2,40}[，。；])"
)
_RUNNING = re.compile(r"[。；]|，.{8,}，|^.{24,}，")  # a heading has one comma, and is short
# How no paragraph begins
_GOES_ON = re.compile(
    r"的|地(?![方区处])|得(?![益到])|和(?![平谐睦美])|与(?!会)|及(?!时)|以及|或(?!许)|等(?![级到])|了(?!解)|着(?![力眼重手])|过(?![去程])"
    r"|们|一样|一般|似的|之[一中间内外后前]|[均也都](?:已|在|是|要|能|按|未|得|可)|来说|而言|左右"
)
_CLAUSES = re.compile(r"[，。；]")
_SHORTEST = 18  # characters in a line of running text
_HANGS = re.compile(  # how no line ends
    r"(?:[的和与及或在对把被将不从向以于由使让仍又也各每第]|进一步|不断|切实|大力|着力|确保|做好|抓好|围绕|按照|通过|根据|依据|特别是|尤其是"
    r"|[根基]本上|基础上|的同时|情况下|前提下|过程中|[领指引]导下|必须|应当|能够|已经|正在|以及|并且|而且|因此|但是|如果|由于|为了|关于|对于)$"
)
_NUMBER_ONLY = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_WORD_REACH = 6  # characters at either side in which a word is looked for
_MOST = 5  # broken lines from which on the text is broken as its page was
_VERSE = 20  # characters in a line of verse


def findings(view: View) -> Iterator[Finding]:
    """Lone marks, lines that begin with a mark, broken lines: of those one word on all where the text is a page's copy."""
    broken = broken_lines(view)
    going_on = {below.start for _, below in broken}
    for line in view.lines:
        if line.start not in going_on:
            yield from _beginning(view, line)
    if is_page(broken):
        above, below = broken[0]
        yield view.finding("lines-broken-throughout", above.end - 1, below.start + 1, count=str(len(broken)))
        return
    for above, below in broken:
        start, end = above.end - 1, below.start + 1
        yield view.finding("broken-line", start, end, view.text[start] + view.text[end - 1])


def broken_lines(view: View) -> list[tuple[Line, Line]]:
    """The lines that break off in mid-sentence, each with the one that goes on."""
    return [pair for pair in pairwise(view.lines) if is_broken(*pair)]


def is_page(broken: list[tuple[Line, Line]]) -> bool:
    """Are lines broken all over, as on the page they were copied from?"""
    return len(broken) > _MOST


def _beginning(view: View, line: Line) -> Iterator[Finding]:
    if _LONE.fullmatch(line.text):
        yield view.finding("lone-mark", line.start, line.end, "")
    elif _NO_BEGINNING.match(line.text) and line.is_prose:
        yield view.finding("line-begins-with-mark", line.start, line.start + 1, "")


def is_broken(above: Line, below: Line) -> bool:
    """Does the sentence of `above` surely go on in `below`?"""
    if not (above.is_prose and below.is_prose) or below.is_item or above.is_closed:
        return False
    if _NUMBER_ONLY.fullmatch(above.text):
        return True
    if _NO_BEGINNING.match(below.text):
        return not _LONE.fullmatch(below.text)
    if _RUNS_ON.search(above.text):
        return not _is_list(above, below)
    if _NUMBER_END.search(above.text):
        return bool(_UNIT.match(below.text)) and len(above.text) >= _SHORTEST / 2
    if (above.is_item and len(above.text) < _SHORTEST) or not runs_on(above.text, below.text):
        return False
    if _HANGS.search(above.text) and _CLAUSES.search(above.text):
        return True
    signs = _GOES_ON.match(below.text) or one_word(above.text[-_WORD_REACH:], below.text[:_WORD_REACH])
    return bool(signs and _RUNNING.search(above.text))


def _is_list(above: Line, below: Line) -> bool:
    """Addressees over two lines, or verses: short lines of one length."""
    if _ADDRESSEE.fullmatch(below.text):
        return True
    return (len(above.text) <= _VERSE and abs(len(above.text) - len(below.text)) <= 1) or len(above.text) < _VERSE / 2


@lru_cache(10_000)
def one_word(left: str, right: str) -> bool:
    """Is there a word that runs over from `left` to `right`?"""
    import rjieba  # 130 ms: only where a line looks broken

    at = 0
    for word in rjieba.cut(left + right):
        if at < len(left) < at + len(word):
            return word.isalpha() and not word.isascii()
        at += len(word)
    return False
