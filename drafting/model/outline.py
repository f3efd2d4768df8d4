"""The outline a model proposes, laid over the genre's own: ids, order, points and facts stay in our hands."""

import json
import re
from dataclasses import dataclass
from typing import Any

from corpus.zh import count_zi, heading_level, heading_text
from drafting.draft import Outline, SectionPlan
from drafting.guard import MARK, Checker, Material
from drafting.model.jsonish import first_object
from drafting.model.lines import has_chinese, plain
from prompts.genres import Genre

_LONGEST_PURPOSE = 120  # 字


@dataclass(frozen=True)
class Proposal:
    """What a model proposes for one section; '' and () where it proposes nothing. Points and facts by number from 0."""

    id: str
    heading: str = ""
    purpose: str = ""
    points: tuple[int, ...] = ()
    facts: tuple[int, ...] = ()


class OutlineReader:
    """A listener that only collects the answer."""

    def __init__(self) -> None:
        self.text = ""

    def forget(self) -> None:
        self.text = ""

    @property
    def empty(self) -> bool:
        return not self.text.strip()

    def feed(self, text: str) -> bool:
        self.text += text
        return len(self.text) < 20_000 and not re.search(r"(.{1,40}?)\1{14,}\Z", self.text[-600:], re.DOTALL)

    def close(self, cut: bool) -> None:
        """Nothing is left over; a cut answer is mended as far as it goes."""


def numbered_points(outline: Outline) -> tuple[str, ...]:
    """The points of an outline, each once: K1 is the first."""
    return tuple(dict.fromkeys(p for s in outline.sections for p in s.points))


def numbered_names(outline: Outline) -> tuple[str, ...]:
    """The fact names of an outline, each once: F1 is the first."""
    return tuple(dict.fromkeys(f for s in outline.sections for f in s.facts))


def skeleton_text(outline: Outline) -> str:
    """The default outline for the prompt, with points and facts by number."""
    points, names = numbered_points(outline), numbered_names(outline)
    lines = []
    for s in outline.sections:
        placed = [f"K{points.index(p) + 1}" for p in s.points] + [f"F{names.index(f) + 1}" for f in s.facts]
        lines.append(f"- id={s.id}｜标题：{s.heading or '（无）'}｜要旨：{s.purpose}｜现放：{'、'.join(placed) or '无'}")
    return "\n".join(lines)


def example(outline: Outline) -> str:
    """The form of the answer, with the first ids of this outline."""
    sections = [
        {"id": s.id, "heading": "标题" if s.heading else "", "purpose": "要旨", "points": ["K1"], "facts": ["F1"]}
        for s in outline.sections[:2]
    ]
    return json.dumps({"sections": sections}, ensure_ascii=False)


def schema(outline: Outline) -> dict[str, Any]:
    """The JSON schema of the answer; ids are those of `outline` only."""
    texts = {"type": "array", "items": {"type": "string"}}
    keys: dict[str, Any] = {
        "id": {"type": "string", "enum": [s.id for s in outline.sections]},
        "heading": {"type": "string"}, "purpose": {"type": "string"}, "points": texts, "facts": texts,
    }  # fmt: skip
    section = {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}
    sections = {"type": "array", "items": section}
    return {"type": "object", "properties": {"sections": sections}, "required": ["sections"], "additionalProperties": False}


def proposals(text: str, skeleton: Outline) -> tuple[Proposal, ...]:
    """What `text` proposes: JSON anywhere in it, else headings line by line; () when neither is there."""
    value = first_object(text)
    items = value.get("sections") if value else None
    if isinstance(items, list):
        read = [_proposal(x) for x in items if isinstance(x, dict)]
        known = {s.id for s in skeleton.sections}
        return tuple(p for p in read if p.id in known)
    return () if value else _from_lines(text, skeleton)


def merged(skeleton: Outline, proposed: tuple[Proposal, ...], genre: Genre, material: Material, check: Checker) -> Outline:
    """`skeleton` with the proposed headings, purposes and placings that are sound; every point and fact stays placed exactly once."""
    by_id = {p.id: p for p in reversed(proposed)}
    takes = _takers(skeleton, genre)
    points = _placed(numbered_points(skeleton), {s.id: s.points for s in skeleton.sections}, {i: p.points for i, p in by_id.items()}, takes)
    facts = _placed(numbered_names(skeleton), {s.id: s.facts for s in skeleton.sections}, {i: p.facts for i, p in by_id.items()}, takes)
    sections = tuple(
        s.model_copy(update={"points": points[s.id], "facts": facts[s.id], **_worded(s, by_id.get(s.id), material, check)})
        for s in skeleton.sections
    )
    return skeleton.model_copy(update={"sections": sections})


def _takers(skeleton: Outline, genre: Genre) -> set[str]:
    closed = {t.id for t in genre.sections if not t.takes_points}
    return {s.id for s in skeleton.sections if s.id not in closed}


def _placed(
    names: tuple[str, ...], now: dict[str, tuple[str, ...]], wanted: dict[str, tuple[int, ...]], takes: set[str]
) -> dict[str, tuple[str, ...]]:
    """Each name in the first section that wants it and may have it, else where it stood first; order as in `names`."""
    home = {name: next(i for i, held in now.items() if name in held) for name in names}
    for section in reversed(now):
        if section in takes:
            home |= {names[k]: section for k in wanted.get(section, ()) if 0 <= k < len(names)}
    return {section: tuple(n for n in names if home[n] == section) for section in now}


def _worded(plan: SectionPlan, proposal: Proposal | None, material: Material, check: Checker) -> dict[str, str]:
    """The new heading and purpose where they are usable: nothing in them without ground."""
    if proposal is None:
        return {}
    heading, purpose = _bare(proposal.heading), " ".join(proposal.purpose.split())
    said = {}
    if plan.heading and _sound(heading, 30, material, check):
        said["heading"] = heading
    if _sound(purpose, _LONGEST_PURPOSE, material, check):
        said["purpose"] = purpose
    return said


def _sound(text: str, longest: int, material: Material, check: Checker) -> bool:
    return has_chinese(text) and count_zi(text) <= longest and not MARK.search(text) and not check(text, material).gaps


def _bare(heading: str) -> str:
    return heading_text(plain(" ".join(heading.split()))).rstrip("。：:；;")


def _proposal(item: dict[str, Any]) -> Proposal:
    return Proposal(
        _text(item.get("id")),
        _text(item.get("heading")),
        _text(item.get("purpose")),
        _numbers(item.get("points")),
        _numbers(item.get("facts")),
    )


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _numbers(value: Any) -> tuple[int, ...]:
    items = value if isinstance(value, list) else [value]
    found = [re.search(r"\d{1,3}", str(x)) for x in items if isinstance(x, str | int)]
    return tuple(int(m[0]) - 1 for m in found if m)


def _from_lines(text: str, skeleton: Outline) -> tuple[Proposal, ...]:
    """Headings line by line: “id：标题”, or as many first-level headings as the outline has."""
    lines = [plain(x) for x in text.splitlines() if plain(x)]
    ids = "|".join(re.escape(s.id) for s in skeleton.sections)
    named = [m for x in lines if (m := re.match(rf"(?:id\s*[=:：]\s*)?({ids})\s*[:：｜|]\s*(?:标题[:：])?([^｜|]+)", x))]
    if named:
        return tuple(Proposal(m[1], m[2].strip()) for m in named)
    titled = [s.id for s in skeleton.sections if s.heading]
    headings = [x for x in lines if heading_level(x) == 1]
    return tuple(Proposal(i, h) for i, h in zip(titled, headings)) if len(headings) == len(titled) else ()
