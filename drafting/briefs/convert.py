"""From a brief to its form and back."""

from typing import Any

from pydantic import ValidationError

from base.errors import InputError
from drafting.brief import Brief
from drafting.briefs.faults import faults
from drafting.briefs.fields import label
from drafting.briefs.form import LISTS, BriefForm, Row, filled, items

_ALIKE = (
    "genre", "title", "direction", "issuer", "level", "place", "speaker", "occasion", "intent", "local",
    "pin", "refuse", "style", "layout", "reuse", "secrecy", "number", "signer", "contact",
)  # fmt: skip


def form_of(brief: Brief) -> BriefForm:
    """The form filled in as `brief` says."""
    shortest, longest = brief.length or (None, None)
    values = {name: getattr(brief, name) for name in _ALIKE} | {name: "\n".join(getattr(brief, name)) for name in LISTS}
    people = [_row(p.model_dump()) for p in brief.people]
    facts = [_row(f.model_dump()) for f in brief.facts]
    day = brief.date.isoformat() if brief.date else ""
    return BriefForm.model_validate(values | {"date": day, "shortest": shortest, "longest": longest, "people": people, "facts": facts})


def as_brief(form: BriefForm) -> Brief:
    """The brief the form describes; InputError names the first thing that is wrong in it."""
    if wrong := faults(form):
        name, said = next(iter(wrong.items()))
        raise InputError(f"任务书的“{label(name)}”：{said[0]}")
    try:
        return Brief.model_validate(_raw(form))
    except ValidationError as error:
        raise InputError(f"任务书的“{label(str(error.errors()[0]['loc'][0]))}”不合要求，请修改。") from error


def _raw(form: BriefForm) -> dict[str, Any]:
    return {
        **{name: getattr(form, name) for name in _ALIKE},
        **{name: items(getattr(form, name)) for name in LISTS},
        "date": form.date or None,
        "length": form.length if form.shortest or form.longest else None,
        "people": [row for _, row in filled(form.people)],
        "facts": [row for _, row in filled(form.facts)],
    }


def _row(values: dict[str, Any]) -> Row:
    return {name: str(value) for name, value in values.items() if value not in ("", None)}
