"""The genre's outline with the brief's points and facts placed in it."""

from collections.abc import Sequence
from functools import lru_cache

from drafting.brief import Brief
from drafting.draft import Outline, SectionPlan
from drafting.ledger import Fact
from prompts.genres import Genre, SectionTemplate

NEAR = 0.34  # share of common bigrams from which two short texts speak of one thing


def skeleton(brief: Brief, genre: Genre) -> Outline:
    """The outline code can make by itself: every must-cover point and every fact stands in exactly one section."""
    takers = [t for t in genre.sections if t.takes_points] or list(genre.sections)
    main = max(takers, key=lambda t: t.share)
    points = {p: _best(p, takers, main) for p in brief.must_cover}
    facts = {f.name: _home(f, points, takers, main) for f in brief.facts}
    return Outline(title=brief.title, genre=genre.id, sections=tuple(_plan(t, brief, genre, points, facts) for t in genre.sections))


def overlap(a: str, b: str) -> float:
    """How much of the shorter text's bigrams the other shares, 0 to 1."""
    first, second = _bigrams(a), _bigrams(b)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def nearest(text: str, choices: Sequence[str]) -> int | None:
    """The index of the choice `text` speaks of, or None when it speaks of none."""
    scores = [overlap(text, c) for c in choices]
    best = max(range(len(scores)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= NEAR else None


def _plan(t: SectionTemplate, brief: Brief, genre: Genre, points: dict[str, str], facts: dict[str, str]) -> SectionPlan:
    low, high = brief.length or genre.length
    return SectionPlan(
        id=t.id,
        heading=t.heading,
        purpose=t.purpose,
        points=tuple(p for p, home in points.items() if home == t.id),
        facts=tuple(f for f, home in facts.items() if home == t.id),
        serves=t.serves,
        queries=tuple(filled for q in t.queries if (filled := _fill(q, brief))),
        length=(round(low * t.share), max(1, round(high * t.share))),
        ask=t.ask,
    )


def _best(text: str, takers: list[SectionTemplate], main: SectionTemplate) -> str:
    """The id of the section whose own words are nearest to `text`; the main one when none is near."""
    best = nearest(text, [t.heading + t.purpose for t in takers])
    return main.id if best is None else takers[best].id


def _home(fact: Fact, points: dict[str, str], takers: list[SectionTemplate], main: SectionTemplate) -> str:
    """A fact stands with the point it speaks of; else where local reality is told; else in the main section."""
    best = nearest(fact.name, list(points))
    if best is not None:
        return list(points.values())[best]
    local = next((t for t in takers if "local" in t.serves), main)
    return _best(fact.name, takers, local)


def _fill(query: str, brief: Brief) -> str:
    values = {"title": brief.title, "place": brief.place, "occasion": brief.occasion, "intent": brief.intent, "local": brief.local}
    for name, value in values.items():
        query = query.replace("{" + name + "}", value)
    return query.strip()


@lru_cache(maxsize=512)  # choosing passages compares each with every other, again and again
def _bigrams(text: str) -> frozenset[str]:
    plain = "".join(c for c in text if c.isalpha())  # dates and figures say nothing about the topic
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset({plain} - {""})
