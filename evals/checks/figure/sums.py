"""Figures of one sentence that must add up: totals, parts of a whole, what is left, how much is done."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from corpus.numerals import parse
from evals.checks.figure import moves
from evals.checks.figure.place import Place
from evals.checks.figure.slips import Slip, as_written, slip
from evals.checks.figure.values import rounds

_TOTAL = re.compile(
    r"(?P<n>[两二三四五六七八])(?:项|类|期|者|处|部分|块|[县镇乡村家批站]|个\w{1,4}|类\w{1,4})?(?:合计|共计|总计|相加)[^，。；0-9]*$"
)
_INSIDE = re.compile(r"[^，。；、0-9]{0,8}[，,（(；]其中[^，。；]*")
_PART = re.compile(r"^，?(?:约)?占(?:比|全部|总数|总量)?的?(?:约|近|超过|超|达|为)?$")
_NEXT_PART = re.compile(r"[、，]?(?![^，。；]*(?:合计|共|总))(?P<name>[^，。；、0-9其中占同比]{2,12})$")
_LEFT = re.compile(r"(?:结余|净结余|相差|差额|顺差|逆差)(?:了|为|达)?$")
_DONE = re.compile(r"[，、](?:完成|整改|办结|销号|合格|达标|到位|化解|回复|签约|接种|开工|竣工|投产)率(?:为|达到?|是)?$")
_NEAR = 10  # figures before it that a total can be of; a list of thousands is no sentence
_RATES = ("比例", "百分点")
_END = re.compile(r"[。！？\n]")
_NEXT_SENTENCE = re.compile(r"[^。！？\n]{0,30}[。！？][^。！？\n]*")
_EVENTS = (
    "起",
    "条",
    "件",
    "宗",
    "例",
    "处",
)  # what is told by where it lies, each in one place; people and firms are of many kinds at once
_FEW_KINDS = 3  # parts of events from which they are a division


def check(text: str, run: list[Place], earlier: list[Place]) -> Iterator[Slip]:
    """The slips among the quantities of one sentence, `run`; `earlier` are those of the sentence before it."""
    for i, place in enumerate(run):
        before, after = run[max(0, i - _NEAR) : i], run[i + 1] if i + 1 < len(run) else None
        yield from _total(text, earlier, before, place)
        if len(before) == 2:
            yield from _left(text, before, place)
        if before:
            yield from _done(text, before, place)
            yield from moves.check(text, before[-1], place, after)
            yield from _inside(text, before[-1], place, after)
            yield from _overflow(text, run, i)


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
    if not _has_part(text, a, b) or whole.unit != part.unit:
        return
    if part.low > whole.low:
        if whole.modifier != "above":
            yield slip("figure-impossible", b, a, "warning", reason=f"其中的一部分大于整体“{whole.text}”")
    elif after is not None and after.read.figure.is_share and whole.low and _PART.match(text[part.end : after.read.start]):
        share, exact = after.read.figure, part.low / whole.low * 100
        if rounds(share, exact) is None and abs(share.low - exact) > max(share.step, Decimal(1)):
            yield slip("arithmetic-wrong", after, b, sum=f"{part.text}÷{whole.text}＝{exact:.1f}%")


def _overflow(text: str, run: list[Place], i: int) -> Iterator[Slip]:
    """案件320件，其中刑事案件120件、民事案件180件、行政案件30件: parts of one kind are together no more than the whole."""
    whole, parts = run[i - 1], parts_of(text, run, i)
    exclusive = _is_bare(parts) or _is_division(text, whole, parts)
    if not exclusive:
        parts = list(takewhile(lambda p: p is parts[0] or _same_kind(whole, parts[0], p), parts))
    total = sum((p.read.figure.low for p in parts), Decimal(0))
    if len(parts) > 1 and total > whole.read.figure.low and rounds(whole.read.figure, total) is None:
        said = "＋".join(p.read.figure.text for p in parts)
        more = f"{said}＝{as_written(total, whole.read.figure)}，大于“{whole.read.figure.text}”"
        yield slip("arithmetic-wrong", parts[-1], whole, sum=more)


def parts_of(text: str, run: list[Place], i: int) -> list[Place]:
    """The figures of the list after 其中 that begins with `run[i]`; nothing when it is not part of the figure before it."""
    whole, parts = run[i - 1], [run[i]]
    if not _has_part(text, whole, run[i]):
        return []
    for place in run[i + 1 : i + _NEAR]:
        between = text[parts[-1].read.end : place.read.start]
        named = _NEXT_PART.fullmatch(between) and place.read.figure.unit == run[i].read.figure.unit
        if not (named or between == "、") or place.read.figure.unit.name not in (whole.read.figure.unit.name, ""):
            break
        parts.append(place)
    return parts


def _is_bare(parts: list[Place]) -> bool:
    """其中60、30、20: numbers alone are those of one division."""
    return all(p.read.left.endswith("其中") for p in parts)


def _is_division(text: str, whole: Place, parts: list[Place]) -> bool:
    joined = all(text[a.read.end] == "、" for a in parts[:-1])
    return joined and len(parts) >= _FEW_KINDS and whole.read.figure.unit.name in _EVENTS


def _same_kind(whole: Place, a: Place, b: Place) -> bool:
    """刑事案件 and 民事案件 exclude each other, 示范村 and 达标村 of 12个村 too; 女职工 and 党员 do not."""
    one, other = a.read.left, b.read.left
    if a.read.figure.unit != b.read.figure.unit or len(one) <= 2:
        return False
    return one[-2:] == other[-2:] or one[-1:] == other[-1:] == whole.read.right[:1]


def _has_part(text: str, a: Place, b: Place) -> bool:
    return (
        bool(_INSIDE.fullmatch(text, a.read.end, b.read.start))
        and _is_whole(a)
        and "每" not in text[max(0, a.read.start - 8) : a.read.start]
        and not b.read.figure.is_range
        and b.read.trend is None
    )  # fmt: skip


def _is_whole(place: Place) -> bool:
    """Can parts of this be spoken of: an amount, not a rate, a movement or so much each?"""
    figure = place.read.figure
    return not (figure.unit.dimension in _RATES or figure.is_range or figure.soft or place.read.trend or "每" in place.read.left)


def _clause(text: str, place: Place) -> str:
    """From the last ，to the figure, other figures among the words."""
    return re.split(r"[，。；：\n]", text[max(0, place.read.start - 40) : place.read.start])[-1]
