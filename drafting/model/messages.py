"""The messages for an outline and for a section: the prompt files filled with the material."""

from corpus.documents import Hit
from drafting.brief import Brief
from drafting.draft import Outline
from drafting.model import material as give
from drafting.model import outline as plans
from drafting.writer import Task, Usage
from prompts.genres import Genre
from prompts.loader import Message, prompt
from prompts.styles import style

Habits = tuple[str, ...]  # the office's own style, measured on its archive: one short sentence each


def outline_messages(
    brief: Brief, genre: Genre, skeleton: Outline, hits: tuple[Hit, ...], habits: Habits, usage: Usage
) -> tuple[Message, ...]:
    """The question for an outline over `skeleton`."""
    names = plans.numbered_names(skeleton)
    rows = tuple("；".join(f.said for f in brief.facts if f.name == name) or name for name in names)
    values = _frame(brief, genre, habits) | {
        "skeleton": plans.skeleton_text(skeleton),
        "points": give.points_text(tuple(f"K{i} {p}" for i, p in enumerate(plans.numbered_points(skeleton), 1))),
        "facts": give.points_text(tuple(f"F{i} {row}" for i, row in enumerate(rows, 1))),
        "passages": give.numbered_passages(hits),
        "example": plans.example(skeleton),
    }
    return _rendered("outline", values, usage)


def section_messages(task: Task, cut: give.Cut, habits: Habits, usage: Usage, sample: str = "") -> tuple[Message, ...]:
    """The question for a section; with findings or an instruction, for mending the one there is. `sample` shows the office's manner."""
    before = tuple(s for s in task.written if s.id != task.plan.id)
    values = _frame(task.brief, task.genre, habits) | {
        "outline": give.outline_text(task.outline, task.plan.id),
        "section": give.plan_text(task.plan),
        "points": give.points_text(task.plan.points),
        "length": give.length_text(task.plan.length),
        "facts": give.numbered_facts(task.facts),
        "passages": give.numbered_passages(task.hits[: cut.hits]),
        "written": give.written_text(task.outline, before, cut.brief),
        "sample": give.fenced("旧稿", sample) if sample and not cut.brief else give.NOTHING,
    }
    wishes = tuple(x for x in (*task.findings, task.instruction) if x)
    if not wishes:
        return _rendered("section", values, usage)
    current = give.fenced("现稿", task.current.text) if task.current else give.NOTHING
    return _rendered("repair", values | {"current": current, "wishes": give.points_text(wishes)}, usage)


def _frame(brief: Brief, genre: Genre, habits: Habits) -> dict[str, str]:
    """What every prompt begins with."""
    return {
        "genre": give.genre_text(genre),
        "style": give.style_text(style(brief.style), brief.direction or genre.direction, habits),
        "title": give.one_line(brief.title),
        "brief": give.brief_text(brief, genre),
    }


def _rendered(name: str, values: dict[str, str], usage: Usage) -> tuple[Message, ...]:
    used = prompt(name)
    usage.prompts[used.name] = used.hash
    return used.render(**values)
