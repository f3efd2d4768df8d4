"""Quotation marks and brackets without a partner, with the wrong one, or the wrong way round."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from evals.checks.punctuation.view import View
from evals.finding import Finding

PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_OPENER_OF = {closer: opener for opener, closer in PAIRS.items()}
_FAMILY = {"“": "引号", "‘": "引号", "「": "引号", "『": "引号", "《": "书名号", "〈": "书名号"}  # the others are 括号
_MARKS = re.compile(f"[{''.join(PAIRS)}{''.join(_OPENER_OF)}()]")
_WIDE = str.maketrans("()", "（）")
_ITEM_NUMBER = re.compile(r"(?:^|(?<=[。；：，、！？“\s]))[0-9a-zA-Z一二三四五六七八九十]{1,3}$")  # 1）, a）, 一）
_APOSTROPHE = re.compile(r"[A-Za-z0-9]’")
_SPEAKS_ON = re.compile(r"[：:，]\s*$|^[ \u3000]*$")  # what stands before a quotation of several paragraphs
_LAST_OF_LINE = re.compile(r"[，。；、！？…）》”’\s]*(?:\n|$)|[的等，。；]")
_FARTHEST = 60  # paragraphs a quotation may have; the articles of an amended law are one
_LONGEST = 2000  # characters in a paragraph of a quotation
_NEAR = 3  # lines a bracket may reach over


class Loose(NamedTuple):
    """A mark without a partner in its paragraph, which is the `line`th."""

    at: int
    mark: str
    line: int

    @property
    def opens(self) -> bool:
        return self.mark in PAIRS

    @property
    def kind(self) -> str:
        return _FAMILY.get(self.mark if self.opens else _OPENER_OF[self.mark], "括号")


def findings(view: View) -> Iterator[Finding]:
    """Every pair that is wrong, once."""
    straight = {bisect_right(view.blocks, m.start()) for m in re.finditer('"', view.text)}  # the partner may be one of those
    loose = [m for m in _loose(view) if view.is_prose(m.at) and not (m.mark in "“”" and m.line in straight)]
    loose = _without_spanning(view.text, loose)
    taken = set[int]()
    for one, two in pairwise(loose):
        if one.at not in taken and one.line == two.line and (found := _judged_pair(view, one, two)):
            taken |= {one.at, two.at}
            yield from found
    for mark in loose:
        if mark.at not in taken:
            partner = PAIRS[mark.mark] if mark.opens else _OPENER_OF[mark.mark]
            yield view.finding("mark-unpaired", mark.at, mark.at + 1, partner=partner)


def _judged_pair(view: View, one: Loose, two: Loose) -> list[Finding]:
    """Two loose marks of one line that were meant for one another."""
    if one.kind != two.kind:
        return []
    if one.opens and not two.opens:  # “…」, 《…〉
        return [view.finding("pair-mismatched", two.at, two.at + 1, PAIRS[one.mark], opener=one.mark, partner=PAIRS[one.mark])]
    if one.mark in "”’" and two.mark == _OPENER_OF[one.mark]:  # ”…“
        return [
            view.finding("quote-reversed", one.at, one.at + 1, two.mark, partner=two.mark),
            view.finding("quote-reversed", two.at, two.at + 1, one.mark, partner=one.mark),
        ]
    if one.mark == two.mark:  # “…“, ”…”
        wrong, partner = (two, PAIRS[one.mark]) if one.opens else (one, _OPENER_OF[one.mark])
        return [view.finding("quote-reversed", wrong.at, wrong.at + 1, partner, partner=partner)]
    return []


def _loose(view: View) -> list[Loose]:
    """The marks that find no partner in their own paragraph, in order."""
    found, stack, line = list[Loose](), list[Loose](), 0
    for match in _MARKS.finditer(view.text):
        mark, at = match[0].translate(_WIDE), match.start()
        if line < (line := bisect_right(view.blocks, at)):
            found += stack
            stack = []
        if mark in PAIRS:
            stack.append(Loose(at, mark, line))
        elif not _closed(stack, _OPENER_OF[mark], found) and not _is_other(view.text, at, mark):
            found.append(Loose(at, mark, line))
    return sorted([*found, *stack])


def _closed(stack: list[Loose], opener: str, found: list[Loose]) -> bool:
    """Take the innermost `opener` from the stack; what was opened inside it and never closed is loose."""
    at = next((i for i in range(len(stack) - 1, max(-1, len(stack) - 20), -1) if stack[i].mark == opener), None)
    if at is None:
        return False
    found += stack[at + 1 :]
    del stack[at:]
    return True


def _is_other(text: str, at: int, mark: str) -> bool:
    """Is the closing mark at `at` part of a number 1） or an apostrophe?"""
    if mark == "）":
        return bool(_ITEM_NUMBER.search(text[max(0, at - 4) : at]))
    return mark == "’" and bool(_APOSTROPHE.match(text, max(0, at - 1)))


def _without_spanning(text: str, loose: list[Loose]) -> list[Loose]:
    """Without what closes some paragraphs further on, and without “ that opens each paragraph of a long quotation."""
    gone = set[Loose]()
    openers = list[Loose]()
    for mark in loose:
        if mark.opens:
            openers.append(mark)
        elif partner := _partner(text, openers, mark):
            gone |= {mark, partner} | {o for o in openers if partner.at < o.at and o.mark == partner.mark and _begins(text, o)}
    return [mark for mark in loose if mark not in gone and not _opened_again(text, mark)]


def _opened_again(text: str, mark: Loose) -> bool:
    """Does the next paragraph of a quotation begin with the same mark, as it should?"""
    end = text.find("\n", mark.at, mark.at + _LONGEST)
    return mark.opens and end >= 0 and _begins(text, mark) and text[end : end + 40].lstrip().startswith(mark.mark)


def _partner(text: str, openers: list[Loose], closer: Loose) -> Loose | None:
    """The opener in a line before that of `closer`, where a quotation or a bracket may well run over line ends."""
    opener = _OPENER_OF[closer.mark]
    quotes = closer.mark in "”’」』"
    reach = _FARTHEST if quotes else _NEAR
    first = bisect_right(openers, closer.line - reach - 1, key=lambda o: o.line)
    near = [o for o in openers[first:] if o.mark == opener and o.line < closer.line]
    if quotes:
        near = [o for o in near if _begins(text, o)] if _LAST_OF_LINE.match(text, closer.at + 1) else []
    return near[0] if near else None


def _begins(text: str, opener: Loose) -> bool:
    """Does the quotation begin its line, or follow a mark that announces it?"""
    return bool(_SPEAKS_ON.search(text[max(0, opener.at - 8) : opener.at].rpartition("\n")[2]))
