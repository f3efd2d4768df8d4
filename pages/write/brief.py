"""The brief as a form: what is to be written, on what, and the way to the draft beside it."""

import streamlit as st

from drafting.briefs import advice, faults
from drafting.briefs.fields import first_fields, folded_fields
from drafting.briefs.form import items
from pages.shared import plain
from pages.write import ledger, library, start, typing_kept
from pages.write.head import head
from pages.write.inputs import Inputs
from pages.write.shelf import Shelf, look
from pages.write.state import Held
from pages.write.tables import table

_PEOPLE = {"name": "姓名", "title": "职务"}
_BROAD = ("title",)  # fields that take the whole width


def show(held: Held) -> None:
    """Left the form, right the archive and the start."""
    typing_kept.apply()
    wrong = faults(held.form)
    shelf = look(items(held.form.upper_spirit), (*held.form.pin, *held.form.refuse))
    head(held, wrong)
    left, right = st.columns([8, 5], gap="medium")
    with left, st.container(key=typing_kept.AREA):
        _form(held, Inputs(held, wrong, advice(held.form)), shelf)
    with right, st.container(key="write-aside"):
        start.panel(held, wrong)
        library.panel(held, shelf)


def _form(held: Held, inputs: Inputs, shelf: Shelf) -> None:
    frame = held.form.frame
    plain.heading("一、写什么", frame.purpose)
    inputs.field("title")
    inputs.pairs(tuple(name for name in first_fields(frame) if name not in _BROAD))
    plain.heading("二、三样结合", "上级要求、领导意图、本地实际分开写，提纲里标明哪一节落实哪一样")
    inputs.field("upper_spirit")
    _named(shelf)
    inputs.field("intent")
    inputs.field("local")
    plain.heading("三、必讲内容和人员")
    points, people = st.columns([3, 2])
    with points:
        inputs.field("must_cover")
    with people:
        inputs.caption("people")
        table(held, "people", _PEOPLE, height=190, widths={"name": 90, "title": 150})
        inputs.remarks("people")
    ledger.panel(held, inputs)
    with st.expander("其他（一般不用改）：所在地方、行文方向、版式、密级等"):
        inputs.pairs(folded_fields(frame))


def _named(shelf: Shelf) -> None:
    """Whether the documents from above are at hand."""
    there = [label for label in shelf.named.values() if label]
    if there:
        plain.note("good", f"文库中有：{'、'.join(there)}。")
    if missing := [name for name, label in shelf.named.items() if not label]:
        plain.note("warn", f"文库中没有“{'”“'.join(missing)}”：凡要引用它的地方会标为待核，最好先收录原文。")
