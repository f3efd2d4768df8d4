"""Figures of one sentence that must add up: totals, parts of a whole, what is left, how much is done."""

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.numerals import parse
from evals.checks.figure import division, moves, relations, years
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, as_written, slip
from evals.checks.figure.values import rounds

_TOTAL = re.compile(
    r"(?P<n>[两二三四五六七八])(?:项|类|期|者|处|部分|块|[县镇乡村家批站]|个\w{1,4}|类\w{1,4})?(?:合计|共计|总计|相加)[^，。；0-9]*$"
)
_PART = re.compile(r"^，?(?:约)?占(?:比|全部|总数|总量)?的?(?:约|近|超过|超|达|为)?$")
_LEFT = re.compile(r"(?:结余|净结余|相差|差额|顺差|逆差)(?:了|为|达)?$")
_DONE = re.compile(r"[，、](?:完成|整改|办结|销号|合格|达标|到位|化解|回复|签约|接种|开工|竣工|投产)率(?:为|达到?|是)?$")
_NEAR = 10  # figures before it that a total can be of; a list of thousands is no sentence
_RATES = ("比例", "百分点")
_END = re.compile(r"[。！？\n]")
_NEXT_SENTENCE = re.compile(r"[^。！？\n]{0,30}[。！？][^。！？\n]*")


def check(text: str, run: list[Place], earlier: list[Place]) -> Iterator[Slip]:
    """The slips among the quantities of one sentence, `run`; `earlier` are those of the sentence before it."""
    for i, place in enumerate(run):
        before, after = run[max(0, i - _NEAR) : i], run[i + 1] if i + 1 < len(run) else None
        yield from _total(text, earlier, before, place)
        if len(before) > 1:
            yield from years.check(text, before[-2], before[-1], place)
        if len(before) == 2:
            yield from _left(text, before, place)
        if before:
            yield from _done(text, before, place)
            yield from moves.check(text, before[-1], place, after)
            yield from relations.check(text, before[-1], place, after)
            yield from _inside(text, before[-1], place, after)
            yield from division.check(text, run, i)


def sentences(text: str, found: list[Place]) -> Iterator[list[Place]]:
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


def _total(text: str, earlier: list[Place], before: list[Place], place: Place) -> Iterator[Slip]:
    """三项合计 after exactly three figures of the kind, in its sentence or the one before."""
    figure = place.read.figure
    match = _TOTAL.search(_clause(text, place))
    if not match or figure.unit.dimension in _RATES:
        return
    said = place.read.start - len(match[0])  # the 三项 of 三项合计 is no part
    told = [p for p in before if p.read.start < said] or (earlier if _is_next(text, earlier, place) else [])
    parts = [p.read.figure for p in told if p.read.figure.unit.dimension == figure.unit.dimension]
    if len(parts) != parse(match["n"]) or any(p.is_range for p in parts):
        return
    total = sum((p.low for p in parts), Decimal(0))
    slack = sum((p.step for p in parts), figure.step) / 2
    if abs(total - figure.low) > slack and rounds(figure, total) is None:
        yield slip("arithmetic-wrong", place, sum="＋".join(p.text for p in parts) + f"＝{as_written(total, figure)}")


def _is_next(text: str, earlier: list[Place], place: Place) -> bool:
    """Does the sentence of `place` follow that of `earlier` in its paragraph?"""
    return bool(earlier) and bool(_NEXT_SENTENCE.fullmatch(text, earlier[-1].read.end, place.read.start))


def _left(text: str, before: list[Place], place: Place) -> Iterator[Slip]:
    """收入100万元，支出80万元，结余30万元."""
    more, less = (p.read.figure for p in before)
    figure = place.read.figure
    if not _LEFT.search(_clause(text, place)) or not more.unit.dimension == less.unit.dimension == figure.unit.dimension:
        return
    gap = abs(more.low - less.low)
    if abs(gap - figure.low) > (more.step + less.step + figure.step) / 2 and rounds(figure, gap) is None:
        yield slip("arithmetic-wrong", place, before[0], sum=f"{more.text}与{less.text}相差{as_written(gap, figure)}")


def _done(text: str, before: list[Place], place: Place) -> Iterator[Slip]:
    """排查120处，整改90处，整改率85%."""
    rate = place.read.figure
    if not rate.is_share or not _DONE.fullmatch(text[before[-1].read.end : place.read.start]):
        return
    same = [p.read.figure for p in before if p.read.figure.unit == before[-1].read.figure.unit]
    beside = place.text[before[0].read.end : before[-1].read.start].startswith("、")  # 建议52件、提案204件: two matters
    if len(same) != 2 or len(before) != 2 or beside or not same[0].low or any(f.is_range or f.modifier or f.is_share for f in same):
        return
    exact = same[1].low / same[0].low * 100
    if rounds(rate, exact) is None and abs(rate.low - exact) > rate.step:
        yield slip("arithmetic-wrong", place, before[0], sum=f"{same[1].text}÷{same[0].text}＝{exact:.1f}%")


def _inside(text: str, a: Place, b: Place, after: Place | None) -> Iterator[Slip]:
    """A x，其中B y，占z%: y is no more than x, and z is y ÷ x."""
    whole, part = a.read.figure, b.read.figure
    if not division.has_part(text, a, b) or whole.unit != part.unit:
        return
    if part.low > whole.low:
        if whole.modifier != "above":
            yield slip("figure-impossible", b, a, "warning", reason=f"其中的一部分大于整体“{whole.text}”")
    elif after is not None and after.read.figure.is_share and whole.low and _PART.match(text[part.end : after.read.start]):
        share, exact = after.read.figure, part.low / whole.low * 100
        if rounds(share, exact) is None and abs(share.low - exact) > max(share.step, Decimal(1)):
            yield slip("arithmetic-wrong", after, b, sum=f"{part.text}÷{whole.text}＝{exact:.1f}%")


def _clause(text: str, place: Place) -> str:
    """From the last ，to the figure, other figures among the words."""
    return re.split(r"[，。；：\n]", text[max(0, place.read.start - 40) : place.read.start])[-1]
