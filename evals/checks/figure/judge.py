"""One figure against the material: grounded, or what is wrong with it."""

from dataclasses import dataclass, replace

from corpus.figures import Figure
from corpus.figures.model import Day
from corpus.units import comparable
from evals.checks.figure.derive import derive
from evals.checks.figure.material import Material, Support
from evals.checks.figure.place import Place
from evals.checks.figure.values import agree
from evals.checks.figure.vouch import vouches
from evals.finding import Ground

_SURE = 0.62  # likeness from which two places speak of the same indicator
_MARGIN = 0.33  # how much better another place must fit to say that a value stands at the wrong one
_CLAIM = 0.75

_NEAR = 12  # how many figures apart swapped ones are looked for
_VERBATIM = 1.9  # two places copied word for word, where even a small difference in order tells
_NOTICED = 0.05
_COPIED = 8  # characters on one side of a figure from which it was copied with its place


@dataclass(frozen=True)
class Fault:
    """What is wrong: the rule's name, the span, the support it goes against, values for the message."""

    rule: str
    start: int
    end: int
    against: Support | None = None
    said: str = ""
    sure: bool = False


@dataclass
class Judged:
    """A place with its verdict."""

    place: Place
    support: Support | None = None
    how: str = ""
    fault: Fault | None = None

    @property
    def likeness(self) -> float:
        return self.support.likeness(self.place) if self.support else 0.0

    @property
    def ground(self) -> Ground | None:
        if self.support is None or self.fault is not None:
            return None
        figure = self.place.read.figure
        return Ground(figure.start, figure.end, self.support.evidence(for_ground=True), self.how)


class Judge:
    """Judges the figures of one text; the matched ones first, so that what they stand for is taken."""

    def __init__(self, material: Material, strict: bool = False) -> None:
        self.material = material
        self.strict = strict
        self.claimed: set[int] = set()

    def all(self, found: list[Place]) -> list[Judged]:
        matched = [self._matched(p) for p in found]
        judged = [self._judge(p, m) for p, m in zip(found, matched)]
        self._exchange(judged)
        if self.strict:
            self._once(judged)
        for i, one in enumerate(judged):
            if one.support is None and one.fault is None:
                judged[i] = self._unmatched(one.place, self._beside(judged, i))
        return judged

    def _matched(self, place: Place) -> list[tuple[float, str, Support]]:
        """The supports whose value agrees, the most alike first."""
        figure = place.read.figure
        if figure.kind == "date":
            return []
        found = []
        for support in self.material.around(place):
            how = agree(figure, support.figure)
            if how is not None and vouches(place, support, how, self.strict):
                found.append((support.likeness(place), how, support))
        found.sort(key=lambda m: (-m[0], m[1]))
        if found and found[0][0] >= _CLAIM:
            self.claimed.add(id(found[0][2]))
        return found

    def _judge(self, place: Place, matched: list[tuple[float, str, Support]]) -> Judged:
        if not matched:
            return Judged(place)
        likeness, how, support = matched[0]
        rival = self._rival(place, likeness)
        if rival is not None and (derived := derive(place, self.material, [])):
            return Judged(place, derived.operands[0], f"由{derived.how}算得")
        if rival is not None:
            figure = place.read.figure
            return Judged(place, fault=Fault("values-swapped", figure.start, figure.end, rival, sure=False))
        return Judged(place, support, how, self._direction(place, support, likeness) or self._period(place, matched))

    def _rival(self, place: Place, likeness: float) -> Support | None:
        """Another support in whose words the figure stands, with another value."""
        if likeness >= _SURE:
            return None
        figure = place.read.figure
        for score, support in self.material.akin(place):
            if score < max(_SURE, likeness + _MARGIN):
                return None
            if id(support) not in self.claimed and comparable(support.figure.unit, figure.unit):
                return support
        return None

    def _exchange(self, judged: list[Judged]) -> None:
        """Two values that each stand in the other's words are swapped."""
        for i, a in enumerate(judged):
            for b in judged[i + 1 : i + _NEAR]:
                if a.support and b.support and not a.fault and not b.fault and _crossed(a, b):
                    for one, other in ((a, b), (b, a)):
                        figure = one.place.read.figure
                        one.fault = Fault("values-swapped", figure.start, figure.end, other.support)

    def _once(self, judged: list[Judged]) -> None:
        """For the guard: in one sentence a support vouches for one subject only, the one in whose words it stands best."""
        best: dict[tuple[int, int], Judged] = {}
        for one in sorted((j for j in judged if j.support and not j.fault), key=lambda j: -j.likeness):
            first = best.setdefault((one.place.read.sentence, id(one.support)), one)
            if first.place.read.subject != one.place.read.subject and one.likeness < _SURE:
                one.support = None

    def _direction(self, place: Place, support: Support, likeness: float) -> Fault | None:
        read = place.read
        if likeness < 0.2:
            return None
        if support.place is not None:
            return self._turned(place, support.place, support)
        if read.trend is None or read.level or not (read.figure.is_share and support.is_rate):
            return None
        return (
            Fault("direction-differs", read.trend.start, read.end, support, sure=likeness > 0.8)
            if read.trend.sign != support.sign
            else None
        )

    def _turned(self, place: Place, other: Place, support: Support) -> Fault | None:
        mine, theirs = place.read.moves, other.read.moves
        if len(mine) == len(theirs):
            for a, b in zip(mine, theirs):
                if a.sign != b.sign:
                    end = place.read.end if place.read.end - a.start <= 24 else a.end
                    return Fault("direction-differs", a.start, end, support)
        return None

    def _period(self, place: Place, matched: list[tuple[float, str, Support]]) -> Fault | None:
        said = place.read.period
        best = matched[0][2]
        if said is None or not said.year or best.fact is None or matched[0][0] < 0.5:
            return None
        if any(m[2].period is None or _meets(said.year, said.last_year, m[2]) for m in matched if m[0] > matched[0][0] - 0.2):
            return None
        figure = place.read.figure
        year = f"{said.year}年" if said.year == said.last_year else f"{said.year}—{said.last_year}年"
        return Fault("period-differs", figure.start, figure.end, best, said=year)

    def _beside(self, judged: list[Judged], i: int) -> list[Support]:
        """The known figures of the same sentence and the one before, nearest first."""
        here = judged[i].place
        found = []
        for other in reversed(judged[max(0, i - 8) : i]):
            if "\n" in here.text[other.place.read.start : here.read.start] or here.read.start - other.place.read.start > 160:
                break
            if other.support is not None and other.place.read.figure.kind == "quantity":
                found.append(replace(other.support, figure=other.place.read.figure))
        return found

    def _unmatched(self, place: Place, beside: list[Support]) -> Judged:
        figure = place.read.figure
        if figure.kind == "date":
            return self._dated(place)
        if derived := derive(place, self.material, beside):
            known = next((o for o in derived.operands if o.fact is not None), derived.operands[0])
            return Judged(place, known, f"由{derived.how}算得")
        for score, support in self.material.akin(place):
            if score < 0.5:
                break
            if _other_unit(figure, support.figure):
                return Judged(
                    place, fault=Fault("unit-differs", figure.start, figure.end, support, sure=score > 0.8 and support.fact is not None)
                )
            if comparable(figure.unit, support.figure.unit) and score >= _SURE and figure.kind == support.figure.kind:
                return Judged(
                    place, fault=Fault("value-differs", figure.start, figure.end, support, sure=score > 0.8 and support.fact is not None)
                )
        return Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end))

    def _dated(self, place: Place) -> Judged:
        """A day is known when its parts are: 3月5日 in one place, 2025年 in another."""
        figure = place.read.figure
        known = all(_day_known(d, self.material) for d in figure.days)
        if not known:
            return Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end))
        same = [s for s in self.material.all if any(_same_day(d, k) for d in figure.days for k in s.figure.days)]
        if not same:
            return Judged(place)
        best = max(same, key=lambda s: s.likeness(place))
        if any(_copied(place, s) for s in same):
            return Judged(place, best)
        if self._elsewhere(place, best.likeness(place)):
            return Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end, best))
        return Judged(place, best)

    def _elsewhere(self, place: Place, likeness: float) -> bool:
        """Does the place of this date hold another date in a source, word for word?"""
        if likeness >= _SURE:
            return False
        return any(
            score >= max(0.75, likeness + _MARGIN) and s.figure.kind == "date" and not set(s.figure.days) & set(place.read.figure.days)
            for score, s in self.material.akin(place)
        )


