"""Handing an exercise out to pupils who sign in, taking their answers, giving the results back."""

from collections.abc import Callable

import streamlit as st

from base.errors import InputError
from pages.shared import plain
from pages.shared.person import person
from pages.shared.place import home
from pages.teach import handout, work
from pages.teach.handout import Handout, Sheet
from pages.teach.work import Made

_PENALTY = 2.0  # points for a harmful alteration, unless the form below says otherwise
_OVER = {"withdrawn": "已收回", "returned": "成绩已发"}


def show(made: Made) -> None:
    """How far it is with the class; nothing on a machine used alone, where no pupil signs in."""
    if not person().name:
        return
    there = _handout(made)
    try:
        sheet = there.sheet()
        if sheet is None or sheet.state == "withdrawn":
            _offer(made, there, again=sheet is not None)
        elif sheet.state == "open":
            _out(made, there, sheet)
        else:
            plain.note("good", "成绩已发给学员，各人只看得到自己的；不再收卷。")
    except InputError as error:
        plain.note("bad", str(error))


def stage(made: Made) -> str:
    """How far it is with the class, in a word or two for a list; '' when it was never handed out or cannot be read."""
    there = _handout(made) if person().name else None
    try:
        sheet = there.sheet() if there else None
    except InputError:
        return ""
    if there is None or sheet is None:
        return ""
    return _OVER.get(sheet.state) or f"已发，交回 {len(there.answers())} 份"


def give_back(made: Made) -> None:
    """Below the marks: they are the trainer's alone until this is pressed."""
    there = _handout(made) if person().name else None
    sheet = there.sheet() if there else None
    if there is None or sheet is None or sheet.state != "open" or not (results := made.results()):
        return
    if st.button("把成绩发给学员（发后不再收卷）", key="give-back", type="primary"):
        _try(lambda: there.give_back(results))


def _handout(made: Made) -> Handout:
    return handout.of(home(), person().folder.name, made.name)


def _offer(made: Made, there: Handout, *, again: bool) -> None:
    button, words = st.columns([1, 2], gap="small", vertical_alignment="center")
    with words:
        plain.remark("登录的学员在“教学”页就能下载练习卷、交回答卷；答案只在您这里。" + ("这份收回过，学员现在看不到。" if again else ""))
    if button.button("再在网页上发给学员" if again else "在网页上发给学员", key="hand-out", width="stretch"):
        _try(lambda: there.hand_out(made.title, person().name, made.data(work.WORKSHEET)))


def _out(made: Made, there: Handout, sheet: Sheet) -> None:
    answers = there.answers()
    said = f"交回 {len(answers)} 份：{'、'.join(a.name for a in answers)}。" if answers else "还没有人交回。"
    plain.note("info", f"{sheet.at.month}月{sheet.at.day}日 {sheet.at:%H:%M} 已发给学员，{said}")
    mark, back = st.columns(2, gap="small")
    if mark.button(f"批改交回的 {len(answers)} 份", key="mark-handed-in", width="stretch", disabled=not answers):
        _try(lambda: work.begin_marking_handed_in(made, there, float(st.session_state.get("penalty", _PENALTY))))
    if back.button("收回（学员不再看到）", key="withdraw", width="stretch"):
        _try(there.withdraw)


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except InputError as error:
        plain.note("bad", str(error))
        return
    st.rerun()
