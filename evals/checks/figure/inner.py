"""What a text says of itself: promised counts, sums, one indicator with two values, days that do not exist."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from typing import Any

from corpus.figures import Read
from corpus.figures.context import core
from corpus.figures.dates import impossible
from evals.checks.figure import sums
from evals.checks.figure.counts import counts
from evals.checks.figure.place import Place
from evals.checks.figure.sums import Slip, plain, slip
from evals.checks.figure.values import rounds
from evals.finding import Evidence, Finding
from evals.rules import family_rules

_STRUCTURE = re.compile(r"结构|比例|比重|之比")
_RELATIVE = re.compile(r"[由从比较每]|目标")
_NAMED = 5  # an indicator must be this long to be the same one twice
_APART = 300  # further apart the same words may speak of last year's result and this year's goal
_MONTH = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_END = re.compile(r"[。！？\n]")


def check(text: str, found: list[Place]) -> list[Finding]:
    """The findings of `text` on itself."""
    with localcontext(Context(prec=60)):
        slips = [*_days(found), *_structures(found), *_conflicts(found), *_promises(text)]
        slips += [s for run in _sentences(text, found) for s in sums.check(text, run)]
    return [_finding(text, s) for s in slips]


def _finding(text: str, found: Slip) -> Finding:
    at = found.other.read if found.other else None
    evidence = (Evidence("text", "", text[at.start : at.end], at.start, at.end),) if at else ()
    values: dict[str, Any] = dict(found.values)
    return family_rules("figure")[found.rule].finding(
        text, found.start, found.end, evidence=evidence, severity=found.severity, **values
    )  # fmt: skip


def _promises(text: str) -> Iterator[Slip]:
    for c in counts(text):
        if c.listed != c.promised:
            yield Slip("count-differs", c.start, c.end, {"listed": str(c.listed), "measure": c.measure})


def _days(found: list[Place]) -> Iterator[Slip]:
    for place in found:
        if any(impossible(day) for day in place.read.figure.days):
            yield slip("figure-impossible", place, reason="日历上没有这一天")


def _structures(found: list[Place]) -> Iterator[Slip]:
    """三次产业结构为18:37:41: parts of a hundred that do not make a hundred."""
    for place in found:
        terms = place.read.figure.terms
        total = sum(terms, Decimal(0))
        if len(terms) > 2 and _STRUCTURE.search(place.read.left) and Decimal("0.5") < abs(total - 100) <= 10:
            yield slip("arithmetic-wrong", place, sum=f"{'＋'.join(map(plain, terms))}＝{plain(total)}，各部分之和应为100")


def _sentences(text: str, found: list[Place]) -> Iterator[list[Place]]:
    """The quantities of each whole sentence (to 。)."""
    run: list[Place] = []
    for place in found:
        if run and _END.search(text, run[-1].read.end, place.read.start):
            yield run
            run = []
        if place.read.figure.kind == "quantity":
            run.append(place)
    if run:
        yield run


def _conflicts(found: list[Place]) -> Iterator[Slip]:
    """The same words round two values, in two sentences, of the same time."""
    seen: dict[tuple[object, ...], list[Place]] = defaultdict(list)
    for place in found:
        read = place.read
        if not _names_an_indicator(read):
            continue
        same = seen[re.sub(r"[\s“”]", "", read.left), read.right[:4], read.figure.unit.dimension, read.period, _month(place)]
        other = next((p for p in same if _contradict(p.read, read)), None)
        if other is not None:
            yield slip("figures-conflict", place, other, known=f"{other.read.left.strip()}{other.read.figure.text}")
        same.append(place)


def _month(place: Place) -> str:
    """The month (and day) that its sentence named last before it: 8月 498条 and 1—10月 5872条 are no conflict."""
    return "".join(_MONTH.findall(place.text, place.read.sentence, place.read.start)[-1:])


def _names_an_indicator(read: Read) -> bool:
    figure = read.figure
    plain_value = figure.kind == "quantity" and not figure.soft and not figure.is_range
    return plain_value and len(core(read.left)) >= _NAMED and not _RELATIVE.search(read.left)


def _contradict(a: Read, b: Read) -> bool:
    near = a.sentence != b.sentence and b.start - a.start < _APART
    return near and rounds(b.figure, a.figure.low) is None and rounds(a.figure, b.figure.low) is None
