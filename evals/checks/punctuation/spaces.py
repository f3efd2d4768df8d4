"""Spaces in Chinese text: before a mark, after an opening one, between two characters."""

import re
from collections import Counter
from collections.abc import Iterator

from corpus.zh import heading_level, quotations
from evals.checks.punctuation.lines import one_word
from evals.checks.punctuation.view import HAN, Line, View
from evals.finding import Finding

_SPACE = r"[ \u3000\xa0]"
_BEFORE = re.compile(rf"(?<=[{HAN}\d%”’》）〉]){_SPACE}{{1,20}}(?=[，。；：、！？）》〉”’])")
_AFTER_OPENER = re.compile(rf"(?<=[“‘《〈（]){_SPACE}{{1,20}}(?=[{HAN}])")
_BETWEEN = re.compile(rf"(?<=[{HAN}]){_SPACE}{{1,3}}(?=[{HAN}])|(?<=[”》）]){_SPACE}(?=[{HAN}])|(?<=[{HAN}]){_SPACE}{{1,3}}(?=[“《（])")
_MARK_BESIDE = re.compile(r"[，；：、,;“”《》（）]")
_AFTER_MARK = re.compile(rf"(?<=[，；：、,;]){_SPACE}{{1,3}}(?=[{HAN}“《])")
_SETS_APART = re.compile(r"第[^ \u3000]{1,8}[条章节编篇款项部分]$|[一二三四五六七八九十]$|^.{0,8}$|《[^》]*$")  # what a space may follow
_RUNNING = re.compile(r"[，。；].{4,}[，。；]")
_MOST_IN_LINE = 2  # more spaces in a line are letter-spacing, columns or a scan
_WORD_REACH = 6
_START = 40  # characters that show what a line, or what stands before a space, is


def findings(view: View) -> Iterator[Finding]:
    """Spaces that no layout asks for; lines that are set out with spaces are left alone."""
    between = [match for match in _BETWEEN.finditer(view.text) if view.is_prose(match.start() - 1)]
    spaces = Counter(view.line(match.start() - 1).start for match in between)
    spaced = {start for start, count in spaces.items() if count > _MOST_IN_LINE}
    for match in (*_BEFORE.finditer(view.text), *_AFTER_OPENER.finditer(view.text)):
        if view.is_prose(match.start() - 1) and view.line(match.start() - 1).start not in spaced:
            yield view.finding("space-at-mark", *match.span(), "", safe=True)
    for match in _AFTER_MARK.finditer(view.text):
        if view.is_prose(match.start() - 1):
            yield view.finding("space-inside", *match.span(), "", safe=True)
    for match in between:
        line = view.line(match.start() - 1)
        if line.start not in spaced and _is_running(line, match.start() - line.start):
            yield view.finding("space-inside", *match.span(), "", safe=_is_sure(view.text, match))


def _is_running(line: Line, at: int) -> bool:
    """Is the space at `at` in running text: not between a heading and its text, names or columns, the halves of a slogan?"""
    headed = heading_level(line.text[:_START]) > 0 and "。" not in line.text[:at] and line.text[at - 1] not in "”》"
    if headed or _SETS_APART.search(line.text[max(0, at - _START) : at]) or not _RUNNING.search(line.text):
        return False
    return not any(span.overlaps(at, at + 1) for span in quotations(line.text))


def _is_sure(text: str, match: re.Match[str]) -> bool:
    """Within a word, or beside a mark, nothing else was meant; elsewhere a mark may be missing."""
    left, right = text[max(0, match.start() - _WORD_REACH) : match.start()], text[match.end() : match.end() + _WORD_REACH]
    return bool(_MARK_BESIDE.search(left[-1:] + right[:1])) or one_word(left, right)
