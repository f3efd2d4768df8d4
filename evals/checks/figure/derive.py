"""Values that follow from others by one step: share, growth, difference, sum, mean, product."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from corpus.figures import Figure
from evals.checks.figure.material import Material, Support
from evals.checks.figure.place import Place, covered
from evals.checks.figure.spans import lasting
from evals.checks.figure.values import rounds
from evals.checks.figure.vouch import same_noun
from evals.checks.figure.ways import WAYS

_PARTS = re.compile(r"占|其他|其余|除")
_STAGES = ("期", "阶段", "轮", "批", "盘", "局", "步", "季度")  # what is counted and then told one by one …
_ITEMS = ("个", "项", "条", "场", "次")  # … and what is so only when the same is counted
_SCORED = ("球", "盘", "局", "分", "比")
_MOST_OPERANDS = 12
_TOLD = 0.08  # likeness from which a figure of a source may be an operand
_APART = 200  # characters within which a source tells of one matter
_FEW = 4
_NAMED = 0.3  # share of a row's name that must stand around a figure derived from it


@dataclass(frozen=True)
class Derived:
    """How a value follows, in words, and from what."""

    how: str
    operands: tuple[Support, ...]


def derive(place: Place, material: Material, beside: list[Support]) -> Derived | None:
    """How the figure at `place` follows from the ledger and from figures `beside` it that are known, or None.

    Only what is about the same: one operand at least stands beside it or shares words with it.
    """
    operands = _operands(place, material, beside)
    with localcontext(Context(prec=60)):
        for found in (f for way in WAYS for f in way(place, operands)):
            if rounds_to(place.read.figure, found.value) and _spoken_of(found.operands, place, beside):
                return Derived(found.how.format(*(o.figure.text for o in found.operands)), found.operands)
    return None


def entailed(place: Place, material: Material) -> Derived | None:
    """What a count or a score says without saying it: 第二阶段 of three stages, a lead of four goals at 4:0."""
    figure = place.read.figure
    if ends := lasting(place, material.dated_or_timed):
        begin, end = ends
        return Derived(f"{begin.figure.text}至{end.figure.text}" if begin is not end else begin.figure.text, ends)
    if figure.kind == "ordinal":
        stages = [s for s in material.counted(figure.unit) if figure.low <= s.figure.low <= _MOST_OPERANDS and not s.figure.is_range]
        named = [s for s in stages if figure.unit.name in _STAGES or (figure.unit.name in _ITEMS and same_noun(place, s))]
        whole = next(iter(named), None)
        return Derived(f"{whole.figure.text}之中的一个", (whole,)) if whole else None
    if figure.unit.name in _SCORED:
        score = next((s for s in material.scores if figure.low in (*s.figure.terms, abs(s.figure.terms[0] - s.figure.terms[1]))), None)
        return Derived(f"比分{score.figure.text}", (score,)) if score else None
    return None


def _spoken_of(operands: tuple[Support, ...], place: Place, beside: list[Support]) -> bool:
    """Is every ledger row of the sum named here, said beside it, or another period of one that is? Any two rows give many numbers."""
    rows = [o for o in operands if o.fact is not None]
    said = {(s.kind, s.ref) for s in beside}
    around = place.words | place.far
    named = [o for o in rows if (o.kind, o.ref) in said or covered(o.name, around) >= _NAMED]
    return all(any(o.name == n.name for n in named) for o in rows)


def rounds_to(figure: Figure, value: Decimal) -> bool:
    if figure.kind == "ratio":
        with localcontext(Context(prec=60)):
            said = figure.terms[0] / figure.terms[1] if len(figure.terms) == 2 and figure.terms[1] else Decimal(0)
            exponent = max(-int(str(t.as_tuple().exponent)) for t in figure.terms) if said else 0
            return bool(said) and abs(said - value) <= Decimal(1).scaleb(-exponent) / 2
    return rounds(figure, value) is not None


def _operands(place: Place, material: Material, beside: list[Support]) -> list[Support]:
    said = frozenset(s.name for s in beside if s.fact)
    chosen = material.rows_named(place.words | place.far, _NAMED, said)[:_MOST_OPERANDS]
    told = _told_together(place, material) if _PARTS.search(place.lead) or place.read.figure.unit.name == "倍" else []
    before = [s for row in chosen for s in material.earlier(row)] if place.read.trend else []
    known = {(s.kind, s.ref, s.figure.low): s for s in (*before, *chosen, *told, *beside)}  # a row and the words that say it are one
    return [*reversed(known.values())]


def _told_together(place: Place, material: Material) -> list[Support]:
    """The quantities of one passage of a source that share words with the clause: 产业项目27个 and 项目48个."""
    alike = [s for score, s in material.akin(place) if s.place and score > _TOLD and s.place.near & place.near]
    near = [
        s
        for s in alike
        if s.ref == alike[0].ref and s.place and alike[0].place and abs(s.place.read.start - alike[0].place.read.start) < _APART
    ]
    return near[:_FEW]
