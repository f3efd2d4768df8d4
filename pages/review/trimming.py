"""去空话: the text with what would go struck out, and a copy without it."""

import streamlit as st

from evals.render.words import paragraph_number, shortened
from evals.review.folder import ReviewFolder
from evals.trim import Trimmed, opened
from evals.trim.cutting import DOUBTFUL
from pages.review import pending
from pages.shared import plain
from pages.shared.plain import Highlight

HEIGHT = 430  # pixels
_SHOWN = 40  # characters of a sentence in a table


def show(review: ReviewFolder) -> None:
    """What goes and why, what was left all the same, the copy."""
    extras = pending.extras(review)
    if extras is None:
        return
    trimmed = extras.trimmed
    before, after = trimmed.zi
    if not trimmed.cuts:
        plain.note("good", f"全文 {before} 字，没有可以整句删去的空话。")
        _tables(trimmed)
        return
    said, button = st.columns([3, 1], vertical_alignment="center")
    with said:
        went = f"{before} 字 → {after} 字：划线的 {len(trimmed.cuts)} 句是空话，删去不影响意思。"
        plain.note("info", f"{went}含数字、人名、期限、文件的句子都不删；原件没有动。")
    with button:
        _download(review, trimmed)
    text, why = st.columns([6, 5], gap="small")
    with text, st.container(key="review-trim"):
        gone = [Highlight(c.start, c.end, "bad", n, c.reason) for n, c in enumerate(trimmed.cuts, 1)]
        plain.sheet(trimmed.original, gone, height=HEIGHT, titled=False)
    with why:
        _tables(trimmed)


def _download(review: ReviewFolder, trimmed: Trimmed) -> None:
    path = review.document

    def data() -> bytes:
        return opened(path).without(trimmed.removed)

    st.download_button(
        "下载精简稿", data, f"{path.stem}.精简{path.suffix}", key="trimmed", type="primary", width="stretch", on_click="ignore"
    )  # fmt: skip


def _tables(trimmed: Trimmed) -> None:
    place = [f"第{paragraph_number(trimmed.original, c.start)}段" for c in trimmed.cuts]
    rows = [(str(n), where, shortened(c.text, _SHOWN), c.reason) for n, (where, c) in enumerate(zip(place, trimmed.cuts), 1)]
    if rows:
        plain.table(("号", "位置", "删去", "为什么"), rows, tight=(0, 1), height=HEIGHT // 2)
    if trimmed.remarks:
        plain.heading("删后请再看一看")
        again = [(f"第{paragraph_number(trimmed.original, r.start)}段", shortened(r.text, _SHOWN), r.message) for r in trimmed.remarks]
        plain.table(("位置", "原文", "为什么"), again, tight=(0,), height=HEIGHT // 3)
    if left := [x for x in trimmed.left if x.why != DOUBTFUL]:
        plain.heading("像空话而没有删", "请自行决定")
        kept = [(f"第{paragraph_number(trimmed.original, x.start)}段", shortened(x.text, _SHOWN), x.why) for x in left]
        plain.table(("位置", "原文", "为什么留着"), kept, tight=(0,), height=HEIGHT // 3)
    if doubtful := sum(x.why == DOUBTFUL for x in trimmed.left):
        plain.remark(f"另有 {doubtful} 句也像空话，把握不大，没有删；在“问题”里可以逐句看。")
