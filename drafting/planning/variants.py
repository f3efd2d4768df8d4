"""Two or three outlines of one brief that code can make by itself: the genre's own, and other divisions that fit the matter."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.zh import count_zi
from drafting.brief import Brief
from drafting.draft import Outline, SectionPlan
from drafting.outline import nearest, skeleton
from prompts.frames import Frame, frames_for
from prompts.genres import Genre

MOST = 3  # outlines to choose from: more is no help
LEAST_GROUPS = 2  # a section split into one is the same section
_DEADLINE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月(\d{1,2})日|(\d{1,2})月底|(年底))之?前")
_LATER = "长期坚持的工作"
_LONG_HEADING = 16  # 字; of a longer one its first clause is enough

Group = tuple[str, tuple[str, ...]]  # a heading and the points under it


@dataclass(frozen=True)
class Variant:
    """A division of the matter; `genre` has the sections it was made from, for a model that words it."""

    id: str
    name: str
    why: str
    outline: Outline
    genre: Genre


def variants(brief: Brief, genre: Genre) -> tuple[Variant, ...]:
    """At most MOST outlines, the genre's own first. Every point and every fact of the brief stands in exactly one section of each."""
    own = Variant("own", f"{genre.name}常用结构", "按这个文种通常的写法分节；拿不准时用这一种。", skeleton(brief, genre), genre)
    others = (v for frame in frames_for(genre.id) if (v := _framed(frame, brief, genre)) is not None)
    return (own, *others)[:MOST]


def _framed(frame: Frame, brief: Brief, genre: Genre) -> Variant | None:
    """The frame filled with the brief; None when there is nothing to split."""
    if frame.sections:
        framed = genre.model_copy(update={"sections": frame.sections})
        return Variant(frame.id, frame.name, frame.why, skeleton(brief, framed), framed)
    groups = _by_deadline(brief) if frame.split == "deadlines" else _by_point(brief)
    if len(groups) < LEAST_GROUPS:
        return None
    return Variant(frame.id, frame.name, frame.why, _split(skeleton(brief, genre), groups, frame, brief), genre)


def _split(outline: Outline, groups: list[Group], frame: Frame, brief: Brief) -> Outline:
    """`outline` with its main section divided into one for each group; all points stand there."""
    main = max((s for s in outline.sections if s.points), key=lambda s: s.length[1])
    total = sum(len(points) for _, points in groups)
    parts = [
        SectionPlan(
            id=f"{frame.id}-{n}", heading=heading, purpose=frame.purpose, points=points, serves=main.serves, ask=frame.ask,
            queries=tuple(f"{brief.title} {_head(p)}" for p in points),
            length=(main.length[0] * len(points) // total, max(1, main.length[1] * len(points) // total)),
        )
        for n, (heading, points) in enumerate(groups, 1)
    ]  # fmt: skip
    rest = [s.model_copy(update={"points": ()}) for s in outline.sections]
    return outline.model_copy(update={"sections": tuple(_with_facts(rest, main.id, parts))})


def _with_facts(sections: Iterable[SectionPlan], main: str, parts: list[SectionPlan]) -> Iterator[SectionPlan]:
    """The sections with `parts` in the place of `main`; a fact goes to the part whose point it speaks of, else it stays."""
    known = list(sections)
    points = [(p, i) for i, part in enumerate(parts) for p in part.points]
    taken: dict[str, int] = {}
    for section in known:
        for fact in section.facts:
            at = nearest(fact, [p for p, _ in points])
            if at is not None or section.id == main:
                taken[fact] = points[at][1] if at is not None else 0
    for section in known:
        if section.id == main:
            for i, part in enumerate(parts):
                yield part.model_copy(update={"facts": tuple(f for f, part_no in taken.items() if part_no == i)})
        else:
            yield section.model_copy(update={"facts": tuple(f for f in section.facts if f not in taken)})


def _by_point(brief: Brief) -> list[Group]:
    return [(_heading(p), (p,)) for p in brief.must_cover]


def _by_deadline(brief: Brief) -> list[Group]:
    """The points by the time until which they must be done, the earliest first; those without one last. [] when none has one."""
    groups: dict[tuple[int, int, int], list[str]] = {}
    names: dict[tuple[int, int, int], str] = {}
    none: list[str] = []
    for point in brief.must_cover:
        if match := _DEADLINE.search(point):
            when = _when(match, brief.date)
            groups.setdefault(when, []).append(point)
            names.setdefault(when, f"{match[0]}完成的工作")
        else:
            none.append(point)
    found = [(names[when], tuple(groups[when])) for when in sorted(groups)]
    return [*found, *([(_LATER, tuple(none))] if none else [])] if found else []


def _when(match: re.Match[str], today: dt.date | None) -> tuple[int, int, int]:
    """Year, month, day, enough to order by; a month that is over is one of the next year."""
    year, month, day, whole_month, _ = match.groups()
    in_month = int(month or whole_month or 12)
    this_year = today.year + (in_month < today.month) if today else 0
    return int(year or this_year), in_month, int(day or 31)


def _heading(point: str) -> str:
    """The matter of a point as a heading."""
    head = _head(point)
    return head if count_zi(head) <= _LONG_HEADING else re.split("[，；]", head)[0]


def _head(point: str) -> str:
    """The matter of a point, before its colon: 危化品企业夜间值守."""
    return point.partition("：")[0].strip("。；，")
