"""The text as a whole: how much of it is padding, and what is left without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.zh import Span
from evals.case import Case
from evals.checks.padding.judged import Judged, judged, reasons
from evals.checks.padding.kinds import kind_of

_SOLID = 0.3  # a score below which a sentence has a matter of its own


@dataclass(frozen=True)
class Cut:
    """A whole sentence that may go, why, and its 字."""

    span: Span
    why: str
    zi: int


def without_padding(case: Case) -> tuple[Cut, ...]:
    """The sentences of `case` that can go without loss, in order: clear padding that names no figure, person, deadline or document.

    Headings, salutations, transitions and signatures are never among them.
    """
    return tuple(
        Cut(one.part.span, reasons(one), one.zi) for one in judged(case, kind_of(case)) if one.is_padding and not one.names_something
    )


def metrics(every: Sequence[Judged]) -> dict[str, Any]:
    """Share of 字 in padding sentences, 字 of substance, 字 before the first sentence with a matter of its own (None: there is none)."""
    said = [one for one in every if one.is_said]
    zi = sum(one.zi for one in said)
    padding = sum(one.zi for one in said if one.is_padding)
    first = next((i for i, one in enumerate(said) if one.names_something or one.score < _SOLID), None)
    return {
        "padding_share": round(padding / zi, 4) if zi else 0.0,
        "substance_chars": zi - padding,
        "lead_in_chars": None if first is None else sum(one.zi for one in said[:first]),
    }
