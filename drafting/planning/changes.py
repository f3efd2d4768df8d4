"""What a person does to an outline: pure functions from outline to outline."""

from dataclasses import dataclass

from base.errors import InputError
from drafting.brief import Brief
from drafting.draft import Outline, SectionPlan

NEW_LENGTH = (200, 400)  # 字 of a section that a person adds
PURPOSES = "写清这一节要讲的内容。"


@dataclass(frozen=True)
class Unplaced:
    """What no section of an outline has: it would not be written."""

    points: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.points or self.facts)


def unplaced(outline: Outline, brief: Brief) -> Unplaced:
    """The must-cover points and facts of the brief that stand in no section; a point that a person reworded is found by no one."""
    points = {p for s in outline.sections for p in s.points}
    facts = {f for s in outline.sections for f in s.facts}
    return Unplaced(
        tuple(p for p in brief.must_cover if p not in points),
        tuple(dict.fromkeys(f.name for f in brief.facts if f.name not in facts)),
    )


def moved(outline: Outline, at: int, by: int) -> Outline:
    """The section number `at` moved by `by` places; as it was where there is no such place."""
    sections = list(outline.sections)
    to = at + by
    if 0 <= to < len(sections):
        sections.insert(to, sections.pop(at))
    return _with(outline, sections)


def added(outline: Outline, after: int) -> Outline:
    """With an empty section after number `after`."""
    known = {s.id for s in outline.sections}
    name = next(f"added-{n}" for n in range(1, 1000) if f"added-{n}" not in known)
    new = SectionPlan(id=name, heading="新加的一节", purpose=PURPOSES, length=NEW_LENGTH)
    return _with(outline, [*outline.sections[: after + 1], new, *outline.sections[after + 1 :]])


def without(outline: Outline, at: int) -> Outline:
    """Without the section number `at`; InputError for the only one."""
    if len(outline.sections) == 1:
        raise InputError("提纲至少要有一节，这是最后一节，不能删去。")
    return _with(outline, [*outline.sections[:at], *outline.sections[at + 1 :]])


def changed(outline: Outline, at: int, plan: SectionPlan) -> Outline:
    """With `plan` as section number `at`; facts that it takes leave the other sections."""
    taken = set(plan.facts)
    others = [s.model_copy(update={"facts": tuple(f for f in s.facts if f not in taken)}) for s in outline.sections]
    return _with(outline, [*others[:at], plan, *others[at + 1 :]])


def _with(outline: Outline, sections: list[SectionPlan]) -> Outline:
    return outline.model_copy(update={"sections": tuple(sections)})
