"""A review with its findings: the head, and one of four views of it."""

import streamlit as st

from base.errors import InputError
from evals.review import folder
from evals.review.decisions import Desk
from evals.review.folder import ReviewFolder
from evals.review.result import Reviewed
from pages.review import figures, files, problems, trimming, waiting, work
from pages.review.actions import Actions, told
from pages.review.view import STATES, View
from pages.shared import excepting, plain
from pages.shared.fragment import fragment
from pages.shared.person import person
from pages.shared.place import home, own

VIEWS = {"problems": "问题", "trim": "去空话", "figures": "数字出处", "files": "导出"}


def show(review: ReviewFolder) -> None:
    """What it is, then the part of it that is looked at."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        waiting.back()
        plain.heading(review.given.title, _measures(review.reviewed()))
        again = st.button("再审一次", key="again", help="规则、文库改过以后再查一遍")
    if again:
        _again(review)
    _others(review)
    _body(review.name)


def _again(review: ReviewFolder) -> None:
    try:
        work.again(home(), review)
    except InputError as error:
        plain.note("bad", str(error))
    else:
        work.wait(review, 1)
        st.rerun()


def _measures(reviewed: Reviewed | None) -> str:
    if reviewed is None:
        return ""
    minutes = reviewed.outcome.metrics.get("minutes")
    spoken = f"　宣读约 {minutes[0]:g}—{minutes[1]:g} 分钟" if minutes else ""
    return f"{reviewed.zi} 字{spoken}"


def _others(review: ReviewFolder) -> None:
    """The documents handed in with this one."""
    found = [other for name in review.given.beside if (other := folder.find(own(), name))]
    if not found:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        plain.remark("一起送审的：")
        for other in found:
            if st.button(plain.label(other.given.title), key=f"other-{other.name}", type="tertiary"):
                st.query_params.from_dict({"doc": other.name})
                st.rerun()


@fragment()
def _body(name: str) -> None:
    """Drawn anew by itself: a click on a finding leaves the rest of the page as it is."""
    try:
        _parts(name)
    except InputError as error:
        plain.note("bad", str(error))


def _parts(name: str) -> None:
    review = folder.find(own(), name)
    reviewed = review.reviewed() if review else None
    if review is None or reviewed is None:
        st.rerun()
    desk = Desk(own(), reviewed.text, person().name)
    view = View(reviewed, desk.decisions)
    switch, counts = st.columns([3, 2], vertical_alignment="center")
    with switch:
        part = st.segmented_control(
            "看什么",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            default="problems",
            required=True,
            key=f"part-{name}",
            label_visibility="collapsed",
        )
    with counts:
        plain.remark("　".join(f"{words} {view.count(state)}" for state, words in STATES.items()))
    if error := told(name):
        plain.note("bad", error)
    excepting.tell(name, Actions(review, desk, ()).take_back)
    if part == "trim":
        trimming.show(review)
    elif part == "figures":
        figures.show(review, view)
    elif part == "files":
        files.show(review, view)
    else:
        problems.show(review, view, desk)
