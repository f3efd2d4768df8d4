"""The brief this session is editing: gathered from its widgets and saved before anything is drawn, whatever has changed."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from base.errors import InputError
from drafting.briefs import BriefForm, Row, store
from drafting.briefs.store import OutdatedError, Saved
from pages.shared.place import own

_HELD = "brief in hand"
PREFIX = "brief-"  # of every widget's key
TABLES = ("people", "facts")
DROP = "drop"  # the column in which a person ticks the rows to take out
ROOM = 3  # rows a table has at least
_UNSAID = ("direction", "level")  # None in the form is '' in the widget: a choice of its own, where None would be no choice
_NO_FIELDS = ("genre", *TABLES, "pin", "refuse")


@dataclass(frozen=True)
class Held:
    """`form` as it stands here; `saved` as this session last read or wrote it."""

    saved: Saved
    form: BriefForm
    round: int = 0  # raised when the tables are drawn anew: an editor keeps its edits by its key
    bases: dict[str, tuple[Row, ...]] = field(default_factory=dict)  # what the tables' edits are edits of
    theirs: Saved | None = None  # what another tab has saved while this one was changed too
    error: str = ""  # why the last change is not on disk

    @property
    def name(self) -> str:
        return self.saved.name

    def key(self, table: str) -> str:
        return f"{PREFIX}{table}-{self.round}"


def current(name: str) -> Held:
    """The brief `name` with all that its widgets say, on disk already. InputError when there is no such brief."""
    held = st.session_state.get(_HELD)
    if not isinstance(held, Held) or held.name != name:
        return _hold(_fresh(store.load(own(), name)))
    held = replace(held, form=_gathered(held))
    if held.form != held.saved.form:
        return _hold(_settled(held) if held.theirs is None else held)
    newer = store.load(own(), name)
    return _hold(_fresh(newer, held.round + 1) if newer.version != held.saved.version else _based(replace(held, theirs=None, error="")))


def in_hand() -> str:
    """The brief this session has not left yet, '' when there is none: another page was shown meanwhile."""
    held = st.session_state.get(_HELD)
    return held.name if isinstance(held, Held) else ""


def leave() -> None:
    """Done with the brief for now; it is kept."""
    st.session_state.pop(_HELD, None)


def change(held: Held, **values: Any) -> None:
    """Change the form by a button and save it. The page is to be drawn anew after it."""
    form = held.form.model_copy(update=values)
    changed = _settled(replace(held, form=form)) if held.theirs is None else replace(held, form=form)
    _hold(replace(changed, round=held.round + 1, bases=_bases(form)))


def adopt(theirs: Saved, held: Held) -> None:
    """Go on with what the other tab has saved."""
    _hold(_fresh(theirs, held.round + 1))


def part(held: Held) -> str:
    """Keep what stands here as a brief of its own; its name."""
    saved = store.create(own(), held.form)
    _hold(_fresh(saved, held.round + 1))
    return saved.name


def seed(held: Held, name: str) -> str:
    """The key of the widget for the field `name`, which shows what the form says when it is drawn for the first time."""
    key = PREFIX + name
    if key not in st.session_state:
        st.session_state[key] = _shown(name, getattr(held.form, name))
    return key


def ticked(held: Held, table: str) -> list[int]:
    """The rows of the table in which a person has ticked 删, from 0."""
    state = st.session_state.get(held.key(table), {})
    rows = [dict[str, Any]() for _ in held.bases[table]]
    return [i for i, row in enumerate(_patched(rows, state)) if row.get(DROP)]


def edited(base: tuple[Row, ...], state: dict[str, Any]) -> tuple[Row, ...]:
    """The rows of a table after the edits that its editor holds; empty cells left out, and empty rows at the end."""
    rows = _patched([dict(row) for row in base], state)
    kept = [{name: str(cell) for name, cell in row.items() if name != DROP and cell not in ("", None)} for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _patched(rows: list[dict[str, Any]], state: dict[str, Any]) -> list[dict[str, Any]]:
    for i, cells in state.get("edited_rows", {}).items():
        if int(i) < len(rows):
            rows[int(i)] |= cells
    return [*rows, *({k: v for k, v in row.items() if not k.startswith("_")} for row in state.get("added_rows", ()))]


def _gathered(held: Held) -> BriefForm:
    """The form with what the widgets hold now; a field that was not drawn stays as it was."""
    values: dict[str, Any] = {}
    for name in BriefForm.model_fields:
        if name not in _NO_FIELDS and PREFIX + name in st.session_state:
            values[name] = _said(name, st.session_state[PREFIX + name])
    for table in TABLES:
        if held.key(table) in st.session_state:
            values[table] = edited(held.bases[table], st.session_state[held.key(table)])
    return held.form.model_copy(update=values)


def _shown(name: str, value: Any) -> Any:
    """What the widget of a field holds when the form says `value`."""
    if name == "date":
        return dt.date.fromisoformat(value) if value else None
    return value or "" if name in _UNSAID else value


def _said(name: str, value: Any) -> Any:
    """What the form says when the widget of a field holds `value`."""
    if name == "date":
        return value.isoformat() if value else ""
    if name in _UNSAID:
        return value or None
    return "" if value is None and isinstance(BriefForm.model_fields[name].default, str) else value


def _settled(held: Held) -> Held:
    """Save what stands here; when that cannot be, say why."""
    try:
        saved = store.save(own(), held.name, held.form, held.saved.version)
    except OutdatedError as error:
        return _based(replace(held, theirs=error.theirs))
    except InputError as error:
        return _based(replace(held, error=str(error)))
    return _based(replace(held, saved=saved, error=""))


def _fresh(saved: Saved, round: int = 0) -> Held:
    """The form as it was saved, its widgets to be drawn anew."""
    for key in [k for k in st.session_state if str(k).startswith(PREFIX)]:
        del st.session_state[key]
    return Held(saved, saved.form, round, _bases(saved.form))


def _based(held: Held) -> Held:
    """Where the tables are not on the page any more (another page was shown), their edits are in the form: begin from there."""
    if all(held.key(table) in st.session_state for table in TABLES):
        return held
    return replace(held, round=held.round + 1, bases=_bases(held.form))


def _bases(form: BriefForm) -> dict[str, tuple[Row, ...]]:
    """The tables as their editors begin: with empty rows to type into where there are few."""
    tables: dict[str, tuple[Row, ...]] = {table: getattr(form, table) for table in TABLES}
    return {table: (*rows, *({} for _ in range(ROOM - len(rows)))) for table, rows in tables.items()}


def _hold(held: Held) -> Held:
    st.session_state[_HELD] = held
    return held
