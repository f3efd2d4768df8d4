"""同口径: one indicator of one period and scope has one value, in a new draft and in the office's own documents of the library."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from corpus.figures import Read, read
from corpus.units import comparable
from evals.case import Case, OwnPapers, Telling
from evals.checks.figure.place import Place
from evals.checks.figure.values import rounds
from evals.finding import Evidence, Finding
from evals.rules import family_rules

_NAMED = 4  # an indicator must be this long to be the same one elsewhere
_MOST = 24  # sentences that are read for one indicator, the newest first
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")
_WHOLE = re.compile(r"[全我本](?=[县市区州旗镇乡村])")
_PLANS = re.compile(r"目标|计划|预计|预期|力争|确保|拟|将|要|任务|到20|规划|争取|达到.{0,8}以上")
_SPANS = ("历时", "天数", "月数", "年龄", "时间")  # 成立75周年 is another number every year
_RELATIVE = re.compile(r"[由从比较每]")


def check(case: Case, found: list[Place]) -> list[Finding]:
    """Figures that the documents of the place itself give otherwise; nothing without a library or a place."""
    if not isinstance(case.lookup, OwnPapers) or not case.context.place or case.strict:
        return []
    told = [p for p in found if _tells(p)]
    tellings = case.lookup.tellings(case.context.place) if told else ()
    shelf = _shelf(tellings) if tellings else None
    return [f for p in told if shelf and (f := _conflict(case, p, shelf))]


class Shelf:
    """The passages of the office's own documents as one text in which an indicator is found by its words."""

    def __init__(self, tellings: tuple[Telling, ...]) -> None:
        self._tellings = tellings
        self._starts: list[int] = []
        at = 0
        for telling in tellings:
            self._starts.append(at)
            at += len(telling.text) + 1
        self._text = "\0".join(t.text for t in tellings)

    def naming(self, indicator: str) -> Iterator[tuple[Telling, str]]:
        """Each sentence in which `indicator` stands, the newest document first."""
        at, last = self._text.rfind(indicator), ""
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            start = self._starts[number]
            sentence = _sentence(self._tellings[number].text, at - start)
            if sentence != last:
                yield self._tellings[number], sentence
            last = sentence
            at = self._text.rfind(indicator, 0, at)


def _conflict(case: Case, place: Place, shelf: Shelf) -> Finding | None:
    """The newest other value; none where one document of the office bears the figure out."""
    others: list[tuple[Telling, str, Read]] = []
    for telling, sentence in islice(shelf.naming(place.read.indicator), _MOST):
        for known in _reads(sentence, telling.date.year if telling.date else 0):
            if not _same(place.read, known):
                continue
            if rounds(place.read.figure, known.figure.low) is not None or rounds(known.figure, place.read.figure.low) is not None:
                return None
            others.append((telling, sentence, known))
    return _finding(case, place, *others[0]) if others else None


def _finding(case: Case, place: Place, telling: Telling, sentence: str, known: Read) -> Finding:
    figure = place.read.figure
    evidence = Evidence("passage", telling.passage_id, sentence.strip())
    return family_rules("figure")["figures-conflict"].finding(
        case.text, figure.start, figure.end, evidence=(evidence,), score=0.6,
        where=f"资料库{telling.label}里的", known=f"{known.indicator}{known.figure.text}",
    )  # fmt: skip


def _tells(place: Place) -> bool:
    """Does the figure say what an indicator was in a period that has a name?"""
    read, figure = place.read, place.read.figure
    plain = figure.kind == "quantity" and not figure.soft and not figure.is_range and not figure.modifier
    plain = plain and figure.unit.dimension not in _SPANS
    dated = read.period is not None and read.period.year > 0
    return plain and dated and len(read.indicator) >= _NAMED and not _ahead(read, place.text)


def _ahead(read: Read, text: str) -> bool:
    """Is it an aim, or a value that another is compared with?"""
    return bool(_PLANS.search(text, read.sentence, read.start)) or bool(_RELATIVE.search(read.left))


def _same(said: Read, known: Read) -> bool:
    """Do two figures measure the same thing of the same place in the same period?"""
    figure, other = said.figure, known.figure
    if other.kind != "quantity" or other.soft or other.is_range or not comparable(figure.unit, other.unit):
        return False
    moved = (said.trend and said.trend.sign, said.level) == (known.trend and known.trend.sign, known.level)
    here, there = (_WHOLE.sub("", s) for s in (said.scope, known.scope))
    whose = not here or not there or here == there
    return moved and whose and said.indicator == known.indicator and said.period == known.period


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1
    match = _SENTENCE.match(text, start)
    return match[0] if match else ""


@lru_cache(maxsize=2048)
def _reads(sentence: str, today: int) -> tuple[Read, ...]:
    return tuple(r for r in read(sentence, today) if not _ahead(r, sentence))


@lru_cache(maxsize=2)
def _shelf(tellings: tuple[Telling, ...]) -> Shelf:
    return Shelf(tellings)
