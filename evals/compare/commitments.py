"""Promises, demands and reports that became stronger or weaker from one version to the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.zh import Span
from drafting.compare import Comparison
from evals.checks.strength.ladders import Hit, ladders
from evals.checks.strength.statements import Statement, statements
from evals.compare.places import touches

_SHARED = 2  # characters that a clause must have kept at its place to be the same one


@dataclass(frozen=True)
class Shift:
    """A clause that moved on a ladder of strength; '' and an empty span where a version has no word of it."""

    status: Literal["stronger", "weaker"]
    ladder: str
    was: str
    now: str
    old: Span
    new: Span
    clause: Span  # in the new text

    def as_json(self) -> dict[str, Any]:
        plain = {"status": self.status, "ladder": self.ladder, "old": self.was, "new": self.now}
        return plain | {"old_at": list(self.old), "new_at": list(self.new), "clause": list(self.clause)}


def shifts(comparison: Comparison) -> tuple[Shift, ...]:
    """The commitments that changed, in order of their new place."""
    old = list(statements(comparison.old))
    edits = sorted(c.new for c in comparison.changes if c.kind != "move")
    found: list[Shift] = []
    for now in statements(comparison.new):
        first = bisect_left(edits, now.start, key=lambda s: s.end)
        if any(touches(e, now.start, now.end) for e in edits[first : first + 2]) and (was := _before(comparison, now, old)):
            found += _shifted(was, now)
    return tuple(found)


def _before(comparison: Comparison, now: Statement, old: Sequence[Statement]) -> Statement | None:
    """The old clause that has most characters in common with the clause `now`."""
    place = comparison.to_old(now.start, now.end)
    if place is None:
        return None
    near = old[bisect_right(old, place.start, key=lambda s: s.end) : bisect_left(old, place.end, key=lambda s: s.start)]
    most = max(near, key=lambda s: _shared(comparison, s, now), default=None)
    return most if most and _shared(comparison, most, now) >= _SHARED else None


def _shared(comparison: Comparison, was: Statement, now: Statement) -> int:
    """How many characters of the old clause stand in the new one."""
    total = 0
    for run in comparison.runs_in(was.start, was.end):
        first = max(0, was.start - run.old, now.start - run.new)
        total += max(0, min(run.size, was.end - run.old, now.end - run.new) - first)
    return total


def _shifted(was: Statement, now: Statement) -> list[Shift]:
    """One ladder tells it: a word that came or went is not told again where the clause stands on another ladder on both sides."""
    found = [s for number in range(len(ladders())) if (s := _shift(number, was, now))]
    both = [s for s in found if s.was and s.now]
    told = [span for s in both for span in (s.old, s.new)]
    alone = [s for s in found if s not in both and not any(t in (s.old, s.new) for t in told)]
    return [*both, *alone]


def _shift(number: int, was: Statement, now: Statement) -> Shift | None:
    a, b = was.hits.get(number), now.hits.get(number)
    step = _step(number, a, b)
    if not step:
        return None
    place = (_words(was, a), _words(now, b), _at(was, a), _at(now, b))
    return Shift("stronger" if step > 0 else "weaker", ladders()[number].name, *place, Span(now.start, now.end))


def _step(number: int, a: Hit | None, b: Hit | None) -> int:
    """Up (+) or down (-) the ladder. Without 力争 a promise is stronger; without 必须 a demand is weaker."""
    if a and b:
        return b.rung - a.rung
    return _weight(number, b) - _weight(number, a)


def _weight(number: int, hit: Hit | None) -> int:
    """What a word says against saying nothing."""
    if hit is None:
        return 0
    rungs = ladders()[number].rungs
    return -1 if rungs[hit.rung].hedge else int(hit.rung == len(rungs) - 1)


def _words(statement: Statement, hit: Hit | None) -> str:
    return statement.text[hit.start : hit.end] if hit else ""


def _at(statement: Statement, hit: Hit | None) -> Span:
    return Span(hit.start, hit.end) if hit else Span(statement.start, statement.start)
