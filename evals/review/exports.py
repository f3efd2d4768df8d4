"""Files that come of a review. What was dismissed is in none but the JSON, where its reason stands with it."""

import datetime as dt
import json

from corpus.readers.raw import Raw
from evals.report import as_json
from evals.review.decisions import Decisions
from evals.review.result import Extras, Reviewed, checked


def standing(reviewed: Reviewed, decisions: Decisions) -> Reviewed:
    """The review without the findings that were dismissed."""
    left = tuple(f for f in reviewed.outcome.findings if decisions.state(f) != "dismissed")
    return reviewed.model_copy(update={"outcome": checked(reviewed, left).outcome})


def html(reviewed: Reviewed, extras: Extras | None, decisions: Decisions) -> str:
    """The annotated page."""
    from evals.render.html import render

    return render([checked(reviewed, standing(reviewed, decisions).outcome.findings, extras)])


def docx(raw: Raw, reviewed: Reviewed, decisions: Decisions, when: dt.datetime) -> bytes:
    """A copy of the document with the findings as Word comments."""
    from evals.comments import commented

    return commented(raw, reviewed.text, standing(reviewed, decisions).outcome.findings, when)


def as_json_text(reviewed: Reviewed, extras: Extras | None, decisions: Decisions) -> str:
    """The contract's list with one object, and the decisions beside it."""
    left = standing(reviewed, decisions).outcome
    report = as_json(reviewed.title, left, extras.figures if extras else None)
    return json.dumps([report | {"decisions": decisions.model_dump(mode="json")}], ensure_ascii=False, indent=1)
