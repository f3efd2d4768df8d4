"""Dates, months and years against the material: a day is known when its parts are (3月5日 in one place, 2025年 in another)."""

import re

from corpus.figures.model import Day
from evals.checks.figure.judged import Fault, Judged
from evals.checks.figure.material import Material, Support
from evals.checks.figure.place import Place

_SURE = 0.62  # likeness from which the place of a date is the same one
_ELSEWHERE = 0.75  # … and from which another date stands there word for word
_MARGIN = 0.33
_COPIED = 8  # characters on one side of a date from which it was copied with its place
_THIRDS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (20, 31), "底": (20, 31), "末": (20, 31)}
_THIRD = re.compile(r"份?(?P<third>上旬|中旬|下旬|初|底|末)")
_RELATIVE_THIRD = re.compile(r"[本当同该上下次]月(?P<third>上旬|中旬|下旬|初|底|末)")
_HOURS = {"凌晨": 0, "清晨": 1, "早上": 1, "早晨": 1, "上午": 1, "中午": 2, "下午": 3, "傍晚": 3, "晚": 4, "夜": 4, "深夜": 4}
_HOUR = re.compile("|".join(sorted(_HOURS, key=len, reverse=True)))
_RELATIVE_HOUR = re.compile(rf"[当同今昨][天日]?(?:的)?(?P<hour>{_HOUR.pattern})")
_REPORTED = re.compile(r"[^，。]{0,6}?[电讯]")  # 11月17日电: when it was written, not when it happened


def dated(place: Place, material: Material) -> Judged:
    """The date at `place` with the date of the material that it repeats."""
    figure = place.read.figure
    unknown = Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end))
    if not all(_known(d, material) for d in figure.days) or not _third_known(place, material):
        return unknown
    same = [s for s in material.dated if any(same_day(d, k) for d in figure.days for k in s.figure.days)]
    if not same:
        return Judged(place)
    if other := _other_hour(place, same, material):
        hour = _HOUR.match(place.read.right)
        return Judged(place, fault=Fault("value-differs", figure.start, figure.end + len(hour[0] if hour else ""), other))
    best = max(same, key=lambda s: s.likeness(place))
    if not any(_copied(place, s) for s in same) and _elsewhere(place, best.likeness(place), material):
        return Judged(place, fault=Fault("figure-unsupported", figure.start, figure.end, best))
    return Judged(place, best)


def same_day(said: Day, known: Day) -> bool:
    """Do two days agree in all that both name, and do both name something?"""
    both = [(a, b) for a, b in zip(said, known) if a and b]
    return bool(both) and all(a == b for a, b in both)


def _known(day: Day, material: Material) -> bool:
    year, month, number = day
    if number and not month:
        return any(d[2] == number for d in material.days)
    in_year = not year or any(d[0] == year for d in material.days)
    return in_year and (not month or any(d[1] == month and d[2] in ((number,) if number else range(32)) for d in material.days))


def _third_known(place: Place, material: Material) -> bool:
    """2月中旬 is not known from 2月4日."""
    said = _THIRD.match(place.read.right)
    (_, month, number), *more = place.read.figure.days
    if not said or number or not month or more:
        return True
    first, last = span = _THIRDS[said["third"]]
    for support in material.dated:
        for _, known, day in support.figure.days:
            if known == month and (first <= day <= last or _third(support) == span):
                return True
    return any(_THIRDS[m["third"]] == span for t in material.texts for m in _RELATIVE_THIRD.finditer(t))


def _third(support: Support) -> tuple[int, int] | None:
    match = _THIRD.match(support.place.read.right) if support.place else None
    return _THIRDS[match["third"]] if match else None


def _other_hour(place: Place, same: list[Support], material: Material) -> Support | None:
    """17日上午 where the material knows of 17日凌晨 only: the support it goes against."""
    said = _HOUR.match(place.read.right)
    if not said or not place.read.figure.days[0][2]:
        return None
    told = [s for s in same if s.place and s.figure.days[0][2] and not _REPORTED.match(s.place.read.right)]
    hours = [m and _HOURS[m[0]] for s in told if s.place for m in [_HOUR.match(s.place.read.right)]]
    wanted = _HOURS[said[0]]
    if not told or None in hours or wanted in hours:
        return None
    relative = (m["hour"] for t in material.texts for m in _RELATIVE_HOUR.finditer(t))
    return None if any(_HOURS[hour] == wanted for hour in relative) else told[0]


def _copied(place: Place, support: Support) -> bool:
    """Do the words on one side of the figure stand in the source as they stand here?"""
    if support.place is None:
        return False
    (before, after), (was_before, was_after) = _sides(place), _sides(support.place)
    return (len(after) == _COPIED and after == was_after) or (len(before) == _COPIED and before == was_before)


def _sides(place: Place) -> tuple[str, str]:
    figure = place.read.figure
    return place.text[max(0, figure.start - _COPIED) : figure.start], place.text[figure.end : figure.end + _COPIED]


def _elsewhere(place: Place, likeness: float, material: Material) -> bool:
    """Does the place of this date hold another date in a source, word for word?"""
    if likeness >= _SURE:
        return False
    return any(
        score >= max(_ELSEWHERE, likeness + _MARGIN) and s.figure.kind == "date" and not set(s.figure.days) & set(place.read.figure.days)
        for score, s in material.akin(place)
    )