def _copied(place: Place, support: Support) -> bool:
    """Do the words on one side of the figure stand in the source as they stand here?"""
    if support.place is None:
        return False
    (before, after), (was_before, was_after) = _sides(place), _sides(support.place)
    return (len(after) == _COPIED and after == was_after) or (len(before) == _COPIED and before == was_before)


def _sides(place: Place) -> tuple[str, str]:
    figure = place.read.figure
    return place.text[max(0, figure.start - _COPIED) : figure.start], place.text[figure.end : figure.end + _COPIED]


def _crossed(a: Judged, b: Judged) -> bool:
    assert a.support and b.support
    x, y = a.place.read.figure, b.place.read.figure
    if x.kind != y.kind or x.low == y.low or not comparable(x.unit, y.unit) or a.support is b.support:
        return False
    mine, theirs = a.support.place, b.support.place
    if mine and theirs and a.place.near == theirs.near != mine.near == b.place.near:
        return True  # each stands word for word where the other belongs
    straight = a.support.likeness(a.place) + b.support.likeness(b.place)
    if straight >= 1.995:
        return False
    crossed = b.support.likeness(a.place) + a.support.likeness(b.place)
    if crossed >= _VERBATIM:
        return crossed > straight + _NOTICED
    return crossed > straight + 2 * _MARGIN and crossed >= 2 * _SURE


def _same_day(said: Day, known: Day) -> bool:
    """Do two days agree in all that both name, and do both name something?"""
    both = [(a, b) for a, b in zip(said, known) if a and b]
    return bool(both) and all(a == b for a, b in both)


def _day_known(day: Day, material: Material) -> bool:
    year, month, number = day
    years = {d[0] for d in material.days}
    rest = {d[1:] for d in material.days}
    if number and not month:
        return any(d[2] == number for d in material.days)
    return (not year or year in years) and (not month or (month, number) in rest or (not number and any(r[0] == month for r in rest)))


def _meets(first: int, last: int, support: Support) -> bool:
    period = support.period
    return period is None or not period.year or (period.year <= last and first <= period.last_year)


def _other_unit(said: Figure, known: Figure) -> bool:
    """The same digits in another unit: 8万元 and 8亿元, 5% and 5个百分点."""
    if said.kind != "quantity" or known.kind != "quantity" or said.is_range:
        return False
    same = _written(said) == _written(known)
    return same and (said.unit.dimension != known.unit.dimension or said.low != known.low)


def _written(figure: Figure) -> str:
    digits = "".join(c for c in figure.text if c.isdigit() or c in ".．")
    return digits.strip("0.") or digits
