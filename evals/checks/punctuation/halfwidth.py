"""Half-width marks in Chinese text, straight quotation marks among them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from evals.checks.punctuation.view import HAN, View
from evals.finding import Finding

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", ".": "。"}
_CHINESE = rf"[{HAN}“”‘’《》（）【】〔〕、。，；：！？…％]"
# After Chinese (a space between is a slip of its own), or before it when no Latin word precedes
_MARK = re.compile(rf"(?<={_CHINESE})[,;:?!](?!\d{{1,3}}\))|(?<=[\d%)])[,;:?!](?=[{HAN}“《])|(?<=[{HAN}”）])\.(?=[{HAN}\n]|$)")
_LISTED = re.compile(r"^[一二三四五六七八九十]{1,3}\.")  # 一.: a number with the wrong mark, another rule
_BRACKETS = re.compile(r"\(([^()（）\n]{1,200})\)")
_MIXED = re.compile(r"\(([^()（）\n]{1,200})）|（([^()（）\n]{1,200})\)")
_HAN = re.compile(f"[{HAN}]")
_HAN_BESIDE = re.compile(rf"[{HAN}”》]")
_STRAIGHT = re.compile(r'"')
_FEW, _SHARE = 6, 0.5  # more than so many, and so much of all marks of the kind, is how the whole text was made


class Narrow(NamedTuple):
    """A half-width mark at `at`, and the mark that should be there."""

    at: int
    wide: str
    sure: bool  # nothing else can be meant


def findings(view: View) -> Iterator[Finding]:
    """Each half-width mark, or one word on all of them where the whole text has them."""
    for marks, all_wide in _kinds(view):
        if len(marks) > _FEW and len(marks) >= _SHARE * (len(marks) + sum(view.text.count(mark) for mark in all_wide)):
            yield view.finding("halfwidth-throughout", marks[0].at, marks[0].at + 1, count=str(len(marks)))
        else:
            yield from (view.finding("halfwidth-mark", n.at, n.at + 1, n.wide, safe=n.sure, wide=n.wide) for n in marks)


def everywhere(text: str, at: int) -> list[Finding]:
    """What the finding on the whole text at `at` stands for: each half-width mark of its kind, with the edit."""
    view = View(text)
    marks = next((marks for marks, _ in _kinds(view) if marks and marks[0].at == at), [])
    return [view.finding("halfwidth-throughout", n.at, n.at + 1, n.wide, safe=n.sure, count=str(len(marks))) for n in marks]


def _kinds(view: View) -> Iterator[tuple[list[Narrow], str]]:
    """Marks within sentences, brackets and quotation marks: the half-width ones in order of place, and how the others look."""
    for found, wide in ((_plain(view), "，；：？！"), (_brackets(view), "（）"), (_quotes(view), "“”")):
        yield sorted(found), wide


def _plain(view: View) -> Iterator[Narrow]:
    for match in _MARK.finditer(view.text):
        at = match.start()
        numbered = match[0] == "." and _LISTED.match(view.line(at).text)
        if view.is_prose(at) and not numbered:
            yield Narrow(at, _WIDE[match[0]], sure=_is_sure(view.text, at))


def _is_sure(text: str, at: int) -> bool:
    """A mark between two Chinese characters; a colon may stand in what a page has added to the text."""
    return text[at] in ",;?!" and bool(_HAN.match(text[at - 1]) and _HAN.match(text[at + 1 : at + 2]))


def _brackets(view: View) -> Iterator[Narrow]:
    for match in _BRACKETS.finditer(view.text):
        if _HAN.search(match[1]) and view.is_prose(match.start()) and not _is_formula(view.text, match):
            yield Narrow(match.start(), "（", sure=True)
            yield Narrow(match.end() - 1, "）", sure=True)
    for match in _MIXED.finditer(view.text):
        at = match.start() if match[0][0] == "(" else match.end() - 1
        if view.is_prose(match.start()):
            yield Narrow(at, _WIDE[view.text[at]], sure=True)


def _is_formula(text: str, match: re.Match[str]) -> bool:
    """f(甲): a bracket of a formula or a name in Latin letters."""
    return match.start() > 0 and text[match.start() - 1].isascii() and text[match.start() - 1].isalpha()


def _quotes(view: View) -> Iterator[Narrow]:
    """Straight marks by turns as opening and closing ones; where they are odd in number, as nothing certain."""
    by_line: dict[int, list[int]] = {}
    for match in _STRAIGHT.finditer(view.text):
        if view.is_prose(match.start()):
            by_line.setdefault(view.line(match.start()).start, []).append(match.start())
    for marks in by_line.values():
        paired = len(marks) % 2 == 0
        for i, at in enumerate(marks):
            if paired or _HAN_BESIDE.search(view.text[max(0, at - 1) : at + 2]):
                yield Narrow(at, "“”"[i % 2], sure=paired)
