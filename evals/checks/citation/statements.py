"""What somebody above is said to have said or done, without quotation marks: 习近平总书记视察时指出，……; 省委要求，……"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.proper_names import people
from corpus.zh import Span
from evals.case import Case
from evals.checks.citation.material import Material, loose
from evals.finding import Evidence, Finding, Ground
from evals.rules import family_rules

STATESMEN = ("习近平", "毛泽东", "邓小平", "江泽民", "胡锦涛", "周恩来")
_HIGH = rf"(?:{'|'.join(STATESMEN)})(?:总书记|主席|总理|同志)*|总书记"
_OF = "(?:省|市|县|区|州|自治区)"
_BODY = (
    rf"党中央|中共中央|国务院|{_OF}(?:委|政府|人民政府)(?:[、和]{_OF}?(?:委|政府|人民政府))*(?:常委会|常务会议?|办公[厅室])?"
    rf"(?:(?:主要)?(?:领导|负责同志|负责人)|书记)?(?:同志)?|{_OF}(?:主要)?(?:领导|长)(?:同志)?"
)
_WHO = re.compile(rf"(?P<high>{_HIGH})|(?:{_BODY})(?![㐀-鿿]{{0,8}}(?:局|办法|处|科|部门|机构|委员会))")
_LEADERS = ("书记", "省长", "市长", "县长", "区长", "州长", "总书记", "主席", "总理")
_SAID = re.compile(
    r"(?P<between>[^，。；：:、！？\n“”《》的及]{0,20}?)(?P<verb>指出|强调|要求|批示|指示|明确提出|提出|叮嘱|嘱咐|勉励|告诫|肯定|高度评价|表扬)"
    r"(?:指出|强调|要求|提出)?(?!的|过的|和|及|、|[㐀-鿿]{0,4}精神|重要讲话|批示)[，：:,]?(?=(?P<quoted>(?:〔待[核写]：)?[“「\"])?)"
)
_NOUN = re.compile(
    r"(?:按照|根据|依据|遵照|落实|贯彻|执行|对照|围绕|紧扣|符合|达到|对标|完成|结合|聚焦|把握|吃透|领会|依照|按|以|把|将|与|和|对|到)$"
)
_NOUN_BEFORE = re.compile(
    r"(?:重要|系列|工作|部署|决策|有关|相关|具体|总体|明确|新|各项|这一|上述|安排|提出|目标|统一|讲话|指示|批示|下达|规定|任务)$"
)
_DEED = re.compile(
    r"[^，。；：:！？\n“”《》]{0,16}?(?:视察|莅临|考察|调研|批示(?!精神)|接见|会见|慰问|来我[省市县区乡镇村])[^，。；：:！？\n“”]{0,24}"
)
_SENTENCE_END = re.compile(r"[。！？\n]|$")
_CLAUSE = re.compile(r"[，。；：:！？\n]+")
_ENOUGH = 0.8  # of the pairs of characters of a clause stand in one sentence of the material
_SHORT = 4  # a clause of fewer characters says nothing of its own


class _Statement(NamedTuple):
    """`text[start:end]`: who said or did it, and the words that must stand in a source."""

    start: int
    end: int
    who: str
    words: str


def judge(case: Case, material: Material) -> Iterator[Finding | Ground]:
    """For the guard only: a statement, or a visit of a statesman, that no source reports is a finding."""
    if not case.strict:
        return
    rule = family_rules("citation")["statement-not-found"]
    for said in _statements(case.text, tuple(p.name for p in case.context.people)):
        if evidence := _reported(said, material):
            yield Ground(said.start, said.end, evidence)
        else:
            yield rule.finding(case.text, said.start, said.end, who=said.who)


def _statements(text: str, known: tuple[str, ...]) -> Iterator[_Statement]:
    """Every statement in order of place, to the end of its sentence; a deed to the end of its clause."""
    done = 0
    for span, high in _speakers(text, known):
        if span.start < done:
            continue
        found = _said(text, span, high) or (_did(text, span) if high else None)
        if found:
            yield found
            done = found.end


def _speakers(text: str, known: tuple[str, ...]) -> list[tuple[Span, bool]]:
    """Statesmen (True), leading bodies and leaders by name (False)."""
    bodies = [(Span(*m.span()), bool(m["high"])) for m in _WHO.finditer(text)]
    named = [
        (Span(p.start, p.end), False) for p in people(text, known) if p.title.removeprefix("副") in _LEADERS and p.name not in STATESMEN
    ]
    return sorted((*bodies, *named), key=lambda s: (s[0].start, -s[0].end))


def _said(text: str, who: Span, high: bool) -> _Statement | None:
    match = _SAID.match(text, who.end)
    if not match or match["quoted"]:  # the words in quotation marks are judged as such
        return None
    if _NOUN_BEFORE.search(match["between"]) or (
        not high and match["verb"] == "要求" and _NOUN.search(text[max(0, who.start - 4) : who.start])
    ):
        return None
    close = _SENTENCE_END.search(text, match.end())
    end = close.start() if close else len(text)
    if end - match.end() < _SHORT:
        return None
    return _Statement(who.start, end, who.of(text), text[who.start if high else match.end() : end])


def _did(text: str, who: Span) -> _Statement | None:
    match = _DEED.match(text, who.end)
    return _Statement(who.start, match.end(), who.of(text), text[who.start : match.end()]) if match else None


def _reported(said: _Statement, material: Material) -> Evidence | None:
    """The first source of its clauses, when every clause has one and one of those names the speaker."""
    used: list[tuple[Evidence, str]] = []
    for clause in (loose(c) for c in _CLAUSE.split(said.words)):
        if len(clause) < _SHORT:
            continue
        source = next(((e, t) for e, t in material.texts() if _holds(t, clause)), None)
        if source is None:
            return None
        used.append(source)
    named = any(said.who[:2] in text for _, text in used)
    return Evidence(used[0][0].kind, used[0][0].ref, said.words) if used and named else None


def _holds(text: str, clause: str) -> bool:
    if clause in loose(text):
        return True
    pairs = {clause[i : i + 2] for i in range(len(clause) - 1)}
    return any(len(pairs & sentence) >= _ENOUGH * len(pairs) for sentence in _sentences(text))


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[frozenset[str], ...]:
    """The pairs of characters of every sentence of a tight text."""
    plain = [loose(s) for s in _SENTENCE_END.split(text)]
    return tuple(frozenset(s[i : i + 2] for i in range(len(s) - 1)) for s in plain if s)
