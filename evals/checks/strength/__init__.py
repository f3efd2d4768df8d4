"""Strength: what a draft promises, demands or reports is no stronger and no weaker than what it rests on."""

from collections.abc import Iterator

from corpus.zh import quotations
from evals.case import Case, Outcome, Unscored
from evals.checks.readings import Marks, judged, lies_in
from evals.checks.strength.ladders import Hit, ladders
from evals.checks.strength.material import material
from evals.checks.strength.statements import Grounded, Statement, Statements, statements
from evals.finding import Finding
from evals.rules import family_rules

_FAMILY = "strength"
_SAME = 0.55  # likeness from which two clauses speak of the same matter
_COPIED = 0.75  # … and from which a dropped hedge is told
_NEAR = 0.12  # another clause of the material as alike as this to the best one answers as well
_QUOTED = 12  # characters from which a quotation is somebody else's words


def check(case: Case) -> Outcome:
    """Findings on the strength of `case`; unscored where there is nothing to hold it against."""
    if case.sources is None and not any(f.note for f in case.facts or ()):
        return Outcome(unscored=(Unscored(_FAMILY, "没有来源，承诺和要求的力度未核对"),))
    return judged(case, _judge)


def _judge(case: Case, marks: Marks) -> Outcome:
    known = material(case)
    quoted = [q for q in quotations(case.text) if q.end - q.start >= _QUOTED]
    ours = (s for s in statements(case.text) if not any(q.overlaps(s.start, s.end) for q in quoted))
    found = (f for s in ours if not lies_in(marks, s.start, s.end) for f in _compared(s, known))
    return Outcome(tuple(found))


def _compared(said: Statement, known: Statements) -> Iterator[Finding]:
    akin = [(score, g) for score, g in known.akin(said) if score >= _SAME]
    if not akin:
        return
    best = akin[0][0]
    near = [g for score, g in akin if score >= best - _NEAR]
    others = [(hit, other) for hit in said.hits.values() if (other := _other_rung(hit, near))]
    yield from (_differs(said, hit, *other) for hit, other in others)
    if not others and best >= _COPIED:
        yield from _dropped(said, near)


def _other_rung(hit: Hit, near: list[Grounded]) -> tuple[Grounded, Hit] | None:
    """The clause on another rung; None when one on the same rung, or the most alike without any, answers."""
    if hit.ladder not in near[0].statement.hits:
        return None
    rungs = [(g, g.statement.hits[hit.ladder]) for g in near if hit.ladder in g.statement.hits]
    return None if any(h.rung == hit.rung for _, h in rungs) else rungs[0]


def _differs(said: Statement, hit: Hit, other: Grounded, known: Hit) -> Finding:
    stronger = hit.rung > known.rung
    rule = family_rules(_FAMILY)["strength-raised" if stronger else "strength-lowered"]
    words = other.statement.text[known.start : known.end]
    return rule.finding(said.text, hit.start, hit.end, evidence=(other.evidence,), score=0.7, known=words, what=ladders()[hit.ladder].name)


def _dropped(said: Statement, near: list[Grounded]) -> Iterator[Finding]:
    """The clause as it stands in all of the material, but without its 力争, 拟, 原则上."""
    other = near[0]
    for number, known in other.statement.hits.items():
        everywhere = all(number in g.statement.hits for g in near)
        if everywhere and number not in said.hits and ladders()[number].rungs[known.rung].hedge:
            rule, words = family_rules(_FAMILY)["hedge-dropped"], other.statement.text[known.start : known.end]
            yield rule.finding(said.text, said.start, said.end, evidence=(other.evidence,), score=0.5, known=words)
            return
