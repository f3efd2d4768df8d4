"""One figure against the material: grounded, or what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.figures import Figure
from corpus.figures.dates import periods
from corpus.units import comparable
from evals.checks.figure import together
from evals.checks.figure.aims import is_aim, names_an_aim
from evals.checks.figure.compared import compared
from evals.checks.figure.dated import dated
from evals.checks.figure.derive import Derived, derive, entailed
from evals.checks.figure.judged import Fault, Judged
from evals.checks.figure.material import Material, Support
from evals.checks.figure.parts import is_part
from evals.checks.figure.place import Place, covered
from evals.checks.figure.restated import restated
from evals.checks.figure.values import agree
from evals.checks.figure.vouch import vouches

_COMPARED = re.compile(r"(?:(?P<more>[高快多好大优早]于)|[低慢少差小劣晚]于)[^，。；]{0,10}$")
_SURE = 0.62  # likeness from which two places speak of the same indicator
_MARGIN = 0.33  # how much better another place must fit to say that a value stands at the wrong one
_CLAIM = 0.75
_WORD_FOR_WORD = 0.999
_FULL = 0.99  # every character of a row's name stands in the clause
_LESS_THAN_FULL = 0.9
_NAMED = 0.8  # of the name of a row that is surely meant


class Judge:
    """Judges the figures of one text; the matched ones first, so that what they stand for is taken."""

    def __init__(self, material: Material, strict: bool = False) -> None:
        self.material = material
        self.strict = strict
        self.claimed: set[int] = set()

    def all(self, found: list[Place]) -> list[Judged]:
        matched = [self._matched(p) for p in found]
        judged = [self._judge(p, m) for p, m in zip(found, matched)]
        together.exchange(judged)
        if self.strict:
            together.once(judged)
        for i, one in enumerate(judged):
            if one.support is None and one.fault is None:
                beside = [replace(j.support, figure=j.place.read.figure) for j in said_before(judged, i) if j.support]
                judged[i] = compared(one.place, self.material) or restated(one.place, judged[:i]) or self._unmatched(one.place, beside)
        together.taken(judged)
        together.lists(judged)
        return judged

    def _matched(self, place: Place) -> list[tuple[float, str, Support]]:
        """The supports whose value agrees, the most alike first."""
        figure = place.read.figure
        if figure.kind == "date":
            return []
        found = []
        for support in self.material.around(place):
            how = agree(figure, support.figure)
            likeness = support.likeness(place) if how is not None else 0.0
            if how is not None and vouches(place, support, likeness, how, self.strict):
                found.append((likeness, how, support))
                if how == "" and support.fact is None and likeness > _WORD_FOR_WORD:
                    break  # no other can be nearer; texts that say a thing a thousand times are read once
        found.sort(key=lambda m: (-m[0], m[1]))
        if found and found[0][0] >= _CLAIM and not figure.soft:
            self.claimed.add(id(found[0][2]))
        return found

    def _judge(self, place: Place, matched: list[tuple[float, str, Support]]) -> Judged:
        matched = self._achieved(place, matched)
        if not matched:
            return Judged(place)
        likeness, how, support = matched[0]
        rival = self._rival(place, likeness)
        if rival is not None and (derived := derive(place, self.material, [])):
            return _computed(place, derived)
        if rival is not None:
            return Judged(place, fault=_misplaced(place, support, rival))
        return Judged(place, support, how, self._direction(place, support, likeness) or self._period(place, matched))

    def _achieved(self, place: Place, matched: list[tuple[float, str, Support]]) -> list[tuple[float, str, Support]]:
        """Without the aims, where a result is told that the ledger has a row for."""
        results = [m for m in matched if m[2].place is None or not is_aim(m[2].place)]
        if len(results) == len(matched) or is_aim(place):
            return matched
        unit = place.read.figure.unit
        rows = (s for score, s in self.material.akin(place) if score >= _SURE and s.is_row)
        return results if any(comparable(s.figure.unit, unit) for s in rows) else matched

    def _rival(self, place: Place, likeness: float) -> Support | None:
        """Another support in whose words the figure stands, with another value."""
        if likeness >= _SURE:
            return self._named_in_full(place, likeness)
        for score, support in self.material.akin(place):
            if score < max(_SURE, likeness + _MARGIN):
                return None
            if self._is_free_for(place, support):
                return support
        return None

    def _named_in_full(self, place: Place, likeness: float) -> Support | None:
        """农村居民人均可支配收入 is the row of that name, however alike the row of the 城镇居民 may be."""
        if likeness >= _LESS_THAN_FULL:
            return None
        full = (s for score, s in self.material.akin(place) if score >= _FULL and s.fact and s.place is None)
        return next((s for s in full if self._is_free_for(place, s)), None)

    def _is_free_for(self, place: Place, support: Support) -> bool:
        """May the figure be meant for this one, which no other figure of the text is?"""
        free = id(support) not in self.claimed and comparable(support.figure.unit, place.read.figure.unit)
        return free and not is_part(place, support, self.material.home)

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
        words, known = _COMPARED.search(place.read.left), _COMPARED.search(other.read.left)
        if words and known and bool(words["more"]) != bool(known["more"]):
            start = place.read.start - len(place.read.left) + words.start()
            return Fault("direction-differs", start, place.read.end, support)
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
        if said is None or best.fact is None or matched[0][0] < 0.5:
            return None
        near = [m[2] for m in matched if m[0] > matched[0][0] - 0.2]
        if stretch := _other_stretch(place, near):
            return Fault("period-differs", place.read.start, place.read.end, best, said=stretch)
        if not said.year:
            return None
        if any(s.period is None or _meets(said.year, said.last_year, s) for s in near):
            return None
        figure = place.read.figure
        if best.period and str(best.period.year) in place.text[place.read.sentence : figure.start]:
            return None  # 2024年、2025年……分别为
        year = f"{said.year}年" if said.year == said.last_year else f"{said.year}—{said.last_year}年"
        return Fault("period-differs", figure.start, figure.end, best, said=year)

    def _unmatched(self, place: Place, beside: list[Support]) -> Judged:
        figure = place.read.figure
        if figure.kind == "date":
            return dated(place, self.material)
        if derived := derive(place, self.material, beside) or entailed(place, self.material):
            return _computed(place, derived)
        for score, support in self.material.akin(place):
            if score < 0.5:
                break
            if _other_unit(figure, support.figure):
                return Judged(
                    place, fault=Fault("unit-differs", figure.start, figure.end, support, sure=score > 0.8 and support.fact is not None)
                )
            if _is_result_for_aim(place, support) or is_part(place, support, self.material.home):
                continue
            if comparable(figure.unit, support.figure.unit) and score >= _SURE and figure.kind == support.figure.kind:
                return Judged(
                    place, fault=Fault("value-differs", figure.start, figure.end, support, sure=score > 0.8 and support.fact is not None)
                )
        return Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end))


def _is_result_for_aim(place: Place, support: Support) -> bool:
    """An aim may be another number than the result."""
    return support.is_row and support.fact is not None and not names_an_aim(support.fact.name) and is_aim(place)


def _misplaced(place: Place, has_value: Support, rival: Support) -> Fault:
    """The value of another row of like kind stands in the wrong place; one that is counted otherwise is equal by chance."""
    figure = place.read.figure
    by_chance = has_value.is_row and rival.is_row and has_value.figure.unit != rival.figure.unit
    if not by_chance:
        return Fault("values-swapped", figure.start, figure.end, rival)
    return Fault("value-differs", figure.start, figure.end, rival, sure=covered(rival.name, place.words) >= _NAMED)


def said_before(judged: Sequence[Judged], i: int) -> list[Judged]:
    """The quantities of the same sentence and the one before, nearest first."""
    here, found = judged[i].place, []
    for other in reversed(judged[max(0, i - 8) : i]):
        start = other.place.read.start
        if here.read.start - start > 160 or "\n" in here.text[start : here.read.start]:
            break
        if other.place.read.figure.kind == "quantity":
            found.append(other)
    return found


def _computed(place: Place, derived: Derived) -> Judged:
    known = next((o for o in derived.operands if o.fact is not None), derived.operands[0])
    return Judged(place, known, f"由{derived.how}算得", operands=derived.operands)


def _meets(first: int, last: int, support: Support) -> bool:
    period = support.period
    return period is None or not period.year or (period.year <= last and first <= period.last_year)


def _other_stretch(place: Place, supports: list[Support]) -> str:
    """The months of which the sentence tells the figure, where every row counts to another month: 1—10月, not 1—9月. Else ''."""
    said = next((p for *_, p in reversed(periods(place.text[place.read.sentence : place.read.start], 0))), None)
    if said is None or not said.month < said.last_month:
        return ""
    known = [s.period for s in supports]
    other = all(p and p.month == said.month < p.last_month != said.last_month for p in known)
    return f"{said.month}—{said.last_month}月" if other else ""


def _other_unit(said: Figure, known: Figure) -> bool:
    """The same digits in another unit: 8万元 and 8亿元, 5% and 5个百分点."""
    if said.kind != "quantity" or known.kind != "quantity" or said.is_range:
        return False
    same = _written(said) == _written(known)
    return same and (said.unit.dimension != known.unit.dimension or said.low != known.low)


def _written(figure: Figure) -> str:
    digits = "".join(c for c in figure.text if c.isdigit() or c in ".．")
    return digits.strip("0.") or digits
