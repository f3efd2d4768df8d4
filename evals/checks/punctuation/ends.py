"""How paragraphs and headings end."""

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from corpus.zh import heading_level, heading_text
from evals.checks.punctuation.lines import broken_lines, is_page
from evals.checks.punctuation.view import HAN, Line, View
from evals.finding import Finding

_OPEN_END = re.compile(rf"[{HAN}\d%％”）]$")
_SENTENCE = re.compile(r"[。！？]")
_COMMA = re.compile(r"[，、]$")
_SIGNED = re.compile(r"[）)】]$|\d日$|(?:厅|局|委|府|办|社|院|部|会|站|网|报|处|版|摄|稿|电)$|来源|记者|[：:][^。]{0,20}$")
_HEADING_STOP = re.compile(r"[^。！？；]{2,30}。")
_SHORTEST = 30  # characters of a paragraph that has a full stop inside, or of a last sentence after a short heading
_ANNOUNCED = re.compile(r"(?:报告|汇报|通知|通报|函告|函复|公告|通告|请示|说明|介绍|总结)如下。$")
_FRAGMENT = re.compile(  # a sentence that is nothing but the lead of one
    r"(?:(?<=[。！？\n])|^)(?:在[^，。；：、\n]{2,24}(?:领导下|支持下|帮助下|努力下|指导下|基础上|过程中|的同时|前提下|形势下|背景下)"
    r"|随着[^，。；：\n]{2,24}的(?:推进|发展|深入|到来|实施)|(?:由于|鉴于)(?:(?!造成|所致|引起|导致|已|应|而|可)[^，。；：、\n]){3,24}"
    r"|(?:虽然|尽管|不仅|不但|不论|无论)(?:(?!但|却|也|还|都|而|仍|更|如此|可|是|会|要|能)[^，。；：\n]){3,24})(?P<mark>。)(?=[\u4e00-\u9fff])"
)
_TOP_LEVELS = (1, 2)


def findings(view: View) -> Iterator[Finding]:
    """Paragraphs of sentences whose last one has no end, a comma at the very end, headings that end as sentences do."""
    broken = broken_lines(view)
    going_on = {above.start for above, _ in broken}
    for line, below in () if is_page(broken) else zip_longest(view.lines, view.lines[1:]):
        if not line.is_prose or line.start in going_on:
            continue
        if _COMMA.search(line.text) and (below is None or below.is_item):
            yield view.finding("comma-at-end", line.end - 1, line.end, "。")
        elif _is_unfinished(line, below):
            yield view.finding("end-missing", line.end - 1, line.end, f"{line.text[-1]}。")
    for match in _FRAGMENT.finditer(view.wide):
        if view.is_prose(match.start()):
            yield view.finding("stop-after-lead", *match.span("mark"), "，")
    for one, two in pairwise(view.lines):
        if (announced := _ANNOUNCED.search(one.text)) and heading_level(two.text):
            yield view.finding("stop-for-colon", one.start + announced.start(), one.end, f"{announced[0][:-1]}：")
    yield from _stopped_headings(view)


def _is_unfinished(line: Line, below: Line | None) -> bool:
    """A paragraph that has ended sentences before, and not its last; a short one only where something new follows."""
    if len(line.text) < _SHORTEST or not _OPEN_END.search(line.text):
        return False
    stop = max((m.end() for m in _SENTENCE.finditer(line.text)), default=0)
    rest = line.text[stop:]
    if stop and len(rest) >= _SHORTEST and rest.count("，") > 1 and not _SIGNED.search(rest):
        return True
    return stop >= _SHORTEST / 3 and len(rest) >= 6 and ("，" in rest or (below is not None and below.is_item)) and not _SIGNED.search(rest)


def _stopped_headings(view: View) -> Iterator[Finding]:
    """Headings that end as sentences do, told once: a document does it throughout or not at all."""
    stopped = [two for one, two, three in zip(view.lines, view.lines[1:], view.lines[2:]) if _is_stopped_heading(one, two, three)]
    for line in stopped[:1]:
        yield view.finding("heading-with-stop", line.end - 1, line.end, "", count=str(len(stopped)))


def _is_stopped_heading(above: Line, line: Line, below: Line) -> bool:
    """A line that is nothing but a heading, no item of a list of such lines."""
    level = heading_level(line.text)
    if level not in _TOP_LEVELS or not _HEADING_STOP.fullmatch(heading_text(line.text)):
        return False
    return level not in (heading_level(above.text), heading_level(below.text)) and heading_level(below.text) not in _TOP_LEVELS[:level]
