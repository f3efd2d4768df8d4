"""What a session knows of the outline it is changing, and how a change is kept."""

import streamlit as st

from base.errors import InputError
from drafting.draft import Outline
from drafting.planning import Plans, save
from drafting.planning.store import changed
from drafting.rundir import RunDir
from pages.background.runs import Run
from pages.shared.person import demand_still_in

_AT = "outline section"  # in the session: the number of the section being changed
_SAID = "outline said"  # … why the last change was not kept
_SEEN = "outline seen"  # … run, version and round
_BEFORE = "outline before"  # … the run, what was chosen, and the outline before the last change


def keep(run: Run, plans: Plans, outline: Outline) -> None:
    """Keep the changed outline; when that cannot be the page says why. For callbacks, which run before the page is drawn."""
    st.session_state[_BEFORE] = (run.name, plans.chosen, plans.outline)
    keep_all(run, changed(plans, outline))


def before(run: Run, plans: Plans) -> Outline | None:
    """What the chosen outline was before the last change; None when nothing was changed here."""
    name, chosen, outline = st.session_state.get(_BEFORE, ("", "", None))
    return outline if (name, chosen) == (run.name, plans.chosen) and outline != plans.outline else None


def keep_all(run: Run, plans: Plans) -> None:
    """As `keep`, for a change of what is chosen."""
    try:
        demand_still_in()
        now = save(RunDir(run.path), plans)
    except InputError as error:
        say(str(error))
    else:
        st.session_state[_SEEN] = (run.name, now.version, st.session_state.get(_SEEN, ("", 0, 0))[2])


def round_of(run: Run, plans: Plans) -> int:
    """Part of the keys of all widgets: raised, so that they are drawn anew, when the outline on disk is not what this session last saw."""
    name, version, number = st.session_state.get(_SEEN, ("", -1, 0))
    if (name, version) != (run.name, plans.version):
        number += 1
        st.session_state[_SEEN] = (run.name, plans.version, number)
    if name != run.name:
        select(0)
    return int(number)


def redraw() -> None:
    """The widgets are to show another outline."""
    if seen := st.session_state.get(_SEEN):
        st.session_state[_SEEN] = (seen[0], seen[1], seen[2] + 1)


def select(number: int) -> None:
    """The section with this number is the one being changed."""
    st.session_state[_AT] = number


def selected(plans: Plans) -> int:
    return min(int(st.session_state.get(_AT, 0)), len(plans.outline.sections) - 1)


def say(words: str) -> None:
    """What the page shall say when it is drawn next."""
    st.session_state[_SAID] = words


def said() -> str:
    """What it was told to say, once."""
    return str(st.session_state.pop(_SAID, ""))
