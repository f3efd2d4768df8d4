"""Who speaks: a 述职报告 says 我 and 本人, a 会议纪要 says 会议."""

import re
from collections.abc import Iterator

from corpus.zh import Span
from evals.checks.format.paper import Paper
from evals.finding import Finding

_OF_DUTY = re.compile("述职|述责|述廉")
_THIRD = re.compile("该(?:同志|员|干部)(?!的?(?:家属|问题|案))")
_FIRST = re.compile("(?:(?<=[，。；：\n])|(?<=[一二三四五]是))我(?:认为|讲|强调|想|提|谈|完全同意|再|简单|代表)|同志们[，：！]")
_LED_IN = 12  # characters that may say whose words these are
_OF_OTHERS = re.compile("发言|表示|指出|强调|提出|说")


def findings(paper: Paper) -> Iterator[Finding]:
    """The first slip from the own person into that of another, or the other way round."""
    if _OF_DUTY.search(paper.title):
        yield from _first(paper, _THIRD, "述职的人应当自称“我”或者“本人”")
    elif paper.kind == "纪要":
        yield from _first(paper, _FIRST, "会议纪要用会议的口气，应当写作“会议认为”“会议强调”一类")


def _first(paper: Paper, slip: re.Pattern[str], why: str) -> Iterator[Finding]:
    for match in slip.finditer(paper.text, *paper.body):
        before = paper.text[max(0, match.start() - _LED_IN) : match.start()]
        if not paper.quoted(match.start()) and not _OF_OTHERS.search(before):
            yield paper.finding("person-out-of-form", Span(*match.span()), why=why)
            return
