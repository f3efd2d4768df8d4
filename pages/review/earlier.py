"""The reviews there are already: to open again, or to throw away."""

import streamlit as st

from base.errors import InputError
from evals.review import folder
from evals.review.folder import ReviewFolder
from pages.background import threads
from pages.review import work
from pages.shared import plain
from pages.shared.place import own

SHOWN = 10
_STATES = {"working": "正在审", "failed": "没有审成", "stopped": "没有审完"}


def show() -> None:
    """The newest, or what this page is for."""
    plain.heading("审过的文稿")
    reviews = folder.newest(own())
    if not reviews:
        plain.note(
            "info",
            "还没有。左边粘贴文字或选择文件，点“开始审稿”：这里按政治、政策、文字、格式、程序五关列出问题，逐条采纳或忽略，再导出批注稿。",
        )
        return
    for review in reviews[:SHOWN]:
        _row(review)
    if len(reviews) > SHOWN:
        plain.remark(f"另有更早的 {len(reviews) - SHOWN} 份，删去上面用不着的就会出现。")


def _row(review: ReviewFolder) -> None:
    try:
        given = review.given
    except InputError:
        return
    words, drop = st.columns([8, 1], vertical_alignment="center")
    aside = "　".join(x for x in (f"{given.at.month}月{given.at.day}日 {given.at:%H:%M}", _STATES.get(work.state(review), "")) if x)
    if words.button(f"{plain.label(given.title)}　:gray[{plain.label(aside)}]", key=f"open-{review.name}", type="tertiary"):
        st.query_params.from_dict({"doc": review.name})
        st.rerun()
    busy = threads.alive(review.path)
    if drop.button("删", key=f"drop-{review.name}", help=f"删去“{plain.label(given.title)}”的这次审稿", type="tertiary", disabled=busy):
        review.remove()
        st.rerun()
