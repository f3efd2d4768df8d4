"""数字出处: every figure of the text and what it rests on."""

from collections import Counter

import streamlit as st

from evals.figure_table import STATUS
from evals.render.words import paragraph_number
from evals.review.folder import ReviewFolder
from pages.review import pending
from pages.review.view import View
from pages.shared import plain

HEIGHT = 430  # pixels
_ALL = "全部"


def show(review: ReviewFolder, view: View) -> None:
    """The figures in order of place, by whether they have a ground."""
    extras = pending.extras(review)
    if extras is None:
        return
    counts = Counter(row.ground.status for row in extras.figures)
    if not counts:
        plain.note("info", "文稿里没有数字。")
        return
    if review.ledger is None and not review.sources:
        plain.note("info", "没有给台账和材料，只能看文稿自己前后是否一致；要查出处，请回到上一页，连同台账、材料再送审一次。")
    names = {_ALL: f"{_ALL} {len(extras.figures)}"} | {s: f"{words} {counts[s]}" for s, words in STATUS.items() if counts[s]}
    chosen = st.segmented_control(
        "有没有出处",
        list(names),
        format_func=names.__getitem__,
        default=_ALL,
        required=True,
        key=f"status-{review.name}",
        label_visibility="collapsed",
    )
    text = view.reviewed.text
    rows = [
        (f"第{paragraph_number(text, row.ground.start)}段", row.ground.text, STATUS[row.ground.status], row.basis)
        for row in extras.figures
        if chosen in (_ALL, row.ground.status)
    ]
    plain.table(("位置", "数字", "有无出处", "依据"), rows, tight=(0, 1, 2), height=HEIGHT)
